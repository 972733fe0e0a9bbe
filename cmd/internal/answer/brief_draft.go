package answer

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/shimai/shimai/config"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/portfolio"
)

// WriteBrief writes a brief for a town to fill in: every key explained and
// commented out, with what the data know of the town.
func (d *Desk) WriteBrief(w io.Writer, a Ask, town data.Unit) error {
	b, err := d.Base()
	if err != nil {
		return err
	}
	above, err := d.townLines(town, a.Lang)
	if err != nil {
		return err
	}
	words, err := d.ownWords(town, a.Lang)
	if err != nil {
		return err
	}
	var out strings.Builder
	say := func(t matcher.Text) { out.WriteString("# " + strings.ReplaceAll(t.In(a.Lang), "\n", "\n# ") + "\n") }
	say(Both("What "+b.Name(town, "en")+" wants of foreign partners. Take the # off a line to use it, and leave\nthe rest: what is not said is not asked for. `shimai brief check FILE` tells what\nis understood. What the data know of the town:",
		b.Name(town, "ja")+"の海外提携先に関する要望書です。使う行の先頭の # を外してください。\n書かない項目は条件になりません。`shimai brief check ファイル` で読み取り結果を確認できます。\nデータにある"+b.Name(town, "ja")+"の概要:"))
	for _, line := range above {
		say(Both("- "+line, "- "+line))
	}
	fmt.Fprintf(&out, "town: %s\nlang: %s\n", b.Labels.ID.At(int(town)), a.Lang)
	for _, part := range briefParts(b.Units.Population[town], words) {
		out.WriteString("\n")
		say(part.doc)
		for line := range strings.Lines(part.keys) {
			out.WriteString("#" + line)
		}
	}
	if _, err := io.WriteString(w, out.String()); err != nil {
		return fmt.Errorf("write brief: %w", err)
	}
	return nil
}

// ownWords are what the town itself is known for: words it may look for.
func (d *Desk) ownWords(town data.Unit, lang string) ([]string, error) {
	st, err := d.Data()
	if err != nil {
		return nil, err
	}
	themes, err := st.Themes()
	if err != nil {
		return nil, err
	}
	var out []string
	for i := themes.Start[town]; i < themes.Start[town+1]; i++ {
		out = append(out, ThemeWord(themes.Keys[themes.Theme[i]]).In(lang))
	}
	units, err := st.Units()
	if err != nil || !units.Municipalities.Has(town) {
		return out, err
	}
	japan, err := st.Japan()
	if err != nil {
		return nil, err
	}
	if item := japan.FarmItem.At(int(town - units.Municipalities.From)); item != "" {
		out = append(out, farmItem(item).In(lang))
	}
	return out, nil
}

// briefPart is one group of keys of a draft.
type briefPart struct {
	doc  matcher.Text
	keys string
}

// briefParts are the keys below town and language, as they would be written.
func briefParts(population int32, words []string) []briefPart {
	low, high := 5000, 20000
	if population != data.NoInt && population > 0 {
		low, high = int(population)/2, int(population)*2
	}
	if len(words) == 0 {
		words = []string{"そば", "post town"}
	}
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = strconv.Quote(w)
	}
	var purposes, weights strings.Builder
	for _, p := range portfolio.Purposes() {
		fmt.Fprintf(&purposes, "  %s: %g\n", p, p.DefaultWeight())
	}
	for _, c := range config.Criteria() {
		fmt.Fprintf(&weights, "  %s: 1\n", c)
	}
	return []briefPart{
		{Both("What partners are wanted for, 0 to 100. The values shown are the defaults.", "提携の目的とその重み(0〜100)。表示の値は既定値です。"), "purposes:\n" + purposes.String()},
		{Both("How much each criterion counts, 0 to 100; 0 switches it off.", "各基準の重み(0〜100)。0でその基準を使いません。"), "weights:\n" + weights.String()},
		{Both("Countries by code or name: only those wanted, none of those avoided.", "国(コードまたは名称)。want は対象とする国、avoid は対象外とする国。"), "countries:\n  want: [US, Canada]\n  avoid: []\n"},
		{Both("Continents and subregions, likewise.", "大陸・地域も同様です。"), "regions:\n  want: [Oceania]\n  avoid: []\n"},
		{Both("Languages that are official in a country or spoken by a fifth of its people.", "言語(公用語、または国民の2割以上が話す言語)。"), "languages:\n  want: [English]\n  avoid: []\n"},
		{Both("Size of candidates. unknown: keep or exclude those of unknown size.", "候補の人口規模。unknown は人口不明の候補を残す(keep)か除く(exclude)か。"), fmt.Sprintf("population:\n  min: %d\n  max: %d\n  unknown: keep\n", low, high)},
		{Both("What every candidate must have; docs/brief.md lists what can be asked for.\nunknown: keep shows \"not known\", exclude leaves such candidates out.", "すべての候補に求める条件(一覧は docs/brief.md)。\nunknown: データがない候補を「不明」として残す(keep)か除く(exclude)か。"),
			"must:\n  - have: airport\n    within_km: 60\n    unknown: keep\n  - have: language\n    is: English\n"},
		{Both("What the town is known for or looks for, in Japanese or English; looked up among\nthe known facts of candidates.", "町の特色や探したい特色(日本語・英語)。候補について知られている事実の中から探します。"), "words: [" + strings.Join(quoted, ", ") + "]\n"},
		{Both("Candidates asked for by name; each is answered with its place and why.", "名指しで検討したい都市。それぞれ順位と理由を示します。"), "cities: [\"Banff, Alberta, Canada\"]\n"},
		{Both("How many partners, of how many of one country, on how many continents at least.", "提携先の数、1か国あたりの上限、最低限の大陸数。"), "size: 4-8\nper_country: 1\ncontinents: 2\n"},
		{Both("What the data do not tell, in your own words; printed in the report.", "データにない事項(自由記述)。報告書にそのまま記載されます。"), "facts:\n  contact: \"-\"\n  schools: \"-\"\n  programmes: \"-\"\n  budget: \"-\"\n  people: \"-\"\n  wishes: \"-\"\n"},
		{Both("Remarks for the reader of the report.", "報告書の読み手への補足。"), "notes: \"-\"\n"},
	}
}
