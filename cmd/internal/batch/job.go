package batch

import (
	"context"
	"fmt"
	"runtime"
	"sync"
)

// Job is a list of tasks, numbered from 0, with results of one type.
type Job[T any] struct {
	// Name tells the job from others in the same checkpoint.
	Name string
	// N is the number of tasks.
	N int
	// Do works on one task. Its error concerns this task only; others go on.
	Do func(ctx context.Context, task int) (T, error)
	// Codec turns results into bytes and back. Needed with Kept.
	Codec Codec[T]
	// Kept holds what was done before. Default: nil, nothing is kept.
	Kept *Checkpoint
	// Progress is told how many of the tasks to do are done; what was kept is
	// in neither number. It is called from one goroutine. Default: nil.
	Progress func(done, total int)
}

// Codec writes and reads results. What Decode returns must be what Encode was given.
type Codec[T any] struct {
	// Encode appends a result to dst.
	Encode func(dst []byte, v T) []byte
	// Decode reads one result and returns the rest of src.
	Decode func(src []byte) (v T, rest []byte, err error)
}

// mostBlocks bounds the blocks of a job: what is kept together is a hundredth of
// it, so that a kill costs little and the disk need not sync all the time. The
// local store has room for so many.
const mostBlocks = 100

// ahead is how many blocks a worker may be ahead of those handed on.
const ahead = 4

// result is what became of a task.
type result[T any] struct {
	value T
	err   error
}

// Run does all tasks and hands their results to yield in order, from one
// goroutine. An error of yield or a cancelled context ends the run and is
// returned; finished blocks are kept all the same. restored is the number of
// tasks that were found done.
func (j Job[T]) Run(ctx context.Context, yield func(task int, value T, err error) error) (restored int, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	size := max(1, (j.N+mostBlocks-1)/mostBlocks)
	blocks := make([]block, 0, mostBlocks)
	for from := 0; from < j.N; from += size {
		blocks = append(blocks, block{j.Name, from, min(j.N, from+size)})
	}
	done := make([]chan []result[T], len(blocks))
	for b := range done {
		done[b] = make(chan []result[T], 1)
	}
	known := make([]bool, len(blocks))
	for i, b := range blocks {
		if _, known[i] = j.restore(b); known[i] {
			restored += b.to - b.from
		}
	}
	workers := max(1, min(runtime.GOMAXPROCS(0), len(blocks)))
	next, room := make(chan int), make(chan struct{}, workers*ahead)
	var pool sync.WaitGroup
	defer pool.Wait()
	defer cancel(context.Canceled)
	pool.Go(func() {
		defer close(next)
		for b := range done {
			select {
			case room <- struct{}{}:
				next <- b
			case <-ctx.Done():
				return
			}
		}
	})
	for range workers {
		pool.Go(func() {
			for b := range next {
				done[b] <- j.work(ctx, blocks[b])
			}
		})
	}
	return restored, j.collect(ctx, collection[T]{done, blocks, known, room}, restored, yield)
}

// block is a run of tasks of a job.
type block struct {
	job      string
	from, to int
}

// name is the block's key in the checkpoint.
func (b block) name() string { return fmt.Sprintf("%s/%d-%d", b.job, b.from, b.to) }

// collection is the state of a run as the collecting side sees it.
type collection[T any] struct {
	done   []chan []result[T]
	blocks []block
	// known tells which blocks were kept before.
	known []bool
	// room holds a token for each block that was begun and not handed on.
	room chan struct{}
}

// collect hands on the blocks in order.
func (j Job[T]) collect(ctx context.Context, c collection[T], restored int, yield func(int, T, error) error) error {
	worked := 0
	for i, results := range c.done {
		var list []result[T]
		select {
		case list = <-results:
		case <-ctx.Done():
			return ctx.Err()
		}
		if list == nil {
			return ctx.Err() // cancelled within the block
		}
		for k, r := range list {
			if err := yield(c.blocks[i].from+k, r.value, r.err); err != nil {
				return err
			}
		}
		<-c.room
		if !c.known[i] {
			worked += len(list)
		}
		if j.Progress != nil {
			j.Progress(worked, j.N-restored)
		}
	}
	return ctx.Err()
}

// work returns the results of a block, kept or worked out; nil when the
// context ended before it was complete.
func (j Job[T]) work(ctx context.Context, b block) []result[T] {
	if list, ok := j.restore(b); ok {
		return list
	}
	list := make([]result[T], 0, b.to-b.from)
	whole := true
	for task := b.from; task < b.to; task++ {
		v, err := j.Do(ctx, task)
		if ctx.Err() != nil {
			return nil
		}
		whole = whole && err == nil
		list = append(list, result[T]{v, err})
	}
	if whole && j.Kept != nil {
		var value []byte
		for _, r := range list {
			value = j.Codec.Encode(value, r.value)
		}
		j.Kept.keep(b.name(), value)
	}
	return list
}

// restore reads a kept block. One that cannot be read counts as not done.
func (j Job[T]) restore(b block) ([]result[T], bool) {
	src, ok := j.Kept.block(b.name())
	if !ok {
		return nil, false
	}
	list := make([]result[T], 0, b.to-b.from)
	for range b.to - b.from {
		v, rest, err := j.Codec.Decode(src)
		if err != nil {
			return nil, false
		}
		list = append(list, result[T]{value: v})
		src = rest
	}
	return list, len(src) == 0
}
