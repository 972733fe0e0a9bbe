package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func testAnswers(t testing.TB, room, n, queue int) *answers {
	t.Helper()
	return newAnswers(t.Context(), room, newPlaces(n, queue, time.Second), &sync.WaitGroup{}, slog.New(slog.DiscardHandler))
}

func TestAnAnswerIsMadeOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		a := testAnswers(t, 1<<20, 2, 10)
		var made atomic.Int32
		write := func(context.Context) ([]byte, error) {
			made.Add(1)
			time.Sleep(time.Second)
			return []byte("answer"), nil
		}
		var all sync.WaitGroup
		for range 50 {
			all.Go(func() {
				k, err := a.get(t.Context(), "key", write)
				assert.NoError(t, err)
				assert.Equal(t, "answer", string(k.body))
				assert.Equal(t, "answer", string(unzip(t, k.packed)))
			})
		}
		all.Wait()
		_, err := a.get(t.Context(), "key", write)
		require.NoError(t, err)
		assert.EqualValues(t, 1, made.Load())
		assert.Equal(t, cacheState{hits: 1, misses: 50, bytes: a.used, count: 1}, a.state())
	})
}

func TestNobodyWaitsNobodyMakes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		a := testAnswers(t, 1<<20, 1, 10)
		ended := make(chan error, 1)
		write := func(ctx context.Context) ([]byte, error) {
			<-ctx.Done()
			ended <- ctx.Err()
			return nil, ctx.Err()
		}
		first, leaveFirst := context.WithCancel(t.Context())
		second, leaveSecond := context.WithCancel(t.Context())
		results := make(chan error, 2)
		for _, ctx := range []context.Context{first, second} {
			go func() {
				_, err := a.get(ctx, "key", write)
				results <- err
			}()
		}
		synctest.Wait()
		leaveFirst()
		assert.ErrorIs(t, <-results, context.Canceled)
		synctest.Wait()
		assert.Empty(t, ended, "one still waits")
		leaveSecond()
		assert.ErrorIs(t, <-results, context.Canceled)
		assert.ErrorIs(t, <-ended, context.Canceled)
		synctest.Wait()
		k, err := a.get(t.Context(), "key", func(context.Context) ([]byte, error) { return []byte("now"), nil })
		require.NoError(t, err)
		assert.Equal(t, "now", string(k.body), "what was given up is made anew")
	})
}

func TestFailuresAreNotKept(t *testing.T) {
	t.Parallel()
	a := testAnswers(t, 1<<20, 1, 10)
	_, err := a.get(t.Context(), "key", func(context.Context) ([]byte, error) { return nil, errors.New("no") })
	require.EqualError(t, err, "no")
	_, err = a.get(t.Context(), "key", func(context.Context) ([]byte, error) { panic("oh") })
	require.ErrorIs(t, err, errInternal)
	k, err := a.get(t.Context(), "key", func(context.Context) ([]byte, error) { return []byte("yes"), nil })
	require.NoError(t, err)
	assert.Equal(t, "yes", string(k.body))
	assert.Empty(t, a.places.free, "every place was given back")
}

func TestAnAnswerMayTakeSoLong(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		a := testAnswers(t, 1<<20, 1, 10)
		_, err := a.get(t.Context(), "key", func(ctx context.Context) ([]byte, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		})
		assert.ErrorIs(t, err, context.DeadlineExceeded)
	})
}

func TestPlaces(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := newPlaces(1, 1, time.Minute)
		free, err := p.take(t.Context())
		require.NoError(t, err)
		second := make(chan error, 1)
		go func() {
			release, err := p.take(t.Context())
			if err == nil {
				release()
			}
			second <- err
		}()
		synctest.Wait()
		_, err = p.take(t.Context())
		assert.ErrorIs(t, err, errBusy, "one waits already")
		free()
		assert.NoError(t, <-second, "a place that was given back is taken by who waits")

		free, err = p.take(t.Context())
		require.NoError(t, err)
		_, err = p.take(t.Context())
		assert.ErrorIs(t, err, errBusy, "patience ends")
		gone, leave := context.WithCancel(t.Context())
		leave()
		_, err = p.take(gone)
		assert.ErrorIs(t, err, context.Canceled)
		free()
		assert.Zero(t, p.waiting.Load())
	})
}

// The cache holds no more than there is room for, and what was asked for last.
func TestTheCacheIsBounded(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		room := rapid.IntRange(2000, 20000).Draw(rt, "room")
		a := testAnswers(t, room, 1, 10)
		for range rapid.IntRange(1, 40).Draw(rt, "questions") {
			key := fmt.Sprint(rapid.IntRange(0, 15).Draw(rt, "key"))
			size := rapid.IntRange(0, room/3).Draw(rt, "size")
			k, err := a.get(t.Context(), key, func(context.Context) ([]byte, error) { return []byte(strings.Repeat("x", size)), nil })
			if err != nil {
				rt.Fatal(err)
			}
			sum := 0
			for e := a.recent.Front(); e != nil; e = e.Next() {
				sum += e.Value.(keptAs).size()
			}
			if sum != a.used || sum > room || len(a.byKey) != a.recent.Len() {
				rt.Fatalf("%d bytes kept, %d counted, room for %d; %d keys, %d answers", sum, a.used, room, len(a.byKey), a.recent.Len())
			}
			if k.size() <= room/4 && a.recent.Front().Value.(keptAs).key != key {
				rt.Fatalf("%s was asked for last and is not the most recent", key)
			}
		}
	})
}
