package web

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// The load that BenchmarkLoad puts on a server; docs/serving.md tells the commands.
var (
	loadAt      = flag.String("load.at", "", "address of the server to load (default: one in this process)")
	loadFor     = flag.Duration("load.for", time.Second, "how long")
	loadClients = flag.Int("load.clients", 200, "clients at a time")
	loadRate    = flag.Float64("load.rate", 0, "requests a second of all clients together, 0 for as many as they can")
	loadNew     = flag.Int("load.new", 0, "every so many requests one that was not asked before, 0 for none")
)

// loadTowns are asked about again and again: their answers come from the cache.
const loadTowns = 40

// loadResult is what one client saw.
type loadResult struct {
	// spent are the durations of the requests that were asked about before.
	spent    []time.Duration
	statuses map[int]int
	failed   error
}

// BenchmarkLoad asks a server from many clients at once for a time, and reports
// requests a second, durations, and what was not answered. Anything but 200 and
// 503 is a failure.
func BenchmarkLoad(b *testing.B) {
	at := *loadAt
	if at == "" {
		own := httptest.NewServer(newTestServer(b, Options{}).Handler())
		defer own.Close()
		at = own.URL
	}
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: *loadClients, MaxConnsPerHost: *loadClients, DisableCompression: true}, Timeout: time.Minute}
	for i := range loadTowns {
		status, err := loadOnce(b.Context(), client, at, loadTown(i))
		require.NoError(b, err)
		require.Equal(b, http.StatusOK, status)
	}
	for b.Loop() {
		reportLoad(b, load(b.Context(), client, at))
	}
}

func load(ctx context.Context, client *http.Client, at string) []loadResult {
	results := make([]loadResult, *loadClients)
	end := time.Now().Add(*loadFor)
	var all sync.WaitGroup
	for i := range results {
		all.Go(func() { results[i] = loadClient(ctx, client, at, i, end) })
	}
	all.Wait()
	return results
}

func loadClient(ctx context.Context, client *http.Client, at string, i int, end time.Time) loadResult {
	r := loadResult{statuses: map[int]int{}}
	var pause time.Duration
	if *loadRate > 0 {
		pause = time.Duration(float64(*loadClients) / *loadRate * float64(time.Second))
	}
	due := time.Now().Add(pause * time.Duration(i) / time.Duration(*loadClients)) // clients begin one after the other
	for n := 0; r.failed == nil; n++ {
		time.Sleep(time.Until(due))
		started := time.Now()
		if !started.Before(end) {
			break
		}
		fresh := *loadNew > 0 && (n**loadClients+i)%*loadNew == 0
		query := loadTown(n**loadClients + i)
		if fresh {
			query = ask("recommend", "town", fmt.Sprintf("jp:%02d", i%47+1), "n", "10", "weight", fmt.Sprintf("name=%d.%d", n%90, i))
		}
		var status int
		status, r.failed = loadOnce(ctx, client, at, query)
		r.statuses[status]++
		if !fresh {
			r.spent = append(r.spent, time.Since(started))
		}
		due = due.Add(pause)
	}
	return r
}

// loadTown asks for ten candidates of one of the towns.
func loadTown(i int) string {
	return ask("recommend", "town", fmt.Sprintf("jp:%02d", i%loadTowns+1), "n", "10")
}

// loadOnce asks one question and reads the answer, packed as browsers take it.
func loadOnce(ctx context.Context, client *http.Client, at, query string) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at+query, http.NoBody)
	if err != nil {
		return 0, err
	}
	req.Header.Set("Accept-Encoding", "gzip")
	resp, err := client.Do(req)
	if err != nil {
		return 0, err
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return resp.StatusCode, joinClose(err, resp.Body)
}

func joinClose(err error, c io.Closer) error {
	if e := c.Close(); err == nil {
		err = e
	}
	return err
}

func reportLoad(b *testing.B, results []loadResult) {
	var spent []time.Duration
	statuses, count := map[int]int{}, 0
	for _, r := range results {
		require.NoError(b, r.failed)
		spent = append(spent, r.spent...)
		for status, n := range r.statuses {
			statuses[status] += n
			count += n
		}
	}
	require.Equal(b, count, statuses[http.StatusOK]+statuses[http.StatusServiceUnavailable], "by status: %v", statuses)
	slices.Sort(spent)
	at := func(share float64) float64 {
		return float64(spent[int(share*float64(len(spent)-1))].Microseconds()) / 1000
	}
	b.ReportMetric(float64(count)/loadFor.Seconds(), "requests/s")
	b.ReportMetric(float64(statuses[http.StatusServiceUnavailable]), "busy")
	b.ReportMetric(at(0.5), "ms-median")
	b.ReportMetric(at(0.99), "ms-p99")
	b.ReportMetric(at(1), "ms-max")
	b.ReportMetric(0, "ns/op")
}
