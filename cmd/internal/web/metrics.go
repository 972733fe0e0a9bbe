package web

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"net/http"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"time"
)

// bounds are the upper ends of the classes of durations, in seconds.
var bounds = [...]float64{0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30}

// servedAs identifies a count: a route has few statuses.
type servedAs struct {
	route  string
	status int
}

// durations is a histogram.
type durations struct {
	classes [len(bounds)]uint64
	count   uint64
	seconds float64
}

// metrics count requests. They may be used by many goroutines.
type metrics struct {
	mu     sync.Mutex
	inside int
	counts map[servedAs]uint64
	times  map[string]*durations
}

func newMetrics() *metrics {
	return &metrics{counts: map[servedAs]uint64{}, times: map[string]*durations{}}
}

func (m *metrics) enter() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.inside++
}

func (m *metrics) leave(route string, status int, spent time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.inside--
	m.counts[servedAs{route, status}]++
	d := m.times[route]
	if d == nil {
		d = &durations{}
		m.times[route] = d
	}
	d.count++
	d.seconds += spent.Seconds()
	for i, b := range bounds {
		if spent.Seconds() <= b {
			d.classes[i]++
		}
	}
}

// serveMetrics writes all counts in the text format of Prometheus.
func (s *Server) serveMetrics(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	p := exposition{w: w}
	s.metrics.write(&p)
	c := s.answers.state()
	p.one("shimai_cache_hits_total", "counter", "Answers that were there.", float64(c.hits))
	p.one("shimai_cache_misses_total", "counter", "Answers that had to be made or waited for.", float64(c.misses))
	p.one("shimai_cache_bytes", "gauge", "Size of the answers kept.", float64(c.bytes))
	p.one("shimai_cache_answers", "gauge", "Number of answers kept.", float64(c.count))
	p.one("shimai_answers_running", "gauge", "Answers being made or waiting for a place.", float64(c.running))
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	p.one("go_memstats_heap_inuse_bytes", "gauge", "Heap in use.", float64(mem.HeapInuse))
	p.one("go_memstats_sys_bytes", "gauge", "Memory taken from the system.", float64(mem.Sys))
	p.one("go_goroutines", "gauge", "Goroutines.", float64(runtime.NumGoroutine()))
}

func (m *metrics) write(p *exposition) {
	m.mu.Lock()
	defer m.mu.Unlock()
	p.one("shimai_requests_inside", "gauge", "Requests being served.", float64(m.inside))
	p.head("shimai_requests_total", "counter", "Requests by route and status.")
	keys := slices.SortedFunc(maps.Keys(m.counts), func(a, b servedAs) int {
		return cmp.Or(cmp.Compare(a.route, b.route), cmp.Compare(a.status, b.status))
	})
	for _, k := range keys {
		p.line(fmt.Sprintf("shimai_requests_total{route=%q,status=\"%d\"}", k.route, k.status), float64(m.counts[k]))
	}
	p.head("shimai_request_seconds", "histogram", "Duration of requests by route.")
	for _, route := range slices.Sorted(maps.Keys(m.times)) {
		d := m.times[route]
		for i, b := range bounds {
			p.line(fmt.Sprintf("shimai_request_seconds_bucket{route=%q,le=\"%g\"}", route, b), float64(d.classes[i]))
		}
		p.line(fmt.Sprintf("shimai_request_seconds_bucket{route=%q,le=\"+Inf\"}", route), float64(d.count))
		p.line(fmt.Sprintf("shimai_request_seconds_sum{route=%q}", route), d.seconds)
		p.line(fmt.Sprintf("shimai_request_seconds_count{route=%q}", route), float64(d.count))
	}
}

// exposition writes the text format; who reads it no more does not need the rest.
type exposition struct{ w io.Writer }

func (p *exposition) head(name, kind, help string) {
	_, _ = fmt.Fprintf(p.w, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind)
}

func (p *exposition) line(name string, value float64) {
	_, _ = fmt.Fprintf(p.w, "%s %s\n", name, strconv.FormatFloat(value, 'g', -1, 64))
}

func (p *exposition) one(name, kind, help string, value float64) {
	p.head(name, kind, help)
	p.line(name, value)
}
