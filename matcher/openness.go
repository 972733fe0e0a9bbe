package matcher

import (
	"fmt"
	"math"
	mathbits "math/bits"

	"github.com/shimai/shimai/data"
)

// Openness is made of four lines that concern the candidate alone.
const (
	// Signs tells whether the candidate is a government that can sign.
	Signs Criterion = "can_sign"
	// Experience compares its ties with the usual for its size and country.
	Experience Criterion = "experience"
	// Free asks whether it has room for a partner in our country.
	Free Criterion = "free"
	// Wish asks whether it looks for a partner in our country in public.
	Wish Criterion = "wish"
)

// The shares of openness. A place that cannot sign is no partner; who has
// partners knows how and has shown the will; whether our country's place is
// taken decides nearly as much: nine in ten foreign partners of Japan have
// exactly one Japanese tie (docs/method.md). A public wish is rare and clear.
const (
	maxSigns      = 30 * PointsScale
	maxExperience = 35 * PointsScale
	maxFree       = 25 * PointsScale
	maxWish       = 10 * PointsScale
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

// open holds the points of the lines of openness.
type open struct{ signs, experience, free, wish Points }

func (o open) sum() Points { return o.signs + o.experience + o.free + o.wish }

// openness returns the lines' points for a candidate, asked by country home.
func (e *Engine) openness(u data.Unit, home data.Country) open {
	ties := e.features.ties[u]
	var o open
	switch {
	case e.units.PartOf[u] != data.NoUnit:
	case e.units.Kind[u] != data.KindPlace, e.units.Seat[u] != data.SeatNone, ties > 0:
		o.signs = maxSigns
	default:
		o.signs = maxSigns / 2
	}
	o.experience = e.experience(u)
	switch n := e.tiesWith(u, home); {
	case n == 0 && ties > 0:
		o.free = maxFree
	case n == 0:
		o.free = maxFree * 2 / 5
	case n == 1:
		o.free = maxFree * 2 / 5
	case n == 2:
		o.free = maxFree / 5
	}
	if _, ok := e.wish(u, home); ok {
		o.wish = maxWish
	}
	return o
}

// manyTies is the number of ties from which more of them say nothing more: a
// town with four partners knows how; forty are no sign of more room.
const manyTies = 4

// experience rises with the ties a candidate has, and a little with how many
// more or fewer they are than usual.
func (e *Engine) experience(u data.Unit) Points {
	ties := float64(e.features.ties[u])
	relative := (ties + 0.5) / (e.usual.of(e, u) + 0.5)
	level := math.Log2(1+math.Min(ties, manyTies))*10 + math.Log2(math.Min(4, math.Max(0.25, relative)))*3
	return min(maxExperience, max(0, Points(math.Round((6+level)*PointsScale))))
}

// wish finds the row of a public wish of the candidate that a town of country
// home would fulfil.
func (e *Engine) wish(u data.Unit, home data.Country) (row int, ok bool) {
	if !e.units.Municipalities.Has(u) {
		return 0, false
	}
	for _, row := range e.wishes.Of(u) {
		if e.wishes.Wants(row, e.countries.Code[home], e.countries.Continent[home]) {
			return row, true
		}
	}
	return 0, false
}

func (e *Engine) opennessSum(u data.Unit, home data.Country) Points {
	return e.openness(u, home).sum()
}

func (e *Engine) openLines(u data.Unit, home data.Country) []Line {
	o := e.openness(u, home)
	ties, ours := e.features.ties[u], e.tiesWith(u, home)
	sign := Text{"a government of its own", "独立した自治体"}
	switch {
	case o.signs == 0:
		sign = e.partText(u)
	case o.signs < maxSigns:
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
		{Criterion: Signs, Points: o.signs, Max: maxSigns, Known: true, Evidence: []Evidence{{Text: sign, Source: source}}},
		{Criterion: Experience, Points: o.experience, Max: maxExperience, Known: true, Evidence: []Evidence{{Text: had, Source: "ties"}}},
		{Criterion: Free, Points: o.free, Max: maxFree, Known: true, Evidence: []Evidence{{Text: room, Source: "ties"}}},
		e.wishLine(u, home, o.wish),
	}
}

// wishLine is unknown for all who stand on no list that we know of: they may
// look for a partner all the same.
func (e *Engine) wishLine(u data.Unit, home data.Country, p Points) Line {
	l := Line{Criterion: Wish, Points: p, Max: maxWish}
	row, ok := e.wish(u, home)
	if !ok {
		return l
	}
	l.Known = true
	date := e.wishes.Date.At(row)
	if date == "latest" {
		date = "" // that of the source
	}
	l.Evidence = []Evidence{{Text: e.wishText(row), Source: "seekers", Date: date}}
	return l
}

func (e *Engine) wishText(row int) Text {
	t := Text{"publicly looks for a partner in our country", "我が国の提携先を公募している"}
	if theme := e.wishes.Theme.At(row); theme != "" {
		t.EN += ": " + theme
		t.JA += ":" + theme
	}
	return t
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
