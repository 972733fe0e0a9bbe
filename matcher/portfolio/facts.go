package portfolio

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// facts are the tables that signals and links read.
type facts struct {
	units     *data.Units
	countries *data.Countries
	climate   *data.Climate
	near      *data.Near
	nearText  *data.NearText
	themes    *data.Themes
	ties      *data.Ties
	tieText   *data.TieText
	pairs     *data.Pairs
	signals   []signal
	distance  func(a, b data.Unit) data.Km
	// nikkei is the theme of communities of Japanese descent.
	nikkei int
	// rare tells which themes are rare enough to join two towns.
	rare []bool
	// areas numbers the subregions of the world by country.
	areas []int
}

func newFacts(e *matcher.Engine, st *data.Store) (*facts, error) {
	f := &facts{signals: signals(), distance: e.Distance}
	var g errgroup.Group
	g.Go(func() (err error) { f.units, err = st.Units(); return err })
	g.Go(func() (err error) { f.countries, err = st.Countries(); return err })
	g.Go(func() (err error) { f.climate, err = st.Climate(); return err })
	g.Go(func() (err error) { f.nearText, err = st.NearText(); return err })
	g.Go(func() (err error) { f.near, err = st.Near(); return err })
	g.Go(func() (err error) { f.themes, err = st.Themes(); return err })
	g.Go(func() (err error) { f.ties, err = st.Ties(); return err })
	g.Go(func() (err error) { f.tieText, err = st.TieText(); return err })
	g.Go(func() (err error) { f.pairs, err = st.Pairs(); return err })
	if err := g.Wait(); err != nil {
		return nil, fmt.Errorf("prepare portfolios: %w", err)
	}
	f.nikkei = f.themeIndex("nikkei_community")
	f.findRare()
	f.numberAreas()
	return f, nil
}

// rareTheme is the number of towns up to which a theme joins those that have
// it: towns with a castle are everywhere, towns of watchmakers find each other.
const rareTheme = 600

func (f *facts) findRare() {
	count := make([]int, len(f.themes.Keys))
	for _, t := range f.themes.Theme {
		count[t]++
	}
	f.rare = make([]bool, len(count))
	for t, n := range count {
		f.rare[t] = n <= rareTheme
	}
}

// numberAreas numbers the subregions in order of countries.
func (f *facts) numberAreas() {
	var names []string
	f.areas = make([]int, f.countries.Len())
	for c, name := range f.countries.Subregion {
		if name == "" {
			f.areas[c] = unknownClass
			continue
		}
		at := slices.Index(names, name)
		if at < 0 {
			at = len(names)
			names = append(names, name)
		}
		f.areas[c] = at
	}
}

// code returns the code of the country of a unit.
func (f *facts) code(u data.Unit) string { return f.countries.Code[f.units.Country[u]] }

// countryJA names a country in Japanese, or in English where that is unknown.
func (f *facts) countryJA(c data.Country) string {
	if ja := f.countries.NameJA[c]; ja != "" {
		return ja
	}
	return f.countries.Name[c]
}

// pairValue returns a measure of a pair of countries, 0 when it is unknown.
func (f *facts) pairValue(column []float32, a, b string) float64 {
	row, ok := f.pairs.Of(a, b)
	if !ok || !data.Known(column[row]) {
		return 0
	}
	return float64(column[row])
}

// airportReach is how far people travel to an airport, in km.
const airportReach = 60

// destinations counts those of the best airport near, 0 for none.
func (f *facts) destinations(u data.Unit) int {
	row, ok := f.near.Find(u, data.FeatureAirport)
	if !ok || f.near.Km[row] > airportReach || !data.Known(f.near.Value[row]) {
		return 0
	}
	return int(f.near.Value[row])
}

// english is the share of a country's people who speak English.
func (f *facts) english(c data.Country) float64 {
	for _, l := range f.countries.Languages[c] {
		if baseCode(l.Code) == "en" {
			return l.Percent / 100
		}
	}
	return 0
}

// commonLanguage is the largest share of pairs of people of two countries that
// speak one language.
func (f *facts) commonLanguage(a, b data.Country) float64 {
	best := 0.0
	for _, x := range f.countries.Languages[a] {
		for _, y := range f.countries.Languages[b] {
			if baseCode(x.Code) == baseCode(y.Code) {
				best = math.Max(best, x.Percent/100*y.Percent/100)
			}
		}
	}
	return best
}

func baseCode(code string) string {
	code, _, _ = strings.Cut(code, "-")
	return code
}

// themeIndex returns the number of a theme, -1 when the data do not have it.
func (f *facts) themeIndex(key string) int { return slices.Index(f.themes.Keys, key) }

// hasTheme tells whether a unit is known for a theme.
func (f *facts) hasTheme(u data.Unit, theme int) bool {
	for r := f.themes.Start[u]; r < f.themes.Start[u+1]; r++ {
		if int(f.themes.Theme[r]) == theme {
			return true
		}
	}
	return false
}

// Settings, from how people describe where a town lies.
const (
	coastWithin   = 5   // km: one can walk to the sea
	mountainAbove = 700 // m of relief around
)

// setting numbers what a town's surroundings are like: sea, mountains or
// neither, in one of the five main climates of Köppen.
func (f *facts) setting(u data.Unit) int {
	class := f.climate.Classes[f.climate.Koppen[u]]
	if class == "" {
		return unknownClass
	}
	ground := 0
	switch {
	case f.units.CoastKm[u] <= coastWithin:
		ground = 1
	case f.units.ReliefM[u] >= mountainAbove:
		ground = 2
	}
	return int(class[0])*3 + ground
}
