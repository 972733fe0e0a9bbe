package answer

import (
	"fmt"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher/survey"
)

const SchemaCoverage = "shimai.coverage/1"

// Coverage counts the governments with a known tie in the country that a word
// names.
func (d *Desk) Coverage(a Ask, country string) (CoverageView, error) {
	v := CoverageView{lang: a.Lang}
	var err error
	if v.base, err = d.Base(); err != nil {
		return v, err
	}
	home, err := d.HomeCountry(v.base, country)
	if err != nil {
		return v, err
	}
	st, err := d.Data()
	if err != nil {
		return v, err
	}
	code := v.base.Countries.Code[home]
	if v.Report, err = survey.Coverage(st, code); err != nil {
		return v, err
	}
	v.Run, err = d.NewRun(a.Config, "coverage", code)
	return v, err
}

// CoverageView is a coverage report on its way out.
type CoverageView struct {
	base   *Base
	lang   string
	Run    Run
	Report survey.CoverageReport
}

type CoverageJSON struct {
	Schema   string             `json:"schema"`
	Run      Run                `json:"run"`
	Country  string             `json:"country"`
	Ties     int                `json:"ties_known_here"`
	OwnTies  int                `json:"of_own_records"`
	Kinds    []coverageKindJSON `json:"kinds"`
	Partners []partnerJSON      `json:"partners"`
	// The three lists of parties that were not identified: the other party of
	// the country's ties, the country's own party, and all of the register.
	OtherUnknown []reasonJSON  `json:"other_party_not_identified"`
	OwnUnknown   []reasonJSON  `json:"own_party_not_identified"`
	WorldUnknown []reasonJSON  `json:"register_not_identified"`
	Reported     *reportedJSON `json:"reported"`
	Note         string        `json:"note"`
}

type coverageKindJSON struct {
	Kind        string `json:"kind"`
	Governments int    `json:"governments"`
	WithTie     int    `json:"with_tie_known_here"`
	Ties        int    `json:"ties_known_here"`
	Reported    *int   `json:"reported_with_tie"`
}

type partnerJSON struct {
	Country     string `json:"country"`
	Ties        int    `json:"ties_known_here"`
	Governments int    `json:"governments"`
}

type reasonJSON struct {
	Reason string `json:"reason"`
	Count  int    `json:"count"`
}

type reportedJSON struct {
	By             string `json:"by"`
	Date           string `json:"date"`
	Ties           int    `json:"ties"`
	BreakdownSum   int    `json:"breakdown_sum"`
	GovernmentsSay int    `json:"governments_in_text"`
	Remark         string `json:"remark"`
}

func (v CoverageView) Result() Result {
	r := v.Report
	j := CoverageJSON{
		Schema: SchemaCoverage, Run: v.Run, Country: v.base.Countries.Code[r.Country], Ties: r.Ties, OwnTies: r.Own, Kinds: []coverageKindJSON{}, Partners: []partnerJSON{},
		OtherUnknown: reasonsJSON(r.OtherUnknown), OwnUnknown: reasonsJSON(r.OwnUnknown), WorldUnknown: reasonsJSON(r.WorldUnknown), Note: v.caution(),
	}
	var lines []any
	for _, k := range r.Kinds {
		kj := coverageKindJSON{Kind: k.Kind.String(), Governments: k.Governments, WithTie: k.WithTie, Ties: k.Ties}
		if n, ok := r.Reported.Of(k.Kind); ok {
			kj.Reported = &n
		}
		j.Kinds = append(j.Kinds, kj)
		lines = append(lines, kj)
	}
	for _, p := range r.Partners {
		pj := partnerJSON(p)
		j.Partners = append(j.Partners, pj)
		lines = append(lines, pj)
	}
	if p := r.Reported; p != nil {
		j.Reported = &reportedJSON{p.By, p.Date, p.Ties, p.Sum(), p.Governments, p.Remark}
	}
	return Result{Doc: v.document(), JSON: j, lines: lines}
}

func reasonsJSON(list []survey.ReasonCount) []reasonJSON {
	out := make([]reasonJSON, 0, len(list))
	for _, r := range list {
		out = append(out, reasonJSON(r))
	}
	return out
}

// caution is what keeps the counts from being read as a rate.
func (v CoverageView) caution() string {
	return Both("Counts are of ties known here, from public lists that are incomplete: a government without one may well have partners.",
		"数は公開一覧にある既知の提携に限る。一覧は不完全で、記載のない自治体にも提携先がありうる。").In(v.lang)
}

