package cli

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v3"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/own"
	"github.com/shimai/shimai/matcher"
)

func newOwnProfile(e *env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "profile",
		Short: "Correct or add facts of a place: show, set, remove, export, import",
		Long: `Correct or add facts of a place. Numbers take the place of the data's and move
rankings; words are shown, and found by the words of a brief. Facts:

` + factTable(),
	}
	group(cmd)
	cmd.AddCommand(newOwnProfileShow(e), newOwnProfileSet(e), newOwnRemove(e, "fact", "profile"), newOwnProfileExport(e), newOwnProfileImport(e))
	return cmd
}

// factTable lists the facts that may be set, with their units.
func factTable() string {
	var b strings.Builder
	for _, k := range data.FactKeys() {
		unit := "words"
		switch {
		case k.Number():
			unit = k.Unit
		case k.Many:
			unit = "words, several values"
		}
		fmt.Fprintf(&b, "  %-20s %s (%s)\n", k.Name, k.Label, unit)
	}
	fmt.Fprintf(&b, "  %-20s %s", own.FactContact, "whom to write to (private)")
	return b.String()
}

const schemaOwnProfile = "shimai.own_profile/1"

type ownProfileJSON struct {
	Schema string     `json:"schema"`
	AsOf   string     `json:"as_of"`
	Facts  []own.Fact `json:"facts"`
}

func newOwnProfileShow(e *env) *cobra.Command {
	return e.ownListing(&cobra.Command{
		Use:     "show [TOWN]",
		Short:   "List the recorded facts, all or those of a place",
		Example: "  shimai own profile show 新得町",
	}, answer.Formats(), (*ownList).facts)
}

func (l *ownList) facts() answer.Result {
	doc := answer.Document{Lang: l.lang, Columns: []answer.Column{
		{Key: "record", Title: answer.Both("Record", "記録")}, {Key: "place", Title: answer.Both("Place", "団体"), Fold: true},
		{Key: "key", Title: answer.Both("Fact", "項目"), Fold: true}, {Key: "value", Title: answer.Both("Value", "値"), Fold: true},
		{Key: "unit", Title: answer.Both("Unit", "単位")}, {Key: "date", Title: answer.Both("Date", "時点")},
		{Key: "recorded", Title: answer.Both("Recorded", "記録日")},
	}, Below: l.below(len(l.records.Facts))}
	if l.notes {
		doc.Columns = append(doc.Columns, answer.Column{Key: "note", Title: answer.Both("Note", "備考"), Fold: true})
	}
	for _, f := range l.records.Facts {
		label, unit := factLabel(f.Key)
		shown := unit
		if ja, ok := map[string]string{"people": "人", "schools": "校"}[unit]; ok {
			shown = answer.Both(unit, ja).In(l.lang)
		}
		cells := []answer.Cell{
			answer.Text(f.ID), answer.Said(l.name(f.Unit), f.Unit), answer.Said(label.In(l.lang), f.Key), answer.Text(f.Value),
			answer.Said(shown, unit), answer.Text(f.Date), answer.Text(f.Recorded),
		}
		if l.notes {
			cells = append(cells, answer.Text(f.Note))
		}
		doc.Rows = append(doc.Rows, answer.Row{Cells: cells})
	}
	return answer.Result{Doc: doc, JSON: ownProfileJSON{schemaOwnProfile, l.records.AsOf(), listOf(l.records.Facts)}}
}

// factLabel names a fact for readers, with its unit.
func factLabel(key string) (label matcher.Text, unit string) {
	if k, ok := data.FactKeyOf(key); ok {
		return answer.Both(k.Label, k.LabelJA), k.Unit
	}
	return answer.Both("contact", "連絡先"), ""
}

func newOwnProfileSet(e *env) *cobra.Command {
	var c changeFlags
	var of, note string
	cmd := &cobra.Command{
		Use:   "set TOWN FACT=VALUE...",
		Short: "Record facts of a place",
		Long: `Record facts of a place. A fact that may have several values gets one more; any
other is replaced. ` + "`own profile show`" + ` lists the records.

` + factTable(),
		Example: `  shimai own profile set 新得町 population=5700 --of 2026-04
  shimai own profile set 新得町 "speciality=ラクレットチーズ" "speciality=そば"`,
		Args: atLeast(2, answer.Both("TOWN and at least one FACT=VALUE", "TOWN と1つ以上の FACT=VALUE")),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runOwnProfileSet(cmd.Context(), e, c, of, note, args[0], args[1:])
		},
	}
	cmd.Flags().StringVar(&of, "of", "", "`DATE` of when the facts are: YYYY, YYYY-MM or YYYY-MM-DD")
	cmd.Flags().StringVar(&note, "note", "", "anything else; private")
	c.add(cmd.Flags())
	return cmd
}

