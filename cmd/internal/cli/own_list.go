package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data/own"
)

// ownList is what a list of own records is made of.
type ownList struct {
	*ownNames
	records own.Records
	// notes tells that contacts and notes are asked for.
	notes bool
}

// ownListing completes a command that lists own records, all or those of a
// town, with its argument, its flag and its run; list makes the list.
func (e *env) ownListing(cmd *cobra.Command, formats []string, list func(*ownList) answer.Result) *cobra.Command {
	var notes bool
	notesFlag(cmd.Flags(), &notes)
	cmd.Args = atMostOne("TOWN")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		out, err := e.output(formats)
		if err != nil {
			return err
		}
		r, err := e.recordsOf(cmd.Context(), notes, args)
		if err != nil {
			return err
		}
		n, err := e.ownNames()
		if err != nil {
			return err
		}
		return out.write(list(&ownList{n, r, notes}))
	}
	return cmd
}

// usually sets the format of a command for which neither terminal nor
// configuration, but only the user says otherwise.
func (e *env) usually(format string) {
	if e.flags.format == "" && e.flags.file == "" {
		e.given["format"] = format
	}
}

// recordsOf reads the own records, of one town where it is named.
func (e *env) recordsOf(ctx context.Context, withNotes bool, args []string) (own.Records, error) {
	r, err := e.loadOwn(withNotes)
	if err != nil || len(args) == 0 {
		return r, err
	}
	id, err := e.idOf(ctx, args[0])
	if err != nil {
		return own.Records{}, err
	}
	asOf := r.AsOf()
	r = r.Of(id)
	if r.AsOf() == "" {
		e.notice("no own record of %s; the newest of all is of %s", answer.Shorten(args[0]), asOf)
	}
	return r, nil
}

// loadOwn reads the own records as they are, private fields taken off unless
// they are asked for.
func (e *env) loadOwn(withNotes bool) (own.Records, error) {
	folder, err := e.ownFolder()
	if err != nil {
		return own.Records{}, err
	}
	r, err := own.Load(folder)
	if err != nil {
		return own.Records{}, err
	}
	if r.Notice != "" {
		e.notice("%s", r.Notice)
	}
	if !withNotes {
		r = r.Public()
	}
	return r, nil
}

// notesFlag declares --with-notes.
func notesFlag(f *pflag.FlagSet, to *bool) {
	f.BoolVar(to, "with-notes", false, "show contacts and notes too; they are private and left out otherwise")
}

// ownColumns are the columns of contacts and notes, for those who ask.
func ownColumns(columns []answer.Column, withNotes bool) []answer.Column {
	if !withNotes {
		return columns
	}
	return append(columns,
		answer.Column{Key: "contact", Title: answer.Both("Contact", "連絡先"), Fold: true},
		answer.Column{Key: "note", Title: answer.Both("Note", "備考"), Fold: true})
}

// ownCells are the cells of ownColumns.
func ownCells(cells []answer.Cell, withNotes bool, contact, note string) []answer.Cell {
	if !withNotes {
		return cells
	}
	return append(cells, answer.Text(contact), answer.Text(note))
}

// below says below a list how many there are, as of when.
func (l *ownList) below(n int) []string {
	asOf := l.records.AsOf()
	if asOf == "" {
		return []string{answer.Both("No own records.", "自治体の記録はありません。").In(l.lang)}
	}
	return []string{fmt.Sprintf(answer.Both("Own records: %d; the newest of %s.", "自治体の記録%d件(最新 %s)。").In(l.lang), n, asOf)}
}

// listOf makes no list an empty one, which JSON writes as [].
func listOf[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
