package web

import (
	"bytes"
	"compress/gzip"
	"container/list"
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"
)

// answerTime is how long one answer may take, in which it may wait for a place.
const answerTime = 40 * time.Second

// kept is an answer as it is sent.
type kept struct {
	// body is the answer, packed the same in gzip.
	body, packed []byte
}

// size is what the answer takes of the cache, in bytes.
func (k *kept) size() int { return len(k.body) + len(k.packed) + 512 }

// pack makes an answer ready to be sent.
func pack(body []byte) (*kept, error) {
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestSpeed)
	if err != nil {
		return nil, fmt.Errorf("compress the answer: %w", err)
	}
	if _, err = z.Write(body); err == nil {
		err = z.Close()
	}
	if err != nil {
		return nil, fmt.Errorf("compress the answer: %w", err)
	}
	return &kept{body: body, packed: bytes.Clone(out.Bytes())}, nil
}

// answers makes each answer once and keeps it as long as there is room. Who
// asks for one that is being made waits for it; when nobody waits any more,
// the making ends. It may be used by many goroutines.
type answers struct {
	room   int
	places *places
	work   *sync.WaitGroup
	log    *slog.Logger
	// life ends all making.
	life context.Context

	mu      sync.Mutex
	byKey   map[string]*list.Element // of keptAs
	recent  *list.List               // most recent first
	used    int
	running map[string]*making
	hits    uint64
	misses  uint64
}

type keptAs struct {
	key string
	*kept
}

// making is an answer on its way.
type making struct {
	done    chan struct{} // closed when answer and err are set
	answer  *kept
	err     error
	waiting int
	stop    context.CancelFunc
}

func newAnswers(life context.Context, room int, p *places, work *sync.WaitGroup, log *slog.Logger) *answers {
	return &answers{room: room, places: p, work: work, log: log, life: life, byKey: map[string]*list.Element{}, recent: list.New(), running: map[string]*making{}}
}

// get returns the answer of a key, made by write if it is not there. A panic of
// write is an error of this answer alone.
func (a *answers) get(ctx context.Context, key string, write func(context.Context) ([]byte, error)) (*kept, error) {
	a.mu.Lock()
	if e, ok := a.byKey[key]; ok {
		a.recent.MoveToFront(e)
		a.hits++
		a.mu.Unlock()
		return e.Value.(keptAs).kept, nil
	}
	a.misses++
	m, ok := a.running[key]
	if !ok {
		m = &making{done: make(chan struct{})}
		var life context.Context
		life, m.stop = context.WithTimeout(a.life, answerTime)
		a.running[key] = m
		a.work.Go(func() { a.make(life, key, m, write) })
	}
	m.waiting++
	a.mu.Unlock()
	select {
	case <-m.done:
		return m.answer, m.err
	case <-ctx.Done():
		a.leave(key, m)
		return nil, ctx.Err()
	}
}

// leave ends the wait for an answer, and the answer with the last who waited.
func (a *answers) leave(key string, m *making) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if m.waiting--; m.waiting > 0 {
		return
	}
	m.stop()
	if a.running[key] == m {
		delete(a.running, key)
	}
}

// make makes an answer when there is a place, and keeps it.
func (a *answers) make(ctx context.Context, key string, m *making, write func(context.Context) ([]byte, error)) {
	defer m.stop()
	m.answer, m.err = a.write(ctx, write)
	a.mu.Lock()
	if a.running[key] == m {
		delete(a.running, key)
	}
	if m.err == nil {
		a.keep(keptAs{key, m.answer})
	}
	a.mu.Unlock()
	close(m.done)
}

func (a *answers) write(ctx context.Context, write func(context.Context) ([]byte, error)) (k *kept, err error) {
	defer func() {
		if p := recover(); p != nil {
			a.log.Error("panic", "value", fmt.Sprintf("%.300v", p), "stack", string(debug.Stack()))
			k, err = nil, errInternal
		}
	}()
	free, err := a.places.take(ctx)
	if err != nil {
		return nil, err
	}
	defer free()
	body, err := write(ctx)
	if err != nil {
		return nil, err
	}
	return pack(body)
}

// keep puts an answer into the cache, where those asked for longest ago make
// room for it. One that would take a quarter of it is not kept.
func (a *answers) keep(k keptAs) {
	if _, ok := a.byKey[k.key]; ok || k.size() > a.room/4 {
		return
	}
	a.byKey[k.key] = a.recent.PushFront(k)
	a.used += k.size()
	for a.used > a.room {
		oldest := a.recent.Back()
		dropped := a.recent.Remove(oldest).(keptAs)
		delete(a.byKey, dropped.key)
		a.used -= dropped.size()
	}
}

// cacheState is how the cache stands.
type cacheState struct {
	hits, misses          uint64
	bytes, count, running int
}

func (a *answers) state() cacheState {
	a.mu.Lock()
	defer a.mu.Unlock()
	return cacheState{a.hits, a.misses, a.used, len(a.byKey), len(a.running)}
}
