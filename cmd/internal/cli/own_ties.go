package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/own"
	"github.com/shimai/shimai/index"
)

func newOwnTies(e *env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "ties",
		Short: "Record ties and their state: import, add, edit, end, remove, list, export",
		Long: `Record what you know of ties: kind (partnership, friendship, contact, project),
status (active, dormant, suspended, ended), dates, theme. An own tie takes the
place of what public lists say of the two; an ended one is no tie any more.`,
	}
	group(cmd)
	cmd.AddCommand(newOwnTiesImport(e), newOwnTiesAdd(e), newOwnTiesEdit(e), newOwnTiesEnd(e), newOwnRemove(e, "tie", "ties"), newOwnTiesList(e), newOwnTiesExport(e))
	return cmd
}

// tieFlags are the fields of a tie that flags give; only those given count.
type tieFlags struct {
	changeFlags
	kind, status, since, until, last, theme, reason, contact, note string
	set                                                            *pflag.FlagSet
}

func (t *tieFlags) add(f *pflag.FlagSet) {
	f.StringVar(&t.kind, "kind", "", "partnership, friendship, contact or project")
	f.StringVar(&t.status, "status", "", "active, dormant, suspended or ended")
	f.StringVar(&t.since, "since", "", "`DATE` of signing: YYYY, YYYY-MM or YYYY-MM-DD")
	f.StringVar(&t.until, "until", "", "`DATE` when it ended or its term ends")
	f.StringVar(&t.last, "last-activity", "", "`DATE` when something was last done together")
	f.StringVar(&t.theme, "theme", "", "what it is about, in a few words")
	f.StringVar(&t.reason, "reason", "", "why it is in its state")
	f.StringVar(&t.contact, "contact", "", "whom to write to; private")
	f.StringVar(&t.note, "note", "", "anything else; private")
	t.changeFlags.add(f)
	t.set = f
}

// over lays the fields that were given over a tie.
func (t *tieFlags) over(x *own.Tie) error {
	for _, f := range []struct {
		flag, value string
		to          *string
	}{
		{"since", t.since, &x.Since}, {"until", t.until, &x.Until}, {"last-activity", t.last, &x.LastActivity},
		{"theme", t.theme, &x.Theme}, {"reason", t.reason, &x.Reason}, {"contact", t.contact, &x.Contact}, {"note", t.note, &x.Note},
	} {
		if t.set.Changed(f.flag) {
			*f.to = f.value
		}
	}
	if t.set.Changed("kind") {
		if err := x.Kind.UnmarshalText([]byte(t.kind)); err != nil {
			return answer.Usagef("--kind: %v", err)
		}
	}
	if t.set.Changed("status") {
		if err := x.Status.UnmarshalText([]byte(t.status)); err != nil {
			return answer.Usagef("--status: %v", err)
		}
	}
	return nil
}

func newOwnTiesAdd(e *env) *cobra.Command {
	var t tieFlags
	var country string
	cmd := &cobra.Command{
		Use:   "add TOWN PARTNER",
		Short: "Record a tie of a town",
		Long: `Record a tie of a town. Where there is a record of the same two already, what is
given replaces it and the rest stays. A partner that the data do not know is
kept by its name with --country.`,
		Example: `  shimai own ties add 新得町 "Banff, Canada" --kind partnership --status active --since 1999-10
  shimai own ties add 新得町 "Little Snoring Primary" --country GB --kind project`,
		Args: exactly("TOWN", "PARTNER"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runOwnTiesAdd(cmd.Context(), e, &t, country, args[0], args[1])
		},
	}
	t.add(cmd.Flags())
	cmd.Flags().StringVar(&country, "country", "", "`COUNTRY` of a partner that the data do not know")
	return cmd
}

func runOwnTiesAdd(ctx context.Context, e *env, t *tieFlags, country, town, partner string) error {
	var x own.Tie
	var err error
	if err := t.over(&x); err != nil {
		return err
	}
	if x.A, err = e.idOf(ctx, town); err != nil {
		return err
	}
	if err := e.partner(ctx, &x, partner, country); err != nil {
		return err
	}
	return e.putOwn(t.changeFlags, "ties add", &x)
}

// partner fills in the other party: a government, or with a country the name
// of one that the data do not know.
func (e *env) partner(ctx context.Context, x *own.Tie, name, country string) error {
	if country == "" {
		var err error
		x.B, err = e.idOf(ctx, name)
		if errors.Is(err, index.ErrNotFound) {
			e.notice("to record a partner that the data do not know, add --country COUNTRY")
		}
		return err
	}
	b, err := e.Base()
	if err != nil {
		return err
	}
	c, ok := index.CountryByName(b.Countries, country)
	if !ok {
		return answer.Usagef("--country %s is no country; write a code (FR) or a name (France, フランス)", answer.Shorten(country))
	}
	x.BCountry = b.Countries.Code[c]
	if u, err := e.known(name + ", " + b.Countries.Name[c]); err == nil {
		x.B, x.BCountry = b.Labels.ID.At(int(u)), ""
		return nil
	}
	x.BName = name
	return nil
}

// known resolves a name without looking for similar ones.
func (e *env) known(name string) (data.Unit, error) {
	r, err := e.Resolver()
	if err != nil {
		return data.NoUnit, err
	}
	return r.Resolve(name)
}

func newOwnTiesEdit(e *env) *cobra.Command {
	var t tieFlags
	cmd := &cobra.Command{
		Use:     "edit RECORD",
		Short:   "Change a recorded tie; `own ties list` names its record",
		Example: "  shimai own ties edit t12 --status dormant --last-activity 2011 --reason \"no budget\"",
		Args:    exactly("RECORD"),
		RunE: func(_ *cobra.Command, args []string) error {
			return runOwnTiesEdit(e, &t, "ties edit", args[0])
		},
	}
	t.add(cmd.Flags())
	return cmd
}

func newOwnTiesEnd(e *env) *cobra.Command {
	t := tieFlags{status: data.TieEnded.String()}
	cmd := &cobra.Command{
		Use:     "end RECORD",
		Short:   "Record that a tie ended, with --until and --reason",
		Long:    `Record that a tie ended. The two may be candidates for each other again, with a flag that tells of it.`,
		Example: "  shimai own ties end t12 --until 2019 --reason \"the partner merged\"",
		Args:    exactly("RECORD"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := cmd.Flags().Set("status", data.TieEnded.String()); err != nil {
				return fmt.Errorf("end the tie: %w", err)
			}
			return runOwnTiesEdit(e, &t, "ties end", args[0])
		},
	}
	t.add(cmd.Flags())
	return cmd
}

func runOwnTiesEdit(e *env, t *tieFlags, operation, record string) error {
	return e.changeOwn(t.changeFlags, operation, func(edit *own.Edit) error {
		x, err := recordOf(edit, record, "tie")
		if err != nil {
			return err
		}
		tie := x.(*own.Tie) //nolint:forcetypeassert // recordOf has looked
		if err := t.over(tie); err != nil {
			return err
		}
		_, err = edit.Put(tie)
		return err
	})
}
