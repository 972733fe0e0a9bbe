package cli

import (
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data/own"
)

// ownFolder is where the own records are kept.
func (e *env) ownFolder() (string, error) {
	cfg, err := e.config()
	if err != nil {
		return "", err
	}
	if cfg.Own == "" {
		return "", answer.Usagef("there is no folder for own records, since no home directory is known; name one with SHIMAI_OWN")
	}
	return cfg.Own, nil
}

// changeFlags are those of every command that changes own records.
type changeFlags struct {
	date   string
	dryRun bool
}

func (c *changeFlags) add(f *pflag.FlagSet) {
	f.StringVar(&c.date, "date", "", "`DAY` of the change, YYYY-MM-DD (default: today)")
	f.BoolVar(&c.dryRun, "dry-run", false, "say what would change and change nothing")
}

// writer says who changes the records, and when. Only here and in what it is
// for does the program ask for the time: the day of a record is input, as if
// it had been typed.
func (e *env) writer(c changeFlags, command string) (own.Writer, error) {
	now := time.Now()
	w := own.Writer{Date: c.date, Command: command, Since: now.Format("15:04:05"), DryRun: c.dryRun}
	if w.Date == "" {
		w.Date = now.Format(time.DateOnly)
	}
	if _, err := time.Parse(time.DateOnly, w.Date); err != nil {
		return w, answer.Usagef("--date %s is no day; write YYYY-MM-DD, such as 2026-05-01", answer.Shorten(c.date))
	}
	return w, nil
}

// writerIn is the folder of own records with who changes them.
func (e *env) writerIn(c changeFlags, command string) (string, own.Writer, error) {
	folder, err := e.ownFolder()
	if err != nil {
		return "", own.Writer{}, err
	}
	w, err := e.writer(c, command)
	return folder, w, err
}

// changeOwn makes one group of changes and says on stderr what became of it.
func (e *env) changeOwn(c changeFlags, operation string, f func(*own.Edit) error) error {
	folder, w, err := e.writerIn(c, operation)
	if err != nil {
		return err
	}
	entries, err := own.Change(folder, w, operation, f)
	if err != nil {
		return err
	}
	e.toldChanges(entries, c.dryRun)
	return nil
}

// putOwn keeps records as one group.
func (e *env) putOwn(c changeFlags, operation string, records ...own.Record) error {
	return e.changeOwn(c, operation, func(edit *own.Edit) error {
		for _, x := range records {
			if _, err := edit.Put(x); err != nil {
				return err
			}
		}
		return nil
	})
}

// recordOf finds a record to change, which must be of a kind.
func recordOf(edit *own.Edit, id, what string) (own.Record, error) {
	x, err := edit.Get(id)
	if err == nil && x.What() != what {
		return nil, answer.Usagef("%s is no %s but a %s", answer.Shorten(id), what, x.What())
	}
	return x, err
}

// newOwnRemove takes a record away; what names its kind, command the command
// of that kind.
func newOwnRemove(e *env, what, command string) *cobra.Command {
	var c changeFlags
	cmd := &cobra.Command{
		Use:     "remove RECORD",
		Short:   "Take a record away; the journal keeps it",
		Example: "  shimai own " + command + " remove " + what[:1] + "3",
		Args:    exactly("RECORD"),
		RunE: func(_ *cobra.Command, args []string) error {
			return e.changeOwn(c, command+" remove", func(edit *own.Edit) error {
				if _, err := recordOf(edit, args[0], what); err != nil {
					return err
				}
				return edit.Delete(args[0])
			})
		},
	}
	c.add(cmd.Flags())
	return cmd
}

// toldChanges says what a group changed.
func (e *env) toldChanges(entries []own.Entry, dryRun bool) {
	switch {
	case len(entries) == 0:
		e.notice("nothing changed: the records say so already")
	case dryRun:
		e.notice("%d %s would change; nothing was changed (--dry-run)", len(entries), records(len(entries)))
	default:
		e.notice("%d %s changed; `shimai own undo` takes it back", len(entries), records(len(entries)))
	}
}

func records(n int) string {
	if n == 1 {
		return "record"
	}
	return "records"
}

// openFile opens a file that the user named.
func openFile(path string) (*os.File, error) {
	f, err := os.Open(path) //nolint:gosec // the user's own file
	if err != nil {
		return nil, answer.Usagef("%s cannot be read: %v", answer.Shorten(path), reason(err))
	}
	if info, err := f.Stat(); err != nil || info.IsDir() {
		return nil, answer.AsUsage(fmt.Errorf("%s is no file: %w", answer.Shorten(path), f.Close()))
	}
	return f, nil
}
