package wish

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// Answer tells whether a candidate has what is wanted.
type Answer uint8

// The answers.
const (
	Unknown Answer = iota
	No
	Yes
)

// String returns the answer as it stands in JSON.
func (a Answer) String() string { return [...]string{"unknown", "no", "yes"}[a] }

// Have names what can be wanted.
type Have string

// What can be wanted. Those that measure a distance read Must.Within.
const (
	Airport       Have = "airport"
	Flights       Have = "flights_to_japan"
	Port          Have = "port"
	Coast         Have = "coast"
	Ski           Have = "ski"
	University    Have = "university"
	WorldHeritage Have = "world_heritage"
	CreativeCity  Have = "creative_city"
	Volcano       Have = "volcano"
	HotSpring     Have = "hot_spring"
	Theme         Have = "theme"
	Language      Have = "language"
	Hemisphere    Have = "hemisphere"
	Island        Have = "island"
	Mountain      Have = "mountain"
	Lake          Have = "lake"
	River         Have = "river"
	Snow          Have = "snow"
	// Population wants a size from Min to Max; OtherLanguage none of Languages.
	Population    Have = "population"
	OtherLanguage Have = "other_language"
)

// Must is one thing that every candidate has to have.
type Must struct {
	Have Have
	// Within is how near it has to be.
	Within data.Km
	// Theme is the key of a theme, Languages are codes of which one is enough.
	Theme     string
	Languages []string
	// Named says the theme or the languages in words.
	Named matcher.Text
	// South tells which hemisphere.
	South bool
	// Min and Max bound the population; 0 for no bound.
	Min, Max int32
	// ExcludeUnknown keeps out candidates of which it is not known.
	ExcludeUnknown bool
}

// Finding is the answer for one candidate.
type Finding struct {
	Answer Answer
	// Evidence is the fact behind a yes or a no; without text where there is none.
	Evidence matcher.Evidence
}

// Reader answers from the data. It may be used by many goroutines.
type Reader struct {
	engine    *matcher.Engine
	units     *data.Units
	countries *data.Countries
	climate   *data.Climate
	near      *data.Near
	text      *data.NearText
	themes    *data.Themes
}

// New returns a reader of the store that an engine was made from.
func New(e *matcher.Engine, st *data.Store) (*Reader, error) {
	r := &Reader{engine: e}
	for _, read := range []func() error{
		func() (err error) { r.units, err = st.Units(); return err },
		func() (err error) { r.countries, err = st.Countries(); return err },
		func() (err error) { r.climate, err = st.Climate(); return err },
		func() (err error) { r.near, err = st.Near(); return err },
		func() (err error) { r.text, err = st.NearText(); return err },
		func() (err error) { r.themes, err = st.Themes(); return err },
	} {
		if err := read(); err != nil {
			return nil, fmt.Errorf("prepare must-haves: %w", err)
		}
	}
	return r, nil
}

// Themes returns the keys of the themes that can be wanted, in their order.
func (r *Reader) Themes() []string {
	out := slices.Clone(r.themes.Keys)
	slices.Sort(out)
	return out
}

// Bar adds the rules of the conditions to bars, under the key "brief.must".
func (r *Reader) Bar(bars *matcher.Bars, musts []Must) error {
	for _, m := range musts {
		words := m.Words()
		answers := make([]Answer, r.units.Len())
		for u := range answers {
			answers[u] = r.answer(m, data.Unit(u))
		}
		no := matcher.Rule{Key: "brief.must", Text: matcher.Text{EN: "the brief asks for " + words.EN, JA: "要望書の条件「" + words.JA + "」に当てはまらない"}}
		if err := bars.Add(no, func(u data.Unit) bool { return answers[u] == No }); err != nil {
			return err
		}
		if !m.ExcludeUnknown {
			continue
		}
		unknown := matcher.Rule{Key: "brief.must.unknown", Text: matcher.Text{
			EN: "the brief asks for " + words.EN + ", and of it that is not known", JA: "要望書の条件「" + words.JA + "」に当てはまるか不明",
		}}
		if err := bars.Add(unknown, func(u data.Unit) bool { return answers[u] == Unknown }); err != nil {
			return err
		}
	}
	return nil
}

// Remarks returns a flag for each condition of which nothing is known.
func (r *Reader) Remarks(musts []Must, u data.Unit) []matcher.Flag {
	var out []matcher.Flag
	for _, m := range musts {
		if r.answer(m, u) == Unknown {
			w := m.Words()
			out = append(out, matcher.Flag{Key: "must_unknown", Text: matcher.Text{EN: "not known: " + w.EN, JA: "不明: " + w.JA}})
		}
	}
	return out
}

