package cli

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/cmd/internal/report"
	"github.com/shimai/shimai/data/local"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/portfolio"
)

func newDiff(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "diff RUN1 RUN2",
		Short: "Tell what changed between two reports of a town, and why",
		Long: `Compare two shortlist reports of the same town: which candidates are new, which
left, which moved and by which points, and what the reports were asked with that
differs (data, program, configuration, weights, purposes, rules, brief, policy,
own records).

RUN is a report as a file (.json) or the number of its run, which stands on its
first page. The last 32 reports made here are known by number; give the file of
an older one.`,
		Example: `  shimai diff before.json after.json
  shimai diff 4943c15ad6f4 8e7d2e3b666d --lang ja`,
		Args: exactly("RUN1", "RUN2"),
		RunE: func(cmd *cobra.Command, args []string) error { return runDiff(cmd.Context(), e, args[0], args[1]) },
	}
}

func runDiff(_ context.Context, e *env, from, to string) error {
	out, err := e.output(answer.Formats())
	if err != nil {
		return err
	}
	lang, err := e.lang()
	if err != nil {
		return err
	}
	a, err := e.pastReport(from)
	if err != nil {
		return err
	}
	b, err := e.pastReport(to)
	if err != nil {
		return err
	}
	d, err := report.Compare(a, b)
	if err != nil {
		return answer.AsUsage(err)
	}
	base, err := e.Base()
	if err != nil {
		return err
	}
	return out.write(diffView{d, lang, func(code string) string {
		if c, ok := base.Countries.ByCode(code); ok {
			return base.CountryName(c, lang)
		}
		return code
	}}.result())
}

var runNumber = regexp.MustCompile(`^[0-9a-f]{12}$`)

// pastReport reads a report by its run number or from a file.
func (e *env) pastReport(name string) (report.Report, error) {
	if runNumber.MatchString(name) {
		if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
			return e.keptReport(name)
		}
	}
	f, err := os.Open(name) //nolint:gosec // the file that the user names
	if err != nil {
		return report.Report{}, answer.Usagef("%s is neither a run number nor a report that can be read (%v); write one with `shimai report TOWN -o report.json`", answer.Shorten(name), reason(err))
	}
	defer f.Close() //nolint:errcheck // opened for reading
	r, err := report.ReadJSON(f)
	if err != nil {
		return r, answer.Usagef("%s: %v", answer.Shorten(name), err)
	}
	return r, nil
}

// keptReport finds a report in the local store.
func (e *env) keptReport(id string) (report.Report, error) {
	var text []byte
	var runs []local.Run
	e.kept(func(st *local.Store) (err error) {
		if text, err = st.Report(id); err == nil && text == nil {
			runs, err = st.Runs()
		}
		return err
	})
	if text == nil {
		if i := slices.IndexFunc(runs, func(r local.Run) bool { return r.ID == id }); i >= 0 && runs[i].Command != "report" {
			return report.Report{}, answer.Usagef("run %s is one of `shimai %s %s`, of which no result is kept; only reports are compared (`shimai report %[3]s -o report.json`)", id, runs[i].Command, cmp.Or(runs[i].Town, "TOWN"))
		}
		return report.Report{}, answer.Usagef("run %s is not among the last reports made here; give the report as a file (`shimai report TOWN -o report.json`)", id)
	}
	return report.ReadJSON(bytes.NewReader(text))
}

// keep notes a report under its run, so that it can be compared with later ones.
func (e *env) keep(r report.Report) error {
	var text bytes.Buffer
	if err := report.WriteJSON(&text, r); err != nil {
		return err
	}
	e.kept(func(st *local.Store) error { return st.PutReport(r.Run.ID, text.Bytes()) })
	return nil
}

// diffView is a comparison on its way out.
type diffView struct {
	report.Diff
	lang string
	// countries names a country by its code.
	countries func(code string) string
}

func (v diffView) say(en, ja string, args ...any) string {
	return fmt.Sprintf(answer.Both(en, ja).In(v.lang), args...)
}

func (v diffView) result() answer.Result { return answer.Result{Doc: v.document(), JSON: v.Diff} }

func (v diffView) document() answer.Document {
	d := answer.Document{Lang: v.lang, Above: v.above(), Below: v.below(), Columns: []answer.Column{
		{Key: "id", Title: answer.Both("Id", "ID"), FileOnly: true},
		{Key: "name", Title: answer.Both("Candidate", "候補"), Fold: true},
		{Key: "country", Title: answer.Both("Country", "国")},
		{Key: "change", Title: answer.Both("Change", "変化"), Firm: true},
		{Key: "rank_from", Title: answer.Both("# was", "旧順位"), Right: true},
		{Key: "rank_to", Title: answer.Both("# is", "新順位"), Right: true},
		{Key: "fit_from", Title: answer.Both("Fit was", "旧適合度"), Right: true},
		{Key: "fit_to", Title: answer.Both("is", "新適合度"), Right: true},
		{Key: "openness_from", Title: answer.Both("Open was", "旧開放度"), Right: true},
		{Key: "openness_to", Title: answer.Both("is", "新開放度"), Right: true},
	}}
	for _, m := range v.Members {
		d.Rows = append(d.Rows, v.row(m))
	}
	return d
}

