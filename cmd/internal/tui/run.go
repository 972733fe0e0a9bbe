package tui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"

	tea "charm.land/bubbletea/v2"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/cmd/internal/report"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/index"
	"github.com/shimai/shimai/matcher"
)

// Options are what the explorer needs of the program around it.
type Options struct {
	// Desk answers. Its Tell and OpenIndex are replaced: nothing but the screen
	// may write to the terminal.
	Desk *answer.Desk
	// Ask is how is asked before the user changes anything.
	Ask answer.Ask
	// Town is the town to begin with, as the user named it. Default: "", which
	// begins with the search.
	Town string
	// File is the name that saving proposes. Default: "", one made from the town.
	File string
	// Also are further words of the command line that gives the same list, such
	// as those that name a brief. Default: none.
	Also []string
	// Write writes a file and puts it in place at once.
	Write func(path string, write func(io.Writer) error) error
	// Keep keeps a report that was saved, to be compared with later ones.
	Keep func(report.Report) error
	// OpenIndex opens the search index and tells how far it is built.
	OpenIndex func(ctx context.Context, st *data.Store, progress func(done, total int)) (*index.Index, error)
	// Notify is given what shows a notice on the screen, for all that would
	// write to the terminal beside the explorer.
	Notify func(tell func(string))
	// In and Out are the terminal.
	In  io.Reader
	Out io.Writer
}

// errInterrupted ends the program by Ctrl-C.
var errInterrupted = fmt.Errorf("explore: %w", context.Canceled)

// Run shows the explorer until the user leaves it. The terminal is then as it
// was before. An interruption is context.Canceled; other errors are those of
// reading the data, or of a terminal that cannot be used.
func Run(asked context.Context, o Options) error {
	ctx, cancel := context.WithCancel(asked)
	defer cancel()
	m := NewModel(ctx, o)
	p := tea.NewProgram(m, tea.WithContext(ctx), tea.WithoutSignalHandler(), tea.WithInput(o.In), tea.WithOutput(o.Out))
	o.Desk.Tell = func(words matcher.Text) { p.Send(noticeMsg(words.In(o.Ask.Lang))) }
	o.Notify(func(text string) { p.Send(noticeMsg(text)) })
	var opening sync.WaitGroup
	o.Desk.OpenIndex = func(ctx context.Context, st *data.Store) (*index.Index, error) {
		opening.Add(1)
		defer opening.Done()
		return o.OpenIndex(ctx, st, func(done, total int) { p.Send(indexMsg{done: done, total: total}) })
	}
	_, err := p.Run()
	cancel()
	opening.Wait() // a build that is stopped takes away what it has written
	switch {
	case m.failed != nil:
		return m.failed
	case asked.Err() != nil:
		return fmt.Errorf("explore: %w", asked.Err())
	case errors.Is(err, tea.ErrProgramPanic):
		return fmt.Errorf("explore stopped by an internal error, please report it: %w", err)
	case err != nil:
		return fmt.Errorf("use the terminal: %w", err)
	}
	return nil
}
