package model

import (
	"math"
	"slices"
)

// clone copies the weights so that the copy can be changed.
func (w Weights) clone() Weights {
	out := w
	out.Criteria = slices.Clone(w.Criteria)
	for i := range out.Criteria {
		c := &out.Criteria[i]
		c.Terms = slices.Clone(c.Terms)
		for j := range c.Terms {
			c.Terms[j].Curve = slices.Clone(c.Terms[j].Curve)
		}
	}
	return out
}

// term finds a term to change it; it is known to be there.
func (w *Weights) term(k Key) *Term {
	for i := range w.Criteria {
		if w.Criteria[i].Name != k.Criterion {
			continue
		}
		for j := range w.Criteria[i].Terms {
			if w.Criteria[i].Terms[j].Name == k.Term {
				return &w.Criteria[i].Terms[j]
			}
		}
	}
	return &Term{}
}

// write puts the numbers of a fit into the weights, in bits, with how often
// each was seen.
func (d *design) write(w *Weights, beta, spread []float64, pairs []Pair) {
	for i, k := range d.keys {
		t := w.term(k)
		t.Stats = d.seen(i, pairs)
		if d.at[i] < 0 {
			continue
		}
		for j := range t.Stats {
			t.Stats[j].Error = round(spread[d.at[i]+j]/math.Ln2, 3)
			b := beta[d.at[i]+j] / math.Ln2
			switch {
			case len(t.Curve) > 0:
				t.Curve[j][1] = b
			case j == 0:
				t.Both = round(b, 3)
			default:
				t.One = round(b, 3)
			}
		}
	}
}

// usualTag is the mean of what the tags of each criterion are worth when both
// have them, each counted like the ties that share it; never below 0.
func (w *Weights) usualTag(keys []Key) map[string]float64 {
	sum, ties := map[string]float64{}, map[string]float64{}
	for _, k := range keys {
		t := w.term(k)
		if t.Fixed || len(t.Curve) > 0 || len(t.Stats) == 0 {
			continue
		}
		n := float64(t.Stats[0].Ties)
		sum[k.Criterion] += n * t.Both
		ties[k.Criterion] += n
	}
	for c := range sum {
		sum[c] = math.Max(0, sum[c]/math.Max(1, ties[c]))
	}
	return sum
}

// silence sets the tags to 0 that are shared no more often than by chance, and
// tells whether there were any that were not silent before.
func (w *Weights) silence(keys []Key) bool {
	found := false
	for _, k := range keys {
		t := w.term(k)
		if t.Fixed || t.silent || len(t.Curve) > 0 || t.Both > max(0, t.One) {
			continue
		}
		t.Both, t.One, t.silent = 0, 0, true
		for i := range t.Stats {
			t.Stats[i].Error = 0
		}
		found = true
	}
	return found
}

// seen counts ties and pairs rewired anywhere by the knot they are nearest to,
// or for a tag by both and one.
func (d *design) seen(i int, pairs []Pair) []Stat {
	t := d.terms[i]
	out := make([]Stat, t.size())
	var ties, chance int
	for _, p := range pairs {
		x := p.X[i]
		if math.IsNaN(x) || p.Near {
			continue
		}
		if p.Tie {
			ties++
		} else {
			chance++
		}
		j := int(x) - 1
		if len(t.Curve) > 0 {
			left, share := t.segment(x)
			j = left + int(math.Round(share))
		}
		if j < 0 {
			continue
		}
		if p.Tie {
			out[j].Ties++
		} else {
			out[j].Chance++
		}
	}
	for j := range out {
		if s := &out[j]; s.Chance > 0 && ties > 0 {
			s.Lift = round(float64(s.Ties)/float64(ties)/(float64(s.Chance)/float64(chance)), 2)
		}
	}
	return out
}

// center shifts every learned curve so that pairs rewired anywhere have 0 on
// average, and then keeps it below its ceiling.
func (w *Weights) center(keys []Key, pairs []Pair) {
	for i, k := range keys {
		t := w.term(k)
		if t.Fixed || len(t.Curve) == 0 {
			continue
		}
		sum, n := 0.0, 0
		for _, p := range pairs {
			if !p.Tie && !p.Near && !math.IsNaN(p.X[i]) {
				sum += t.Bits(p.X[i])
				n++
			}
		}
		for j := range t.Curve {
			t.Curve[j][1] = round(t.Curve[j][1]-sum/math.Max(1, float64(n)), 3)
			if len(t.Ceiling) > 0 && t.Curve[j][0] >= t.Ceiling[0][0] {
				t.Curve[j][1] = min(t.Curve[j][1], height(t.Ceiling, t.Curve[j][0]))
			}
		}
	}
}

