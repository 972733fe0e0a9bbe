package web

import (
	"context"
	"html/template"
	"strings"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/cmd/internal/chart"
	"github.com/shimai/shimai/data"
)

// coverageBody tells which governments of a country have a tie that is known here.
type coverageBody struct {
	Country string
	Table   grid
	// Map and Prefectures are of Japan only.
	Map         template.HTML
	Prefectures []prefectureRow
	// In is the prefecture looked into, Open its municipalities without a known tie.
	In   string
	Open []choice
	Run  string
}

// prefectureRow counts the municipalities of a prefecture, all and those with a known tie.
type prefectureRow struct {
	Name, URL string
	Kinds     []tally
	All       tally
}

// tally counts those with a known tie among all.
type tally struct {
	Title     string
	With, All int
}

// municipalKinds are the kinds of municipalities, in the order of the table.
func municipalKinds() []data.Kind {
	return []data.Kind{data.KindCity, data.KindWard, data.KindTown, data.KindVillage}
}

// coveragePage tells what is known of the ties of a country.
func coveragePage(ctx context.Context, v *visit) (any, error) {
	a := answer.Ask{Config: v.s.opt.Config, Lang: v.lang}
	home, err := v.s.desk.HomeCountry(v.base, v.state.get("country"))
	if err != nil {
		return nil, v.wrong("%s is no country.", "%sという国は見つかりません。", v.quote(v.state.get("country")))
	}
	view, err := v.s.desk.Coverage(a, v.base.Countries.Code[home])
	if err != nil {
		return nil, err
	}
	doc := view.Result().Doc
	body := coverageBody{Country: v.base.CountryName(home, v.lang), Table: v.grid(doc), Run: doc.Below[len(doc.Below)-1]}
	body.Table.Below = doc.Below[:len(doc.Below)-1]
	if v.base.Countries.Code[home] == "JP" {
		err = v.japan(&body)
	}
	return body, err
}

// japan adds the map and the table of prefectures, and the municipalities
// without a known tie of the one looked into.
func (v *visit) japan(body *coverageBody) error {
	st, err := v.s.desk.Data()
	if err != nil {
		return err
	}
	ties, err := st.Ties()
	if err != nil {
		return err
	}
	areas, err := st.Areas()
	if err != nil {
		return err
	}
	u := v.base.Units
	standings := map[string]chart.Standing{}
	at := map[data.Unit]int{}
	for unit := u.Municipalities.From; unit < u.Municipalities.To; unit++ {
		k := chart.NoTieKnown
		if abroad(ties, unit) {
			k = chart.TieKnown
		}
		id := v.base.Labels.ID.At(int(unit))
		standings[strings.TrimPrefix(id, "jp:")] = k
		prefecture := u.Region[unit]
		if prefecture == data.NoUnit {
			continue // a prefecture itself
		}
		if _, ok := at[prefecture]; !ok {
			at[prefecture] = len(body.Prefectures)
			body.Prefectures = append(body.Prefectures, v.prefecture(prefecture))
		}
		body.Prefectures[at[prefecture]].count(u.Kind[unit], k == chart.TieKnown)
		if k == chart.NoTieKnown && v.base.Labels.ID.At(int(prefecture)) == v.state.v.Get("in") {
			body.In = v.base.Name(prefecture, v.lang)
			body.Open = append(body.Open, v.choice(unit, "/town", "town"))
		}
	}
	title := v.say("Municipalities with a tie known here", "既知の提携がある市区町村")
	body.Map = v.picture("japan", func(look chart.Look) string { return chart.JapanMap(look, areas, title, standings) })
	return nil
}

func (v *visit) prefecture(u data.Unit) prefectureRow {
	r := prefectureRow{Name: v.base.Name(u, v.lang), URL: v.state.with("in", v.base.Labels.ID.At(int(u))).url("/coverage") + "#open"}
	for _, k := range municipalKinds() {
		r.Kinds = append(r.Kinds, tally{Title: answer.KindWord(k, v.lang)})
	}
	return r
}

func (r *prefectureRow) count(kind data.Kind, with bool) {
	for i, k := range municipalKinds() {
		if k == kind {
			r.Kinds[i].add(with)
		}
	}
	r.All.add(with)
}

func (t *tally) add(with bool) {
	t.All++
	if with {
		t.With++
	}
}

// abroad tells whether a tie of a government with another country is known.
func abroad(ties *data.Ties, u data.Unit) bool {
	for _, row := range ties.Of(u) {
		if !ties.Domestic[row] {
			return true
		}
	}
	return false
}
