package batch_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/cmd/internal/batch"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// numbers writes whole numbers of eight bytes.
func numbers() batch.Codec[int] {
	return batch.Codec[int]{
		Encode: func(dst []byte, v int) []byte { return binary.LittleEndian.AppendUint64(dst, uint64(v)) },
		Decode: func(src []byte) (int, []byte, error) {
			if len(src) < 8 {
				return 0, nil, errors.New("too short")
			}
			return int(binary.LittleEndian.Uint64(src)), src[8:], nil
		},
	}
}

// squares is a job whose results are easy to foretell; calls counts the work.
func squares(n int, kept *batch.Checkpoint, calls *atomic.Int64) batch.Job[int] {
	return batch.Job[int]{
		Name: "squares", N: n, Kept: kept, Codec: numbers(),
		Do: func(_ context.Context, i int) (int, error) {
			calls.Add(1)
			return i * i, nil
		},
	}
}

func open(t require.TestingT, dir, key string) *batch.Checkpoint {
	c, err := batch.OpenCheckpoint(dir, key)
	require.NoError(t, err)
	return c
}

func TestResultsComeInOrder(t *testing.T) {
	for _, n := range []int{0, 1, 2, 99, 100, 101, 1788} {
		var calls atomic.Int64
		var got []int
		var told [][2]int
		job := squares(n, nil, &calls)
		job.Progress = func(done, total int) { told = append(told, [2]int{done, total}) }
		restored, err := job.Run(t.Context(), func(i, v int, err error) error {
			assert.Equal(t, len(got), i)
			got = append(got, v)
			return err
		})
		require.NoError(t, err)
		assert.Zero(t, restored)
		assert.Len(t, got, n)
		assert.EqualValues(t, n, calls.Load())
		for i, v := range got {
			assert.Equal(t, i*i, v)
		}
		if n > 0 {
			assert.Equal(t, [2]int{n, n}, told[len(told)-1])
		}
	}
}

var errStop = errors.New("stop")

// A run that stops anywhere, and any number of times, ends with the same results
// and repeats little.
func TestStoppedRunGoesOn(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	run := 0
	rapid.Check(t, func(t *rapid.T) {
		run++
		n := rapid.IntRange(1, 120).Draw(t, "tasks")
		stops := rapid.SliceOfN(rapid.IntRange(0, n-1), 0, 3).Draw(t, "stops")
		key := fmt.Sprint(run)
		var calls atomic.Int64
		for _, stop := range stops {
			c := open(t, dir, key)
			ctx, cancel := context.WithCancel(context.Background())
			_, err := squares(n, c, &calls).Run(ctx, func(i, _ int, _ error) error {
				if i == stop {
					if i%2 == 0 {
						return errStop
					}
					cancel()
				}
				return nil
			})
			cancel()
			if err != nil {
				require.True(t, errors.Is(err, errStop) || errors.Is(err, context.Canceled), "%v", err)
			}
			require.NoError(t, c.Close())
		}
		c := open(t, dir, key)
		var got []int
		restored, err := squares(n, c, &calls).Run(context.Background(), func(_, v int, err error) error {
			got = append(got, v)
			return err
		})
		require.NoError(t, err)
		require.NoError(t, c.Err())
		require.NoError(t, c.Remove())
		require.NoFileExists(t, filepath.Join(dir, key+".db"))
		require.Len(t, got, n)
		for i, v := range got {
			require.Equal(t, i*i, v)
		}
		if len(stops) > 0 && stops[len(stops)-1] > n/2 && n >= 100 {
			require.Positive(t, restored)
		}
		// Each stop throws away less than a few blocks for each of few workers.
		require.LessOrEqual(t, int(calls.Load()), n+len(stops)*(n/100+1)*64)
	})
}

func TestErrorsConcernOneTask(t *testing.T) {
	dir := t.TempDir()
	broken := true
	job := batch.Job[int]{Name: "j", N: 300, Codec: numbers(), Do: func(_ context.Context, i int) (int, error) {
		if i == 7 && broken {
			return 0, errStop
		}
		return i, nil
	}}
	for _, want := range []int{1, 0} {
		job.Kept = open(t, dir, "errors")
		failed := 0
		_, err := job.Run(t.Context(), func(i, v int, err error) error {
			if err != nil {
				assert.ErrorIs(t, err, errStop)
				assert.Equal(t, 7, i)
				failed++
			} else {
				assert.Equal(t, i, v)
			}
			return nil
		})
		require.NoError(t, err)
		assert.Equal(t, want, failed, "a block with an error is tried again")
		require.NoError(t, job.Kept.Close())
		broken = false
	}
}

func TestOtherRunsAndDamageCountAsNothingDone(t *testing.T) {
	dir := t.TempDir()
	var calls atomic.Int64
	all := func(key string) (restored int) {
		c := open(t, dir, key)
		restored, err := squares(50, c, &calls).Run(t.Context(), func(i, v int, err error) error {
			require.NoError(t, err)
			require.Equal(t, i*i, v)
			return nil
		})
		require.NoError(t, err)
		require.NoError(t, c.Close())
		return restored
	}
	assert.Equal(t, 0, all("a"))
	assert.Equal(t, 50, all("a"))
	assert.Equal(t, 0, all("b"), "another key, another run")
	path := filepath.Join(dir, "a.db")
	require.NoError(t, os.Truncate(path, 5000))
	assert.Equal(t, 0, all("a"), "what is damaged is moved aside")
	assert.Equal(t, 50, all("a"))
	require.NoError(t, os.Rename(filepath.Join(dir, "a.db"), filepath.Join(dir, "c.db")))
	assert.Equal(t, 0, all("c"), "the file of another run under this name")
}

func TestSecondProcessGoesWithout(t *testing.T) {
	dir := t.TempDir()
	c := open(t, dir, "x")
	_, err := batch.OpenCheckpoint(dir, "x")
	require.ErrorContains(t, err, "the same run is under way")
	require.NoError(t, c.Close())
	var none *batch.Checkpoint
	require.NoError(t, none.Err())
	require.NoError(t, none.Close())
	require.NoError(t, none.Remove())
}

func TestListsSurviveTheCodec(t *testing.T) {
	codec := batch.Lists()
	rapid.Check(t, func(t *rapid.T) {
		var lists [][]matcher.Scored
		for range rapid.IntRange(0, 4).Draw(t, "lists") {
			list := make([]matcher.Scored, rapid.IntRange(0, 5).Draw(t, "length"))
			for i := range list {
				p := rapid.Int32()
				list[i] = matcher.Scored{
					Unit: data.Unit(p.Draw(t, "unit")), Fit: matcher.Points(p.Draw(t, "fit")),
					Openness: matcher.Points(p.Draw(t, "openness")), Order: matcher.Points(p.Draw(t, "order")),
				}
			}
			lists = append(lists, list)
		}
		var text []byte
		for _, l := range lists {
			text = codec.Encode(text, l)
		}
		for _, want := range lists {
			got, rest, err := codec.Decode(text)
			require.NoError(t, err)
			require.Equal(t, want, got)
			text = rest
		}
		require.Empty(t, text)
	})
}

func FuzzLists(f *testing.F) {
	codec := batch.Lists()
	f.Add(codec.Encode(nil, []matcher.Scored{{Unit: 5, Fit: 6000, Openness: 100, Order: 3}}))
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0x0f, 1})
	f.Fuzz(func(t *testing.T, src []byte) {
		list, rest, err := codec.Decode(src)
		if err == nil && len(list)*4 > len(src)-len(rest) {
			t.Fatalf("%d candidates out of %d bytes", len(list), len(src)-len(rest))
		}
	})
}