func (v CoverageView) document() Document {
	r, say := v.Report, func(en, ja string, args ...any) string { return fmt.Sprintf(Both(en, ja).In(v.lang), args...) }
	d := Document{Lang: v.lang, Columns: []Column{
		{Key: "count", Title: Both("Count", "区分"), Fold: true},
		{Key: "key", Title: Both("Key", "キー"), FileOnly: true},
		{Key: "name", Title: Both("Of", "対象"), Fold: true},
		{Key: "governments", Title: Both("Governments", "団体数"), Right: true},
		{Key: "with_tie_known_here", Title: Both("With a tie", "提携あり"), Right: true},
		{Key: "ties_known_here", Title: Both("Ties", "提携数"), Right: true},
	}}
	if r.Reported != nil {
		title := r.Reported.By + " " + r.Reported.Date
		d.Columns = append(d.Columns, Column{Key: "reported_with_tie", Title: Both(title, title), Right: true})
	}
	d.Above = []string{say("%s: %s international ties known here", "%s: 既知の国際提携%s件", v.base.CountryName(r.Country, v.lang), Grouped(int64(r.Ties))),
		say("Every count is of ties known here, save those under another name.", "数はすべて既知の提携に限る(公表者名のある列を除く)。")}
	add := func(part Cell, key, name string, counts ...int32) {
		cells := []Cell{part, Text(key), Text(name)}
		for _, n := range counts {
			if n == data.NoInt {
				cells = append(cells, Cell{})
				continue
			}
			cells = append(cells, Count(n))
		}
		d.Rows = append(d.Rows, Row{Cells: cells[:len(d.Columns)]})
	}
	kind := Cell{Both("kind", "種別").In(v.lang), "kind"}
	partner := Cell{Both("partner country", "相手国").In(v.lang), "partner_country"}
	for _, k := range r.Kinds {
		reported := data.NoInt
		if n, ok := r.Reported.Of(k.Kind); ok {
			reported = int32(n)
		}
		add(kind, k.Kind.String(), KindWord(k.Kind, v.lang), int32(k.Governments), int32(k.WithTie), int32(k.Ties), reported)
	}
	for _, p := range r.Partners {
		add(partner, p.Country, v.partnerName(p.Country), data.NoInt, int32(p.Governments), int32(p.Ties), data.NoInt)
	}
	for _, u := range []struct {
		part Cell
		list []survey.ReasonCount
	}{
		{Cell{Both("partner unknown", "相手不明").In(v.lang), "other_party_not_identified"}, r.OtherUnknown},
		{Cell{Both("own side unknown", "自国側不明").In(v.lang), "own_party_not_identified"}, r.OwnUnknown},
		{Cell{Both("unknown in all", "全登録で不明").In(v.lang), "register_not_identified"}, r.WorldUnknown},
	} {
		for _, c := range u.list {
			add(u.part, c.Reason, reasonWord(c.Reason, v.lang), data.NoInt, data.NoInt, int32(c.Count), data.NoInt)
		}
	}
	if r.Own > 0 {
		d.Below = append(d.Below, say("%s of the ties stand in own records (newest %s).", "うち%s件は自治体の記録による(最新 %s)。", Grouped(int64(r.Own)), v.Run.OwnDate))
	}
	d.Below = append(d.Below, v.reportedLines()...)
	d.Below = append(d.Below, v.caution(), v.Run.Line(v.lang, v.base.Manifest))
	return d
}

func (v CoverageView) partnerName(code string) string {
	if c, ok := v.base.Countries.ByCode(code); ok {
		return v.base.CountryName(c, v.lang)
	}
	return Both("unknown", "不明").In(v.lang)
}

// reportedLines words what the country's association published.
func (v CoverageView) reportedLines() []string {
	p := v.Report.Reported
	if p == nil {
		return nil
	}
	return []string{
		fmt.Sprintf(Both("%s reported in %s: %s ties; governments with one by kind as in the last column, in sum %d, in the text %d.",
			"%s公表(%s): 提携%s件。種別は最終列のとおり、合計%d団体、本文では%d団体。").In(v.lang), p.By, p.Date, Grouped(int64(p.Ties)), p.Sum(), p.Governments),
		Both(p.Remark, p.RemarkJA).In(v.lang),
	}
}

// KindWord names a kind of government for readers.
func KindWord(k data.Kind, lang string) string {
	words := [...][2]string{
		data.KindPlace: {"cities, towns and villages", "市町村"}, data.KindRegion: {"regions", "地域(州・県など)"},
		data.KindPrefecture: {"prefectures", "都道府県"}, data.KindCity: {"cities", "市"}, data.KindWard: {"special wards", "特別区"},
		data.KindTown: {"towns", "町"}, data.KindVillage: {"villages", "村"},
	}
	return Both(words[k][0], words[k][1]).In(lang)
}

// reasonWord tells why a party was not identified.
func reasonWord(reason, lang string) string {
	switch reason {
	case "no_match":
		return Both("not in the data", "データになし").In(lang)
	case "quarter":
		return Both("quarter of a city", "都市の一部").In(lang)
	case "region":
		return Both("county or district", "郡など").In(lang)
	case "ambiguous":
		return Both("several of that name", "同名が複数").In(lang)
	case "no_position":
		return Both("no position given", "位置不明").In(lang)
	}
	return reason
}