// outside is the share of pairs that the bounds of a criterion cut on each side.
const outside = 0.005

// bound sets what each criterion is cut to.
func (w *Weights) bound(keys []Key, pairs []Pair, between string) {
	for i := range w.Criteria {
		c := &w.Criteria[i]
		sums := make([]float64, len(pairs))
		for k, key := range keys {
			if key.Criterion != c.Name {
				continue
			}
			t, _ := c.Term(key.Term)
			for p := range pairs {
				sums[p] += t.of(pairs[p].X[k])
			}
		}
		c.Bands = bands(sums, pairs, c.Name != between)
		slices.Sort(sums)
		cut := int(outside * float64(len(sums)))
		c.Low = min(0, round(math.Floor(sums[cut]*10)/10, 1))
		c.High = max(0.1, round(math.Ceil(sums[len(sums)-1-cut]*10)/10, 1))
		c.High = max(c.High, c.strongest(false))
		for _, t := range c.Terms {
			for _, k := range t.Curve {
				if t.Fixed {
					c.Low, c.High = min(c.Low, k[1]), max(c.High, k[1])
				}
			}
		}
		if c.Cap > 0 {
			c.High = min(c.Cap, max(c.High, c.strongest(true)))
		}
	}
}

// strongest is the most that one tag of the criterion is worth, or with curves
// the height of one of these, rounded up to tenths: what is rare must still
// show in full.
func (c Criterion) strongest(curves bool) float64 {
	most := 0.0
	for _, t := range c.Terms {
		most = max(most, t.Both)
		for _, k := range t.Curve {
			if curves {
				most = max(most, k[1])
			}
		}
	}
	return round(math.Ceil(most*10)/10, 1)
}

// bandEdges are the bits at which bands begin; the lowest has no end.
func bandEdges() []float64 {
	return []float64{-100, -2, -1, -0.5, -0.25, -0.1, 0.1, 0.25, 0.5, 1, 2, 3}
}

// enough is the number of rewired pairs from which a band stands by itself;
// smaller ones join their neighbour on the side of 0.
const enough = 60

// bands counts ties by the bits of a criterion beside pairs rewired within the
// partner's country, or anywhere for the criterion that compares countries.
func bands(sums []float64, pairs []Pair, near bool) []Band {
	var all []Band
	for _, from := range bandEdges() {
		all = append(all, Band{From: from})
	}
	ties, chance := 0, 0
	for i, p := range pairs {
		if !p.Tie && p.Near != near {
			continue
		}
		k, _ := slices.BinarySearchFunc(all, sums[i], func(b Band, v float64) int {
			if b.From <= v {
				return -1
			}
			return 1
		})
		if p.Tie {
			ties++
			all[max(0, k-1)].Ties++
		} else {
			chance++
			all[max(0, k-1)].Chance++
		}
	}
	all = joinSmall(all)
	for i := range all {
		all[i].Lift = round(float64(all[i].Ties)/math.Max(1, float64(ties))/(float64(all[i].Chance)/math.Max(1, float64(chance))), 2)
	}
	return all
}

// joinSmall joins bands with too few pairs to the next one toward 0.
func joinSmall(all []Band) []Band {
	for i := 0; i+1 < len(all) && all[i].From < 0; {
		if all[i].Chance >= enough {
			i++
			continue
		}
		all[i+1].Ties += all[i].Ties
		all[i+1].Chance += all[i].Chance
		all[i+1].From = all[i].From
		all = slices.Delete(all, i, i+1)
	}
	for i := len(all) - 1; i > 0; i-- {
		if all[i].Chance < enough {
			all[i-1].Ties += all[i].Ties
			all[i-1].Chance += all[i].Chance
			all = slices.Delete(all, i, i+1)
		}
	}
	return all
}

// of gives the bits of a measure as in [Pair].
func (t Term) of(x float64) float64 {
	switch {
	case math.IsNaN(x):
		return 0
	case len(t.Curve) > 0:
		return t.Bits(x)
	case x == 1:
		return t.Both
	case x == 2:
		return t.One
	}
	return 0
}

// Sum gives the bits of a pair, with every criterion cut to its bounds.
func (w Weights) Sum(keys []Key, x []float64) float64 {
	total := 0.0
	for _, c := range w.Criteria {
		sum := 0.0
		for i, k := range keys {
			if k.Criterion == c.Name {
				t, _ := c.Term(k.Term)
				sum += t.of(x[i])
			}
		}
		total += math.Max(c.Low, math.Min(c.High, sum))
	}
	return total
}

func round(v float64, digits int) float64 {
	scale := math.Pow10(digits)
	return math.Round(v*scale)/scale + 0 // and never -0
}
