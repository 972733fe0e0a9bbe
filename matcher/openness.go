package matcher

import (
	"fmt"
	"math"
	mathbits "math/bits"

	"github.com/shimai/shimai/data"
)

// Openness is made of four lines that concern the candidate alone, but for what
// own records know of the town that asks.
const (
	// Signs tells whether the candidate is a government that can sign.
	Signs Criterion = "can_sign"
	// Experience compares its ties with the usual for its size and country.
	Experience Criterion = "experience"
	// Free asks whether it has room for a partner in our country.
	Free Criterion = "free"
	// Wish asks whether it looks for a partner like us.
	Wish Criterion = "wish"
)

// The shares of openness. A place that cannot sign is no partner; who has
// partners knows how and has shown the will; whether our country's place is
// taken decides nearly as much: nine in ten foreign partners of Japan have
// exactly one Japanese tie (docs/method.md). A wish is rare and clear, and
// clearest where the town looks for a place like the candidate too.
const (
	maxSigns      = 30 * PointsScale
	maxExperience = 35 * PointsScale
	maxFree       = 25 * PointsScale
	maxWish       = 10 * PointsScale
	onlyTheirWish = 6 * PointsScale
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

// asker is who asks how open a candidate is: a town, or with data.NoUnit any
// town of a country.
type asker struct {
	town data.Unit
	home data.Country
}

func (e *Engine) asker(town data.Unit) asker { return asker{town, e.units.Country[town]} }

// openness returns the lines' points for a candidate.
func (e *Engine) openness(u data.Unit, by asker) open {
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
	switch n := e.tiesWith(u, by.home); {
	case n == 0 && ties > 0:
		o.free = maxFree
	case n == 0:
		o.free = maxFree * 2 / 5
	case n == 1:
		o.free = maxFree * 2 / 5
	case n == 2:
		o.free = maxFree / 5
	}
	if _, ok := e.wish(u, by); ok {
		if o.wish = onlyTheirWish; e.wishesBack(u, by) != noRow {
			o.wish = maxWish
		}
	}
	if try, ok := e.tried(u, by); ok {
		o.free, o.wish = try.left(o.free), try.left(o.wish)
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

func (e *Engine) opennessSum(u data.Unit, by asker) Points {
	return e.openness(u, by).sum()
}

func (e *Engine) openLines(u data.Unit, by asker) []Line {
	o := e.openness(u, by)
	ties, ours := e.features.ties[u], e.tiesWith(u, by.home)
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
	experience := append([]Evidence{{Text: had, Source: "ties"}}, e.ownTieWords(u)...)
	free := append([]Evidence{{Text: room, Source: "ties"}}, e.triedWords(u, by)...)
	return []Line{
		{Criterion: Signs, Points: o.signs, Max: maxSigns, Known: true, Evidence: []Evidence{{Text: sign, Source: source}}},
		{Criterion: Experience, Points: o.experience, Max: maxExperience, Known: true, Evidence: experience},
		{Criterion: Free, Points: o.free, Max: maxFree, Known: true, Evidence: free},
		e.wishLine(u, by, o.wish),
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