// pointsShown is how many criteria stand below a candidate; JSON has all.
const pointsShown = 3

func (v diffView) row(m report.MemberChange) answer.Row {
	change := map[string]string{"new": v.say("new", "新規"), "left": v.say("left", "除外"), "stayed": v.say("stayed", "継続")}[m.Change]
	r := answer.Row{Cells: []answer.Cell{answer.Text(m.ID), answer.Text(v.name(m)), answer.Said(v.countries(m.Country), m.Country), answer.Said(change, m.Change)}}
	cells := func(of func(f *report.Figures) answer.Cell) {
		for _, f := range []*report.Figures{m.From, m.To} {
			if f == nil {
				r.Cells = append(r.Cells, answer.Said("–", ""))
				continue
			}
			r.Cells = append(r.Cells, of(f))
		}
	}
	cells(func(f *report.Figures) answer.Cell { return answer.Count(int32(f.Rank)) })
	cells(func(f *report.Figures) answer.Cell { return answer.Number(f.Fit, 1) })
	cells(func(f *report.Figures) answer.Cell { return answer.Number(f.Openness, 1) })
	var points []string
	for _, p := range m.Points[:min(pointsShown, len(m.Points))] {
		points = append(points, fmt.Sprintf("%s %.2f → %.2f", answer.CriterionName(matcher.Criterion(p.Criterion), v.lang), p.From, p.To))
	}
	if len(points) > 0 {
		r.Notes = append(r.Notes, strings.Join(points, v.say(", ", "、")))
	}
	return r
}

// above says why the two differ.
func (v diffView) above() []string {
	lines := []string{v.say("%s: report %s → %s", "%s: 報告書 %s → %s", v.townName(), v.From.ID, v.To.ID)}
	if len(v.Causes) == 0 {
		return append(lines, v.say("Both were asked with the same data, configuration and rules.", "データ・設定・条件は同じです。"))
	}
	for _, c := range v.Causes {
		lines = append(lines, v.cause(c))
	}
	return lines
}

func (v diffView) name(m report.MemberChange) string {
	if v.lang == "ja" && m.NameJA != "" {
		return m.NameJA
	}
	return m.Name
}

func (v diffView) townName() string {
	if v.lang == "ja" && v.Town.NameJA != "" {
		return v.Town.NameJA
	}
	return v.Town.Name
}

// cause words one thing that differs.
func (v diffView) cause(c report.Cause) string {
	name := map[string]string{
		"data": v.say("the data", "データ"), "program": v.say("the program", "プログラム"), "configuration": v.say("the configuration", "設定"),
		"countries": v.say("countries asked for", "対象国"), "weight": v.say("weight of", "重み"), "purpose": v.say("purpose", "目的"), "rules": v.say("rule", "条件"),
		"brief": v.say("the brief", "要望書"), "policy": v.say("the policy", "方針"), "own": v.say("the own records", "自治体の記録"),
	}[c.Key]
	if c.What != "" {
		name += " " + c.What
	}
	none := v.say("none", "なし")
	if c.Key == "countries" {
		none = v.say("all", "すべて")
	}
	from, to := c.From, c.To
	if from == "" {
		from = none
	}
	if to == "" {
		to = none
	}
	return v.say("Changed: %s, %s → %s", "変更: %s %s → %s", name, from, to)
}

// below says how far each purpose is served now and was before.
func (v diffView) below() []string {
	var parts []string
	for _, p := range v.Purposes {
		if math.Round(p.From) != math.Round(p.To) {
			parts = append(parts, fmt.Sprintf("%s %.0f → %.0f", purposeName(p.Purpose, v.lang), p.From, p.To))
		}
	}
	if len(parts) == 0 {
		return []string{v.say("The purposes are served as before.", "目的別の充足度に変化はありません。")}
	}
	return []string{v.say("Purposes served, 0-100: %s.", "目的別の充足度(0〜100): %s。", strings.Join(parts, v.say(", ", "、")))}
}

// purposeName names a purpose by its key.
func purposeName(key, lang string) string {
	if p, ok := portfolio.ParsePurpose(key); ok {
		return p.Name().In(lang)
	}
	return key
}
