package matcher

import (
	"fmt"
	"math"
	mathbits "math/bits"

	"github.com/shimai/shimai/data"
)

// Openness is made of three lines that concern the candidate alone.
const (
	// Signs tells whether the candidate is a government that can sign.
	Signs Criterion = "can_sign"
	// Experience compares its ties with the usual for its size and country.
	Experience Criterion = "experience"
	// Free asks whether it has room for a partner in our country.
	Free Criterion = "free"
)

// The shares of openness. A place that cannot sign is no partner, so that
// weighs most; experience next, since who has partners knows how and has
// shown the will; whether the seat for our country is taken, last.
const (
	maxSigns      = 40 * PointsScale
	maxExperience = 35 * PointsScale
	maxFree       = 25 * PointsScale
)

// usualTies holds how many international ties are usual by size and country.
type usualTies struct {
	bySize    [32]float64 // mean ties by the power of two of the population
	byCountry []float64   // factor over the mean of the world, shrunk to 1
}

func sizeClass(population int32) int {
	if population <= 0 {
		return 0
	}
	return mathbits.Len32(uint32(population))
}

func newUsualTies(e *Engine) *usualTies {
	v := &usualTies{byCountry: make([]float64, e.countries.Len())}
	var count [32]float64
	for u := range e.units.Len() {
		if c := sizeClass(e.units.Population[u]); !e.units.Kind[u].Upper() {
			v.bySize[c] += float64(e.features.ties[u])
			count[c]++
		}
	}
	for c := range v.bySize {
		v.bySize[c] /= math.Max(count[c], 1)
	}
	got, want := make([]float64, len(v.byCountry)), make([]float64, len(v.byCountry))
	for u := range e.units.Len() {
		if !e.units.Kind[u].Upper() {
			c := e.units.Country[u]
			got[c] += float64(e.features.ties[u])
			want[c] += v.bySize[sizeClass(e.units.Population[u])]
		}
	}
	for c := range v.byCountry {
		v.byCountry[c] = (got[c] + 5) / (want[c] + 5)
	}
	return v
}

func (v *usualTies) of(e *Engine, u data.Unit) float64 {
	return v.bySize[sizeClass(e.units.Population[u])] * v.byCountry[e.units.Country[u]]
}

// tiesWith counts the known ties of u with governments of country c.
func (e *Engine) tiesWith(u data.Unit, c data.Country) int {
	n := 0
	for _, row := range e.ties.Of(u) {
		if o := e.ties.Other(row, u); o != data.NoUnit && e.units.Country[o] == c && !e.ties.Club[row] {
			n++
		}
	}
	return n
}

// openness returns the three lines' points for a candidate, asked by country home.
func (e *Engine) openness(u data.Unit, home data.Country) (signs, experience, free Points) {
	ties := e.features.ties[u]
	switch {
	case e.units.PartOf[u] != data.NoUnit:
		signs = 0
	case e.units.Kind[u] != data.KindPlace, e.units.Seat[u] != data.SeatNone, ties > 0:
		signs = maxSigns
	default:
		signs = maxSigns / 2
	}
	relative := (float64(ties) + 0.5) / (e.usual.of(e, u) + 0.5)
	level := math.Log2(1+float64(ties))*7 + math.Log2(math.Min(4, math.Max(0.25, relative)))*3
	experience = min(maxExperience, max(0, Points(math.Round((6+level)*PointsScale))))
	switch n := e.tiesWith(u, home); {
	case n == 0:
		free = maxFree * 3 / 5
	case n == 1:
		free = maxFree
	case n == 2:
		free = maxFree * 2 / 5
	}
	return signs, experience, free
}

func (e *Engine) opennessSum(u data.Unit, home data.Country) Points {
	a, b, c := e.openness(u, home)
	return a + b + c
}

func (e *Engine) openLines(u data.Unit, home data.Country) []Line {
	signs, experience, free := e.openness(u, home)
	ties, ours := e.features.ties[u], e.tiesWith(u, home)
	sign := Text{"a government of its own", "独立した自治体"}
	switch {
	case signs == 0:
		sign = e.partText(u)
	case signs < maxSigns:
		sign = Text{"probably a government of its own: not a seat, no tie known", "自治体と思われるが、行政の所在地・提携の記録はない"}
	}
	source := "geonames"
	if e.units.Municipalities.Has(u) {
		source = "localgovjp"
	}
	had := Text{
		fmt.Sprintf("%d international %s known; about %.1f would be usual for its size and country", ties, plural(int(ties), "tie", "ties"), e.usual.of(e, u)),
		fmt.Sprintf("国際提携は%d件(判明分)。同じ規模・国では約%.1f件が目安", ties, e.usual.of(e, u)),
	}
	room := Text{"no tie with our country known", "我が国との提携は知られていない"}
	if ours > 0 {
		room = Text{
			fmt.Sprintf("%d %s with our country known", ours, plural(ours, "tie", "ties")),
			fmt.Sprintf("我が国との提携が%d件(判明分)", ours),
		}
	}
	return []Line{
		{Signs, signs, maxSigns, true, []Evidence{{Text: sign, Source: source}}},
		{Experience, experience, maxExperience, true, []Evidence{{Text: had, Source: "ties"}}},
		{Free, free, maxFree, true, []Evidence{{Text: room, Source: "ties"}}},
	}
}

func (e *Engine) partText(u data.Unit) Text {
	city := e.units.PartOf[u]
	if city == data.NoUnit {
		return Text{}
	}
	name := "a larger city"
	ja := "大きな都市"
	if l, err := e.store.Labels(); err == nil {
		name, ja = l.Name.At(int(city)), l.NameJA.At(int(city))
		if ja == "" {
			ja = name
		}
	}
	return Text{"probably part of " + name, "おそらく" + ja + "の一部"}
}
