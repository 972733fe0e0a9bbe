package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"time"
)

// progressLine is a line of --progress-json. A new field may come, none goes.
type progressLine struct {
	Type  string `json:"message_type"`
	Stage string `json:"stage"`
	Done  int    `json:"done"`
	Total int    `json:"total"`
	// Seconds since the stage began, tasks a second, and seconds left.
	Seconds float64  `json:"seconds"`
	Rate    float64  `json:"rate"`
	Left    *float64 `json:"seconds_left"`
}

// jsonEvery is how often a line is written.
const jsonEvery = time.Second

// stageProgress returns what to call as a stage of the batch goes on, and what
// to call after it: a line that is rewritten on a terminal, JSON lines where
// they were asked for, nothing in a pipe.
func (b *batchRun) stageProgress(stage, label string) (update func(done, total int), end func()) {
	if b.opt.jsonLines {
		return jsonProgress(b.stderr, stage, time.Now), func() {}
	}
	p := b.progress(label)
	return p.update, p.done
}

// jsonProgress writes the first and last state of a stage, and one a second between.
func jsonProgress(w io.Writer, stage string, now func() time.Time) func(done, total int) {
	start := now()
	var last time.Time
	return func(done, total int) {
		at := now()
		if done < total && at.Sub(last) < jsonEvery {
			return
		}
		last = at
		line := progressLine{Type: "progress", Stage: stage, Done: done, Total: total, Seconds: at.Sub(start).Seconds()}
		if done > 0 && line.Seconds > 0 {
			line.Rate = float64(done) / line.Seconds
			left := float64(total-done) / line.Rate
			line.Left = &left
		}
		text, err := json.Marshal(line)
		if err == nil {
			// A line that cannot be written is no reason to stop the work it is about.
			_, _ = fmt.Fprintf(w, "%s\n", text)
		}
	}
}
