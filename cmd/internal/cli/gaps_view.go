package cli

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/index"
	"github.com/shimai/shimai/matcher/survey"
)

const schemaGaps = "shimai.gaps/1"

// gaps lists important foreign cities without a known tie to the country that
// a word names.
func (d *desk) gaps(a ask, country string, least data.People) (gapsView, error) {
	v := gapsView{lang: a.lang}
	var err error
	if v.base, err = d.base(); err != nil {
		return v, err
	}
	home, err := d.homeCountry(v.base, country)
	if err != nil {
		return v, err
	}
	to, err := d.targets(v.base, a.config.To, home)
	if err != nil {
		return v, err
	}
	st, err := d.data()
	if err != nil {
		return v, err
	}
	code := v.base.countries.Code[home]
	if v.report, err = survey.Gaps(st, code, survey.GapOptions{N: a.config.N, To: to, MinPopulation: least}); err != nil {
		return v, err
	}
	v.run, err = d.newRun(a.config, "gaps", code, strconv.FormatInt(int64(least), 10))
	return v, err
}

// gapsView is a report of gaps on its way out.
type gapsView struct {
	base   *base
	lang   string
	run    run
	report survey.GapReport
}

type gapsJSON struct {
	Schema     string    `json:"schema"`
	Run        run       `json:"run"`
	Country    string    `json:"country"`
	Total      int       `json:"total"`
	AtRegion   int       `json:"at_region_level"`
	Considered int       `json:"considered"`
	Gaps       []gapJSON `json:"gaps"`
}

type gapJSON struct {
	Rank int `json:"rank"`
	unitJSON
	Level string `json:"level"`
	// RegionTie names the region with the tie and the parties of it.
	RegionTie *regionTieJSON `json:"region_tie"`
	Ties      int            `json:"ties"`
}

type regionTieJSON struct {
	ID   string   `json:"id"`
	Name string   `json:"name"`
	With []string `json:"with"`
}

func (v gapsView) result() result {
	j := gapsJSON{
		Schema: schemaGaps, Run: v.run, Country: v.base.countries.Code[v.report.Country],
		Total: v.report.Total, AtRegion: v.report.AtRegion, Considered: v.report.Considered, Gaps: []gapJSON{},
	}
	var lines []any
	for i, g := range v.report.Gaps {
		gj := gapJSON{Rank: i + 1, unitJSON: v.base.unitJSON(g.Unit), Level: string(g.Level), Ties: g.Ties}
		if g.Region != data.NoUnit {
			gj.RegionTie = &regionTieJSON{ID: v.base.labels.ID.At(int(g.Region)), Name: v.base.name(g.Region, v.lang), With: []string{}}
			for _, u := range g.With {
				if u != data.NoUnit {
					gj.RegionTie.With = append(gj.RegionTie.With, v.base.labels.ID.At(int(u)))
				}
			}
		}
		j.Gaps = append(j.Gaps, gj)
		lines = append(lines, gj)
	}
	return result{doc: v.document(), json: j, lines: lines}
}

func (v gapsView) document() document {
	say := func(en, ja string, args ...any) string { return fmt.Sprintf(both(en, ja).In(v.lang), args...) }
	home := v.base.countryName(v.report.Country, v.lang)
	d := document{lang: v.lang, notes: "remark", above: []string{
		say("Large foreign cities with no known tie to %s", "%sとの提携が知られていない海外の大都市", home),
	}, columns: []column{
		{key: "rank", title: both("#", "順位"), right: true},
		{key: "id", title: both("Id", "ID"), fileOnly: true},
		{key: "name", title: both("Name", "名称"), fold: true},
		{key: "region", title: both("Region", "地域"), soft: 1},
		{key: "country", title: both("Country", "国"), soft: 2},
		{key: "population", title: both("People", "人口"), right: true},
		{key: "ties", title: both("Ties", "提携数"), right: true},
		{key: "level", title: both("Level", "段階")},
	}, below: []string{
		say("%s of %s cities have no tie known here, %s of them one at region level.", "%[2]s都市のうち%[1]s都市に既知の提携がなく、うち%[3]s都市は地域レベルの提携あり。",
			grouped(int64(v.report.Total)), grouped(int64(v.report.Considered)), grouped(int64(v.report.AtRegion))),
		say("Ties are those that public lists know: \"no tie known\" is not \"no tie\".", "提携関係は公開一覧にあるものに限ります。「既知の提携なし」は「提携なし」ではありません。"),
		v.run.line(v.lang, v.base.manifest),
	}}
	for i, g := range v.report.Gaps {
		b := v.base
		r := row{cells: []cell{
			count(int32(i + 1)), text(b.labels.ID.At(int(g.Unit))), text(b.name(g.Unit, v.lang)), text(b.region(g.Unit, v.lang)),
			{b.countryName(b.units.Country[g.Unit], v.lang), b.country(g.Unit)}, count(b.units.Population[g.Unit]), count(int32(g.Ties)),
			{levelWord(g.Level, v.lang), string(g.Level)},
		}}
		if g.Region != data.NoUnit {
			r.notes = append(r.notes, say("a tie is filed under the region %s: with %s", "提携は地域%sの名で登録: 相手 %s", b.name(g.Region, v.lang), v.names(g.With)))
		}
		d.rows = append(d.rows, r)
	}
	return d
}

func levelWord(l survey.Level, lang string) string {
	if l == survey.LevelRegion {
		return both("tie at region level", "地域レベルの提携").In(lang)
	}
	return both("no tie known", "既知の提携なし").In(lang)
}

func (v gapsView) names(list []data.Unit) string {
	var out []string
	for _, u := range list {
		if u == data.NoUnit {
			out = append(out, both("a party not identified", "特定できない相手").In(v.lang))
			continue
		}
		out = append(out, v.base.name(u, v.lang))
	}
	return strings.Join(out, ", ")
}

// homeCountry reads the --country of a survey.
func (d *desk) homeCountry(b *base, word string) (data.Country, error) {
	if strings.TrimSpace(word) == "" {
		return 0, usagef("say which country with --country, such as --country JP")
	}
	c, ok := index.CountryByName(b.countries, word)
	if !ok {
		return 0, usagef("--country %s is no country; write a code (JP, GB) or a name (Japan, カナダ)", shorten(word))
	}
	return c, nil
}
