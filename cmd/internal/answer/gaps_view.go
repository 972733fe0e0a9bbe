package answer

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/index"
	"github.com/shimai/shimai/matcher/survey"
)

const SchemaGaps = "shimai.gaps/1"

// Gaps lists important foreign cities without a known tie to the country that
// a word names.
func (d *Desk) Gaps(a Ask, country string, least data.People) (GapsView, error) {
	v := GapsView{lang: a.Lang}
	var err error
	if v.base, err = d.Base(); err != nil {
		return v, err
	}
	home, err := d.HomeCountry(v.base, country)
	if err != nil {
		return v, err
	}
	to, err := d.targets(v.base, a.Config.To, home)
	if err != nil {
		return v, err
	}
	st, err := d.Data()
	if err != nil {
		return v, err
	}
	code := v.base.Countries.Code[home]
	if v.Report, err = survey.Gaps(st, code, survey.GapOptions{N: a.Config.N, To: to, MinPopulation: least}); err != nil {
		return v, err
	}
	v.Run, err = d.NewRun(a.Config, "gaps", code, strconv.FormatInt(int64(least), 10))
	return v, err
}

// GapsView is a report of gaps on its way out.
type GapsView struct {
	base   *Base
	lang   string
	Run    Run
	Report survey.GapReport
}

type GapsJSON struct {
	Schema     string    `json:"schema"`
	Run        Run       `json:"run"`
	Country    string    `json:"country"`
	Total      int       `json:"total"`
	AtRegion   int       `json:"at_region_level"`
	Considered int       `json:"considered"`
	Gaps       []gapJSON `json:"gaps"`
}

type gapJSON struct {
	Rank int `json:"rank"`
	UnitJSON
	Level string `json:"level"`
	// RegionTie names the region with the tie and the parties of it.
	RegionTie *RegionTieJSON `json:"region_tie"`
	Ties      int            `json:"ties"`
}

type RegionTieJSON struct {
	ID   string   `json:"id"`
	Name string   `json:"name"`
	With []string `json:"with"`
}

func (v GapsView) Result() Result {
	j := GapsJSON{
		Schema: SchemaGaps, Run: v.Run, Country: v.base.Countries.Code[v.Report.Country],
		Total: v.Report.Total, AtRegion: v.Report.AtRegion, Considered: v.Report.Considered, Gaps: []gapJSON{},
	}
	var lines []any
	for i, g := range v.Report.Gaps {
		gj := gapJSON{Rank: i + 1, UnitJSON: v.base.UnitJSON(g.Unit), Level: string(g.Level), Ties: g.Ties}
		if g.Region != data.NoUnit {
			gj.RegionTie = &RegionTieJSON{ID: v.base.Labels.ID.At(int(g.Region)), Name: v.base.Name(g.Region, v.lang), With: []string{}}
			for _, u := range g.With {
				if u != data.NoUnit {
					gj.RegionTie.With = append(gj.RegionTie.With, v.base.Labels.ID.At(int(u)))
				}
			}
		}
		j.Gaps = append(j.Gaps, gj)
		lines = append(lines, gj)
	}
	return Result{Doc: v.document(), JSON: j, lines: lines}
}

func (v GapsView) document() Document {
	say := func(en, ja string, args ...any) string { return fmt.Sprintf(Both(en, ja).In(v.lang), args...) }
	home := v.base.CountryName(v.Report.Country, v.lang)
	d := Document{Lang: v.lang, notes: Column{Key: "remark", Title: Both("Remark", "備考")}, Above: []string{
		say("Large foreign cities with no known tie to %s", "%sとの提携が知られていない海外の大都市", home),
	}, Columns: []Column{
		{Key: "rank", Title: Both("#", "順位"), Right: true},
		{Key: "id", Title: Both("Id", "ID"), FileOnly: true},
		{Key: "name", Title: Both("Name", "名称"), Fold: true},
		{Key: "region", Title: Both("Region", "地域"), Soft: 1},
		{Key: "country", Title: Both("Country", "国"), Soft: 2},
		{Key: "population", Title: Both("People", "人口"), Right: true},
		{Key: "ties", Title: Both("Ties", "提携数"), Right: true},
		{Key: "level", Title: Both("Level", "段階")},
	}, Below: []string{
		say("%s of %s cities have no tie known here, %s of them one at region level.", "%[2]s都市のうち%[1]s都市に既知の提携がなく、うち%[3]s都市は地域レベルの提携あり。",
			Grouped(int64(v.Report.Total)), Grouped(int64(v.Report.Considered)), Grouped(int64(v.Report.AtRegion))),
		v.Run.tiesKnown(v.lang),
		v.Run.Line(v.lang, v.base.Manifest),
	}}
	for i, g := range v.Report.Gaps {
		b := v.base
		r := Row{Cells: []Cell{
			Count(int32(i + 1)), Text(b.Labels.ID.At(int(g.Unit))), Text(b.Name(g.Unit, v.lang)), Text(b.Region(g.Unit, v.lang)),
			{b.CountryName(b.Units.Country[g.Unit], v.lang), b.Country(g.Unit)}, Count(b.Units.Population[g.Unit]), Count(int32(g.Ties)),
			{levelWord(g.Level, v.lang), string(g.Level)},
		}}
		if g.Region != data.NoUnit {
			r.Notes = append(r.Notes, say("a tie is filed under the region %s: with %s", "提携は地域%sの名で登録: 相手 %s", b.Name(g.Region, v.lang), v.names(g.With)))
		}
		d.Rows = append(d.Rows, r)
	}
	return d
}

func levelWord(l survey.Level, lang string) string {
	if l == survey.LevelRegion {
		return Both("tie at region level", "地域レベルの提携").In(lang)
	}
	return Both("no tie known", "既知の提携なし").In(lang)
}

func (v GapsView) names(list []data.Unit) string {
	var out []string
	for _, u := range list {
		if u == data.NoUnit {
			out = append(out, Both("a party not identified", "特定できない相手").In(v.lang))
			continue
		}
		out = append(out, v.base.Name(u, v.lang))
	}
	return strings.Join(out, ", ")
}

// HomeCountry reads the --country of a survey.
func (d *Desk) HomeCountry(b *Base, word string) (data.Country, error) {
	if strings.TrimSpace(word) == "" {
		return 0, Usage(Both("say which country with --country, such as --country JP", "--country で国を指定してください(例: --country JP)"))
	}
	c, ok := index.CountryByName(b.Countries, word)
	if !ok {
		return 0, Usage(Words("--country %s is no country; write a code (JP, GB) or a name (Japan, カナダ)",
			"--country %s という国はありません。コード(JP、GB)または国名(カナダ、Japan)で指定してください", Shorten(word)))
	}
	return c, nil
}
