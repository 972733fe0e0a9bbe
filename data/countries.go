package data

import (
	"slices"
	"strconv"
	"strings"
)

// Country is a row of [Countries]: the index of a country in code order.
type Country uint16

// Countries are the countries and territories, in order of their codes.
type Countries struct {
	// Code is the ISO 3166-1 alpha-2 code; Code3 the alpha-3 code.
	Code, Code3 []string
	// Name and NameJA name the country in English and Japanese.
	Name, NameJA []string
	// Continent is one of AF AN AS EU NA OC SA.
	Continent []string
	// Region and Subregion are those of the United Nations.
	Region, Subregion []string
	// Population counts inhabitants, NaN when unknown.
	Population []float32
	// GDPPerCapita is in international dollars, NaN when unknown.
	GDPPerCapita []float32
	// Languages lists what is spoken, most speakers first.
	Languages [][]Language
	// Borders, Colonisers and Organisations hold codes.
	Borders, Colonisers, Organisations [][]string
	// Industries and Farming are texts of the World Factbook.
	Industries, Farming []string
	// Independent tells whether the row is an independent state.
	Independent []bool
}

// Language is one language of a country.
type Language struct {
	// Code is the language's BCP 47 code.
	Code string
	// Percent of the inhabitants who speak it, 0-100.
	Percent float64
	// Official tells whether it has official status.
	Official bool
}

// Len returns the number of countries.
func (c *Countries) Len() int { return len(c.Code) }

// ByCode returns the country with the given ISO 3166-1 alpha-2 code.
func (c *Countries) ByCode(code string) (Country, bool) {
	i, ok := slices.BinarySearch(c.Code, code)
	return Country(i), ok
}

func (s *Store) readCountries() (*Countries, error) {
	r := s.reader(LayerCountries)
	list := func(column string) []string {
		t := r.text(column)
		out := make([]string, t.Len())
		for i := range out {
			out[i] = t.At(i)
		}
		return out
	}
	c := &Countries{
		Code: list("cc"), Code3: list("cca3"), Name: list("name"), NameJA: list("name_ja"),
		Continent: list("continent"), Industries: list("industries"), Farming: list("farming"),
		Population: r.floats("population"), GDPPerCapita: r.floats("gdp_per_capita"),
	}
	for _, l := range list("languages") {
		c.Languages = append(c.Languages, parseLanguages(l))
	}
	for _, v := range list("colonisers") {
		c.Colonisers = append(c.Colonisers, splitList(v))
	}
	for _, v := range list("organisations") {
		c.Organisations = append(c.Organisations, splitList(v))
	}
	for _, v := range r.ints("independent") {
		c.Independent = append(c.Independent, v == 1)
	}
	if r.err != nil {
		return nil, r.err
	}
	return c, s.readCountryGeo(c)
}

// readCountryGeo fills the columns that come under a share-alike licence.
func (s *Store) readCountryGeo(c *Countries) error {
	r := s.reader(LayerCountryGeo)
	cc, region, sub, borders := r.text("cc"), r.text("region"), r.text("subregion"), r.text("borders")
	if r.err != nil {
		return r.err
	}
	c.Region, c.Subregion = make([]string, c.Len()), make([]string, c.Len())
	c.Borders = make([][]string, c.Len())
	for i := range cc.Len() {
		if k, ok := c.ByCode(cc.At(i)); ok {
			c.Region[k], c.Subregion[k], c.Borders[k] = region.At(i), sub.At(i), splitList(borders.At(i))
		}
	}
	return nil
}

func splitList(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ",")
}

// parseLanguages reads "de:97* en:73": code, percent, and a star for official.
func parseLanguages(s string) []Language {
	var out []Language
	for _, f := range strings.Fields(s) {
		code, pct, _ := strings.Cut(f, ":")
		pct, official := strings.CutSuffix(pct, "*")
		v, err := strconv.ParseFloat(pct, 64)
		if err != nil {
			continue // a language without a figure says nothing about how many speak it
		}
		out = append(out, Language{Code: code, Percent: v, Official: official})
	}
	return out
}

// Pairs holds what is known of pairs of countries, A toward B, ordered by A
// and B. See [CountryPairRow] for the columns.
type Pairs struct {
	A, B        []string
	ExportPct   []float32
	Missions    []int32
	UNAgreement []float32
	Migrants    []int32
	VisaDays    []float32
	Colonial    []int32
	index       map[[2]string]int
}

// Of returns the row of the pair a toward b.
func (p *Pairs) Of(a, b string) (row int, ok bool) {
	row, ok = p.index[[2]string{a, b}]
	return row, ok
}

func (s *Store) readPairs() (*Pairs, error) {
	r := s.reader(LayerCountryPairs)
	a, b := r.text("a"), r.text("b")
	p := &Pairs{
		ExportPct: r.floats("export_pct"), Missions: r.ints("missions"), UNAgreement: r.floats("un_agreement"),
		Migrants: r.ints("migrants"), VisaDays: r.floats("visa_days"), Colonial: r.ints("colonial"),
		index: make(map[[2]string]int, a.Len()),
	}
	for i := range a.Len() {
		p.A, p.B = append(p.A, a.At(i)), append(p.B, b.At(i))
		p.index[[2]string{p.A[i], p.B[i]}] = i
	}
	return p, r.err
}

// Missions are the diplomatic missions with a known position.
type Missions struct {
	// Operator and CC are the sending and the receiving country's codes.
	Operator, CC []string
	City, Type   Strings
	Lat, Lon     []float32
}

func (s *Store) readMissions() (*Missions, error) {
	r := s.reader(LayerMissions)
	op, cc := r.text("operator"), r.text("cc")
	m := &Missions{City: r.text("city"), Type: r.text("type"), Lat: r.floats("lat"), Lon: r.floats("lon")}
	for i := range op.Len() {
		m.Operator, m.CC = append(m.Operator, op.At(i)), append(m.CC, cc.At(i))
	}
	return m, r.err
}
