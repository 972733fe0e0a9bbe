package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shimai/shimai/cmd/internal/answer"
)

// summarise prints what the plan is like on stderr; a table has it below.
func (v planView) summarise(format string) error {
	if v.flags.quiet || format == answer.FormatTable {
		return nil
	}
	r := answer.Ruler(v.lang)
	for _, line := range v.summary() {
		if _, err := io.WriteString(v.stderr, answer.Wrap(r, line, v.width(), "", "  ")); err != nil {
			return fmt.Errorf("write the summary: %w", err)
		}
	}
	return nil
}

// countriesNamed and promisedNamed bound the lists of the summary.
const (
	countriesNamed = 8
	promisedNamed  = 5
)

// summary tells the rules, how good the plan is, and how the partners are spread.
func (v planView) summary() []string {
	p, x, r := v.plan, v.plan.Exposure, v.plan.Rules
	perCountry := v.say("any", "制限なし")
	if r.PerCountry > 0 {
		perCountry = fmt.Sprint(r.PerCountry)
	}
	size := fmt.Sprint(r.Min)
	if r.Max > r.Min {
		size = v.say("%d to %d", "%d〜%d", r.Min, r.Max)
	}
	lines := []string{
		v.say("Plan for %s towns: %s partners, %s distinct. Partners a town: %s; towns a candidate: at most %d; partners of one country a town: at most %s.",
			"%s自治体の計画: 提携先 延べ%s件、実数%s件。1自治体あたり%s件、1候補は%d自治体まで、1か国あたりの上限: %s。",
			answer.Grouped(int64(len(p.Portfolios))), answer.Grouped(int64(x.Pairs)), answer.Grouped(int64(x.Distinct)), size, r.Cap, perCountry),
		v.say("Value %.2f points, at most %.2f possible: within %.3f %% of the best plan.", "合計 %.2f点、理論上の上限 %.2f点: 最良の計画との差は%.3f%%以内。",
			float64(p.Value)/100, float64(p.Bound)/100, 100*p.Gap()),
		v.say("Exposure: Gini %.2f. Without the cap: %s distinct, one of them in %s portfolios, %s above the cap.",
			"集中度: ジニ係数 %.2f。上限なしの場合: 実数%s件、最多の候補は%s自治体、上限超え%s件。",
			x.Gini, answer.Grouped(int64(x.Alone.Distinct)), answer.Grouped(int64(x.Alone.Most)), answer.Grouped(int64(x.Alone.Over))),
		v.say("Most promised: %s. At the cap: %s candidates.", "割当の多い候補: %s。上限に達した候補: %s件。", v.promisedWords(), answer.Grouped(int64(x.Full))),
		v.say("Partners by country: %s.", "国別の提携先: %s。", v.countryWords()),
	}
	if x.Short > 0 {
		lines = append(lines, v.say("Towns below %d partners: %s, %s of them with none.", "提携先が%d件に満たない自治体: %s、うち0件: %s。", r.Min, answer.Grouped(int64(x.Short)), answer.Grouped(int64(x.Empty))))
	} else {
		lines = append(lines, v.say("No town has fewer than %d partners.", "提携先が%d件に満たない自治体はありません。", r.Min))
	}
	lines = append(append(lines, v.barredLines()...), v.remarkLines()...)
	return append(lines, v.run.Line(v.lang, v.base.Manifest))
}

func (v planView) promisedWords() string {
	var parts []string
	for _, c := range v.plan.Exposure.Most[:min(promisedNamed, len(v.plan.Exposure.Most))] {
		word := fmt.Sprintf("%s %s %d", v.base.Name(c.Unit, v.lang), v.base.Countries.Code[c.Country], c.Towns)
		if c.Price > 0 {
			word += v.say(" (price %.1f)", "(価格%.1f)", c.Price.Float())
		}
		parts = append(parts, word)
	}
	if len(parts) == 0 {
		return v.say("nobody", "なし")
	}
	return strings.Join(parts, ", ")
}

func (v planView) countryWords() string {
	all := v.plan.Exposure.Countries
	var parts []string
	for _, c := range all[:min(countriesNamed, len(all))] {
		parts = append(parts, v.base.CountryName(c.Country, v.lang)+" "+answer.Grouped(int64(c.Pairs)))
	}
	if n := len(all) - len(parts); n > 0 {
		parts = append(parts, v.say("and %d countries more", "ほか%dか国", n))
	}
	if len(parts) == 0 {
		return v.say("none", "なし")
	}
	return strings.Join(parts, ", ")
}

// errorsFile names the list of failed towns beside an output: plan.csv has
// plan.errors.tsv.
func errorsFile(output string) string {
	return strings.TrimSuffix(output, filepath.Ext(output)) + ".errors.tsv"
}

// failedShown bounds the failed towns named on stderr.
const failedShown = 20

// reportFailed lists the towns that were not served on stderr and beside the
// output, and takes away such a list of an earlier run when there are none. Its
// error says that a part failed.
func (b *batchRun) reportFailed(out *output) error {
	path := ""
	if out.file != "" {
		path = errorsFile(out.file)
	}
	if len(b.failed) == 0 {
		return removeErrors(path)
	}
	slices.SortStableFunc(b.failed, func(x, y failedTown) int { return strings.Compare(x.ID, y.ID) })
	if path != "" {
		if err := replaceFile(path, b.writeFailed); err != nil {
			return err
		}
	}
	for i, f := range b.failed {
		if i == failedShown {
			b.notice(b.say("… and %d more", "…ほか%d件"), len(b.failed)-i)
			break
		}
		b.notice("%s: %s", strings.TrimSpace(f.ID+" "+cutName(answer.OneLine(f.Name))), f.Text)
	}
	where := ""
	if path != "" {
		where = b.say("; all are in %s", "。一覧は %s", path)
	}
	return fmt.Errorf("%w: %s%s", errPartial, b.say("%s of %s towns", "%[2]s自治体のうち%[1]s自治体", answer.Grouped(int64(len(b.failed))), answer.Grouped(int64(b.asked()))), where)
}

// asked counts the towns of the run with the lines that meant none.
func (b *batchRun) asked() int {
	n := len(b.towns)
	for _, f := range b.failed {
		if f.ID == "" {
			n++
		}
	}
	return n
}

func cutName(s string) string {
	if utf8.RuneCountInString(s) <= answer.ShownLength {
		return s
	}
	return string([]rune(s)[:answer.ShownLength]) + "…"
}

func (b *batchRun) writeFailed(w io.Writer) error {
	d := answer.Document{Columns: []answer.Column{{Key: "town_id"}, {Key: "town"}, {Key: "reason"}, {Key: "text"}}}
	for _, f := range b.failed {
		d.Rows = append(d.Rows, answer.Row{Cells: []answer.Cell{answer.Text(f.ID), answer.Text(f.Name), answer.Text(f.Reason), answer.Text(f.Text)}})
	}
	return d.WriteTSV(w)
}

// errorsHeading begins every list of failed towns.
const errorsHeading = "town_id\ttown\treason\ttext\n"

// removeErrors deletes the list of an earlier run, and nothing else.
func removeErrors(path string) error {
	if path == "" {
		return nil
	}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !strings.HasPrefix(string(text), errorsHeading) {
		return nil
	}
	if err == nil {
		err = os.Remove(path)
	}
	if err != nil {
		return fmt.Errorf("remove the errors of an earlier run: %w", err)
	}
	return nil
}
