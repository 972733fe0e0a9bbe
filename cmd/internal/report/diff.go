package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/shimai/shimai/cmd/internal/answer"
)

// SchemaDiff names the form of a comparison of two reports in JSON.
const SchemaDiff = "shimai.diff/1"

// Diff is what changed from one report to another of the same town, and why.
type Diff struct {
	Schema string          `json:"schema"`
	Town   answer.UnitJSON `json:"town"`
	From   answer.Run      `json:"from"`
	To     answer.Run      `json:"to"`
	// Causes are what the two were asked with that differs; without any the
	// members are the same.
	Causes []Cause `json:"causes"`
	// Members are those of either report: those of the later one in its order,
	// then those that left.
	Members []MemberChange `json:"members"`
	// Purposes tell how far each purpose is served.
	Purposes []PurposeChange `json:"purposes"`
}

// Cause is one thing that differs between what two reports were asked with.
type Cause struct {
	// Key is data, program, configuration, brief, policy, own, countries, weight,
	// purpose or rules.
	Key string `json:"key"`
	// What is the weight or purpose or rule; empty for others.
	What string `json:"what,omitempty"`
	From string `json:"from"`
	To   string `json:"to"`
}

// MemberChange is what became of one candidate.
type MemberChange struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	NameJA  string `json:"name_ja,omitempty"`
	Country string `json:"country"`
	// Change is "new", "left" or "stayed".
	Change string `json:"change"`
	// From and To are its figures in the two reports, nil where it is no member.
	From *Figures `json:"from"`
	To   *Figures `json:"to"`
	// Points are the criteria whose points changed, the largest change first.
	Points []PointChange `json:"points"`
}

// Figures are those of a member that a diff compares.
type Figures struct {
	Rank      int     `json:"rank"`
	Fit       float64 `json:"fit"`
	Openness  float64 `json:"openness"`
	TheirRank *int    `json:"their_rank"`
	Role      *string `json:"role"`
}

// PointChange is a criterion whose points changed.
type PointChange struct {
	Criterion string  `json:"criterion"`
	From      float64 `json:"from"`
	To        float64 `json:"to"`
}

// PurposeChange is how far a purpose was served and is now, 0 to 100.
type PurposeChange struct {
	Purpose string  `json:"purpose"`
	From    float64 `json:"from"`
	To      float64 `json:"to"`
}

// Compare tells what changed from one report to another; it is an error when
// they are of two towns.
func Compare(from, to Report) (Diff, error) {
	if from.Town.ID != to.Town.ID {
		return Diff{}, fmt.Errorf("compare reports: they are of two towns, %.60s and %.60s; give two of one town", from.Town.ID, to.Town.ID)
	}
	d := Diff{Schema: SchemaDiff, Town: to.Town, From: from.Run, To: to.Run, Causes: causes(from, to), Members: []MemberChange{}, Purposes: []PurposeChange{}}
	for _, m := range to.Portfolio.Members {
		d.Members = append(d.Members, change(find(from, m.ID), &m))
	}
	for _, m := range from.Portfolio.Members {
		if find(to, m.ID) == nil {
			d.Members = append(d.Members, change(&m, nil))
		}
	}
	served := map[string]float64{}
	for _, p := range from.Portfolio.Purposes {
		served[p.Purpose] = p.Points
	}
	for _, p := range to.Portfolio.Purposes {
		d.Purposes = append(d.Purposes, PurposeChange{p.Purpose, served[p.Purpose], p.Points})
	}
	return d, nil
}

// find returns a member of a report by its id, nil for none.
func find(r Report, id string) *answer.MemberJSON {
	i := slices.IndexFunc(r.Portfolio.Members, func(m answer.MemberJSON) bool { return m.ID == id })
	if i < 0 {
		return nil
	}
	return &r.Portfolio.Members[i]
}

// change compares a member with itself in the other report, where it may be missing.
func change(from, to *answer.MemberJSON) MemberChange {
	m := cmp.Or(to, from)
	c := MemberChange{ID: m.ID, Name: m.Name, NameJA: m.NameJA, Country: m.Country, From: figures(from), To: figures(to), Points: []PointChange{}}
	switch {
	case from == nil:
		c.Change = "new"
	case to == nil:
		c.Change = "left"
	default:
		c.Change = "stayed"
		c.Points = pointChanges(from, to)
	}
	return c
}

func figures(m *answer.MemberJSON) *Figures {
	if m == nil {
		return nil
	}
	f := &Figures{Rank: m.Rank, Fit: m.Fit, Openness: m.Openness, Role: m.Role}
	if m.TheirRank != nil {
		f.TheirRank = &m.TheirRank.Rank
	}
	return f
}

// leastChange is the least change of points that counts as one.
const leastChange = 0.005

func pointChanges(from, to *answer.MemberJSON) []PointChange {
	out := []PointChange{}
	was := map[string]float64{}
	for _, l := range slices.Concat(from.Points, from.OpenPoints) {
		was[l.Criterion] = l.Points
	}
	for _, l := range slices.Concat(to.Points, to.OpenPoints) {
		if math.Abs(l.Points-was[l.Criterion]) >= leastChange {
			out = append(out, PointChange{l.Criterion, was[l.Criterion], l.Points})
		}
	}
	slices.SortStableFunc(out, func(x, y PointChange) int { return cmp.Compare(math.Abs(y.To-y.From), math.Abs(x.To-x.From)) })
	return out
}

// causes lists what the two reports were asked with that differs.
func causes(from, to Report) []Cause {
	out := []Cause{}
	add := func(key, what, x, y string) {
		if x != y {
			out = append(out, Cause{key, what, x, y})
		}
	}
	add("data", "", from.Run.Data, to.Run.Data)
	add("program", "", from.Run.Version, to.Run.Version)
	add("configuration", "", from.Run.Config, to.Run.Config)
	add("brief", "", from.Run.Brief, to.Run.Brief)
	add("policy", "", from.Run.Policy, to.Run.Policy)
	add("own", "", from.Run.Own, to.Run.Own)
	add("countries", "", strings.Join(from.Asked.Countries, ","), strings.Join(to.Asked.Countries, ","))
	addWeights := func(key string, x, y []Weight) {
		for _, k := range keysOf(x, y) {
			add(key, k, weightOf(x, k), weightOf(y, k))
		}
	}
	addWeights("weight", from.Asked.Weights, to.Asked.Weights)
	addWeights("purpose", from.Asked.Purposes, to.Asked.Purposes)
	x, y := from.Portfolio.Rules, to.Portfolio.Rules
	add("rules", "size", fmt.Sprintf("%d-%d", x.Min, x.Max), fmt.Sprintf("%d-%d", y.Min, y.Max))
	add("rules", "per_country", fmt.Sprint(x.PerCountry), fmt.Sprint(y.PerCountry))
	add("rules", "continents", fmt.Sprint(x.Continents), fmt.Sprint(y.Continents))
	return out
}

// keysOf lists the keys of weights, in order, each once.
func keysOf(lists ...[]Weight) []string {
	var keys []string
	for _, w := range slices.Concat(lists...) {
		keys = append(keys, w.Key)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// weightOf writes the weight of a key; one that is not listed counts 1.
func weightOf(list []Weight, key string) string {
	for _, w := range list {
		if w.Key == key {
			return fmt.Sprintf("%g", w.Weight)
		}
	}
	return "1"
}
