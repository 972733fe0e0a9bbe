package matcher

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shimai/shimai/data"
)

// worth turns the bits of one piece of evidence into points over a pair
// without it, in the scale of its criterion.
func (s *scorer) worth(c Criterion, b bits) Points {
	for i := range s.rules {
		if r := &s.rules[i]; r.criterion == c {
			return r.of(b) - r.of(0)
		}
	}
	return 0
}

// detail scores one candidate with every line in words.
func (e *Engine) detail(s *scorer, u data.Unit) (Candidate, error) {
	if u < 0 || int(u) >= e.units.Len() {
		return Candidate{}, fmt.Errorf("%w: no government number %d", ErrQuery, u)
	}
	words := map[Criterion]func(data.Unit) []Evidence{
		Name: s.nameWords, Population: s.populationWords, Climate: s.climateWords, Geography: s.geographyWords,
		History: s.historyWords, Trade: s.tradeWords, Education: s.educationWords, Culture: s.cultureWords,
		Disaster: s.disasterWords, Access: s.accessWords, Links: s.linksWords, Country: s.countryWords,
	}
	c := Candidate{Unit: u, Distance: data.Km(e.distance(s.town, u))}
	var known Points
	c.Fit = s.score(u, func(r *rule, p Points, ok bool) {
		c.Lines = append(c.Lines, Line{Criterion: r.criterion, Points: p, Max: r.max, Known: ok, Evidence: words[r.criterion](u)})
		if ok {
			known += r.max
		}
	})
	c.Confidence = float64(known) / (100 * PointsScale)
	lifts := s.lifts(u)
	for i := range c.Lines {
		c.Lines[i].Lift = lifts[slices.Index(Criteria(), c.Lines[i].Criterion)]
	}
	c.OpenLines = e.openLines(u, e.asker(s.town))
	for _, l := range c.OpenLines {
		c.Openness += l.Points
	}
	c.Bonus = s.bonus[u]
	c.OrderScore = Points(firstOrder(Balanced, scored{fit: c.Fit, openness: c.Openness, bonus: c.Bonus}))
	c.Flags = e.flags(s.town, u)
	if s.remarks != nil {
		c.Flags = append(c.Flags, s.remarks(u)...)
	}
	return c, nil
}

func (e *Engine) flags(town, u data.Unit) []Flag {
	var out []Flag
	if e.units.PartOf[u] != data.NoUnit {
		out = append(out, Flag{"part_of", e.partText(u)})
	}
	out = append(out, e.ownFlags(town, u)...)
	if e.units.Country[u] == e.units.Country[town] {
		out = append(out, Flag{"same_country", Text{"in the same country", "同じ国にある"}})
	}
	if e.units.Kind[town].Upper() {
		kind := Flag{"kind_city", Text{"a city, not a region", "地域ではなく都市"}}
		if e.units.Kind[u].Upper() {
			kind = Flag{"kind_region", Text{"a region", "州・県など"}}
		}
		out = append(out, kind)
	}
	if row, ok := e.wish(u, e.asker(town)); ok {
		out = append(out, Flag{"wish", e.wishText(row)})
	}
	if e.units.Population[u] == data.NoInt {
		out = append(out, Flag{"unknown_size", Text{"population unknown", "人口は不明"}})
	}
	if e.climate.StationKm[u] > farStation {
		out = append(out, Flag{"weak_climate", Text{"climate unknown: no station within 100 km", "気候は不明(100km以内に観測所なし)"}})
	}
	return out
}

// place finds the rank of a candidate by the first order of the query among
// all that were considered, before limits; the ranks it may have; and their number.
func (e *Engine) place(s *scorer, q Query, c *Candidate) (rank int, may Interval, of int) {
	by := e.asker(q.Town)
	own := scored{unit: c.Unit, fit: c.Fit, openness: c.Openness, bonus: c.Bonus}
	own.first = firstOrder(q.By, own)
	f, d := field{by: q.By, all: []scored{own}}, newUnknowns(s).of(c)
	best, worst := own, own
	best.first, worst.first = f.moved(0, d.up), f.moved(0, -d.down)
	rank, may = 1, Interval{1, 1}
	for _, t := range e.targets(q) {
		for _, run := range e.pool(q.Town, t) {
			for u := run.From; u < run.To; u++ {
				if u == q.Town || !e.eligible(q.Town, u) || u != c.Unit && q.Barred.out(u) {
					continue
				}
				of++
				if u == c.Unit {
					continue
				}
				x := scored{unit: u, fit: s.fit(u), openness: e.opennessSum(u, by), bonus: s.bonus[u]}
				x.first = firstOrder(q.By, x)
				rank += before(x, own)
				may.Low += before(x, best)
				may.High += before(x, worst)
			}
		}
	}
	return rank, may, of
}

// before is 1 when a stands before b in the first order, else 0.
func before(a, b scored) int {
	if byFirst(a, b) < 0 {
		return 1
	}
	return 0
}

// why lists what kept a candidate out of the list, in order of weight.
func (e *Engine) why(q Query, u data.Unit, p Placement, list Ranking) []Text {
	if p.Shown {
		return nil
	}
	var out []Text
	if rule, ok := q.Barred.Of(u); ok {
		out = append(out, rule.why())
	}
	if e.partners(q.Town)[u] {
		out = append(out, e.whyPartner(q.Town, u))
	}
	if !slices.Contains(e.targets(q), e.units.Country[u]) {
		out = append(out, Text{"Its country was not asked for.", "対象とする国に含まれていない。"})
	}
	if e.units.PartOf[u] != data.NoUnit && !q.IncludeParts {
		part := e.partText(u)
		out = append(out, Text{"It is " + part.EN + ".", part.JA + "。"})
	}
	if !e.eligible(q.Town, u) || e.units.Kind[u].Upper() && !e.units.Kind[q.Town].Upper() {
		out = append(out, Text{"It is of another level of government.", "自治体の階層が異なる。"})
	}
	if n := len(list.Candidates); n > 0 {
		same := 0
		for _, c := range list.Candidates {
			if e.units.Country[c.Unit] == e.units.Country[u] {
				same++
			}
		}
		if q.PerCountry > 0 && same >= q.PerCountry {
			out = append(out, Text{fmt.Sprintf("%d others of its country stand higher, the limit of a list.", same), fmt.Sprintf("同じ国の上位%d件で一覧の上限に達している。", same)})
		}
		if p.Candidate.Rank > n || len(out) == 0 {
			rank, of := thousands(int64(p.Candidate.Rank)), thousands(int64(p.Of))
			out = append(out, Text{fmt.Sprintf("It stands #%s of %s.", rank, of), fmt.Sprintf("%s件中%s位。", of, rank)})
		}
	}
	return out
}

// gaps compares a candidate's lines with the mean of the first ten of a list.
func gaps(c Candidate, list []Candidate) []Gap {
	top := list[:min(10, len(list))]
	if len(top) == 0 {
		return nil
	}
	sum := map[Criterion]Points{}
	for _, t := range top {
		for _, l := range t.Lines {
			sum[l.Criterion] += l.Points
		}
	}
	var out []Gap
	for _, l := range c.Lines {
		if best := sum[l.Criterion] / Points(len(top)); best > l.Points {
			out = append(out, Gap{l.Criterion, l.Points, best})
		}
	}
	slices.SortStableFunc(out, func(a, b Gap) int { return cmp.Compare(b.Best-b.Points, a.Best-a.Points) })
	return out
}