// nearOf tells which feature answers a wish, and whether its source lists all
// there are, so that none listed means none.
var nearOf = map[Have]struct {
	feature data.Feature
	all     bool
}{
	Airport: {data.FeatureAirport, true}, Port: {data.FeaturePort, false}, Ski: {data.FeatureSki, true},
	University: {data.FeatureUniversity, false}, WorldHeritage: {data.FeatureHeritage, true},
	CreativeCity: {data.FeatureCreativeCity, true}, Volcano: {data.FeatureVolcano, true},
}

// spokenBy is the share of a country's people, in percent, from which a
// language can be met there although it is not official.
const spokenBy = 20

// farStation is the distance of a climate station in km beyond which it says
// nothing of a place.
const farStation = 100

func (r *Reader) answer(m Must, u data.Unit) Answer {
	if n, ok := nearOf[m.Have]; ok {
		row, found := r.near.Find(u, n.feature)
		switch {
		case found && float64(r.near.Km[row]) <= float64(m.Within):
			return Yes
		case n.all, m.Have == Port && data.Known(r.units.CoastKm[u]) && float64(r.units.CoastKm[u]) > float64(m.Within):
			return No // no port so far from the sea; river ports are in the list
		}
		return Unknown
	}
	switch m.Have {
	case Flights:
		return r.flights(u)
	case Coast:
		return yes(float64(r.units.CoastKm[u]) <= float64(m.Within), data.Known(r.units.CoastKm[u]))
	case HotSpring, Theme:
		if r.hasTheme(u, m.theme()) {
			return Yes
		}
		return Unknown
	case Language, OtherLanguage:
		return r.language(m, u)
	case Hemisphere:
		return yes((r.units.Lat[u] < 0) == m.South, data.Known(r.units.Lat[u]))
	case Island:
		return yes(r.shaped(u, "island"), data.Known(r.units.Landmass[u]) && r.units.Landmass[u] > 0)
	case Mountain:
		return yes(r.shaped(u, "mountain"), data.Known(r.units.ReliefM[u]))
	case Lake, River:
		return yes(r.shaped(u, string(m.Have)), true)
	case Snow:
		// Japanese governments have their climate from a map: no station is far.
		return yes(r.shaped(u, "snow"), data.Known(r.climate.T[0][u]) && !(r.climate.StationKm[u] > farStation))
	case Population:
		p := r.units.Population[u]
		return yes((m.Min == 0 || p >= m.Min) && (m.Max == 0 || p <= m.Max), p != data.NoInt)
	}
	return Unknown
}

func yes(is, known bool) Answer {
	switch {
	case !known:
		return Unknown
	case is:
		return Yes
	}
	return No
}

func (r *Reader) shaped(u data.Unit, tag string) bool {
	return r.engine.HasTag(u, matcher.Geography, tag)
}

// flights asks the airports within 100 km whether Japan is flown to. Where
// there is no airport there are no flights.
func (r *Reader) flights(u data.Unit) Answer {
	row, found := r.near.Find(u, data.FeatureAirport)
	switch {
	case r.countries.Code[r.units.Country[u]] == "JP":
		return Unknown // the list holds flights from abroad
	case !found:
		return No
	case r.text.Detail(row) != "":
		return Yes
	case data.Known(r.near.Value[row]) && r.near.Value[row] > 0:
		return No
	}
	return Unknown
}

func (m Must) theme() string {
	if m.Have == HotSpring {
		return "spa_seed"
	}
	return m.Theme
}

func (r *Reader) hasTheme(u data.Unit, key string) bool {
	for i := r.themes.Start[u]; i < r.themes.Start[u+1]; i++ {
		if r.themes.Keys[r.themes.Theme[i]] == key {
			return true
		}
	}
	return false
}

// language asks what is official or spoken by many in the country.
func (r *Reader) language(m Must, u data.Unit) Answer {
	all := r.countries.Languages[r.units.Country[u]]
	spoken := slices.ContainsFunc(all, func(l data.Language) bool {
		base, _, _ := strings.Cut(l.Code, "-")
		return (l.Official || l.Percent >= spokenBy) && (slices.Contains(m.Languages, base) || slices.Contains(m.Languages, l.Code))
	})
	return yes(spoken == (m.Have == Language), len(all) > 0)
}