func runOwnProfileSet(ctx context.Context, e *env, c changeFlags, of, note, town string, pairs []string) error {
	id, err := e.idOf(ctx, town)
	if err != nil {
		return err
	}
	var facts []own.Record
	for _, p := range pairs {
		key, value, ok := strings.Cut(p, "=")
		if !ok {
			return answer.Usagef("%s is no FACT=VALUE, such as population=5700", answer.Shorten(p))
		}
		facts = append(facts, &own.Fact{OwnFact: data.OwnFact{Unit: id, Key: strings.TrimSpace(key), Value: value, Date: of}, Note: note})
	}
	return e.putOwn(c, "profile set", facts...)
}

// profileFile is the form of a profile as YAML: what one person fills in and
// another reads.
type profileFile struct {
	Town  string                   `yaml:"town"`
	Name  string                   `yaml:"name,omitempty"`
	Facts map[string][]profileFact `yaml:"facts"`
}

// profileFact is a value, with the date of when it is so where that is known;
// in the file either the value alone or {value: ..., of: DATE}.
type profileFact struct {
	Value string `yaml:"value"`
	Of    string `yaml:"of"`
}

// MarshalYAML writes a value without a date as itself.
func (f profileFact) MarshalYAML() (any, error) {
	if f.Of == "" {
		return f.Value, nil
	}
	type written profileFact
	return written(f), nil
}

// UnmarshalYAML reads both forms; another key than value and of is an error.
func (f *profileFact) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		return n.Decode(&f.Value)
	}
	var m map[string]string
	if err := n.Decode(&m); err != nil {
		return err
	}
	for key := range m {
		if key != "value" && key != "of" {
			return fmt.Errorf("line %d: %.40q is no part of a fact, allowed are value and of", n.Line, key)
		}
	}
	f.Value, f.Of = m["value"], m["of"]
	return nil
}

func newOwnProfileExport(e *env) *cobra.Command {
	var notes bool
	cmd := &cobra.Command{
		Use:     "export TOWN",
		Short:   "Write the recorded facts of a place as YAML, for `own profile import`",
		Example: "  shimai own profile export 新得町 > shintoku.yaml",
		Args:    exactly("TOWN"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runOwnProfileExport(cmd.Context(), e, notes, args)
		},
	}
	notesFlag(cmd.Flags(), &notes)
	return cmd
}

func runOwnProfileExport(ctx context.Context, e *env, notes bool, args []string) error {
	id, err := e.idOf(ctx, args[0])
	if err != nil {
		return err
	}
	n, err := e.ownNames()
	if err != nil {
		return err
	}
	r, err := e.loadOwn(notes)
	if err != nil {
		return err
	}
	p := profileFile{Town: id, Name: n.name(id), Facts: map[string][]profileFact{}}
	r = r.Of(id)
	for _, f := range r.Facts {
		p.Facts[f.Key] = append(p.Facts[f.Key], profileFact{f.Value, f.Date})
	}
	text, err := yaml.Marshal(p) // writes the keys of a map in order
	if err != nil {
		return fmt.Errorf("write the profile: %w", err)
	}
	if e.flags.file != "" {
		return replaceFile(e.flags.file, func(w io.Writer) error { _, err := w.Write(text); return err })
	}
	if _, err := e.stdout.Write(text); err != nil {
		return fmt.Errorf("write the profile: %w", err)
	}
	return nil
}

func newOwnProfileImport(e *env) *cobra.Command {
	var c changeFlags
	cmd := &cobra.Command{
		Use:     "import FILE",
		Short:   "Read the facts of a place from YAML as `own profile export` writes it",
		Example: "  shimai own profile import shintoku.yaml",
		Args:    exactly("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runOwnProfileImport(cmd.Context(), e, c, args[0])
		},
	}
	c.add(cmd.Flags())
	return cmd
}

// maxProfile bounds a profile file in bytes.
const maxProfile = 1 << 20

func runOwnProfileImport(ctx context.Context, e *env, c changeFlags, path string) error {
	f, err := openFile(path)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // only read
	dec := yaml.NewDecoder(io.LimitReader(f, maxProfile))
	dec.KnownFields(true)
	var p profileFile
	if err := dec.Decode(&p); err != nil {
		return answer.Usagef("%s is no profile as `shimai own profile export` writes it: %v", answer.Shorten(path), err)
	}
	id, err := e.idOf(ctx, p.Town)
	if err != nil {
		return err
	}
	var keys []string
	for key := range p.Facts {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	var facts []own.Record
	for _, key := range keys {
		for _, f := range p.Facts[key] {
			facts = append(facts, &own.Fact{OwnFact: data.OwnFact{Unit: id, Key: key, Value: f.Value, Date: f.Of}})
		}
	}
	return e.putOwn(c, "profile import", facts...)
}
