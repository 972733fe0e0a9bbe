package ranktest_test

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// far is how deep named candidates are looked for when their place is measured.
const far = 2000

// counted is the beginning of a case that expects several of those it names.
var counted = regexp.MustCompile(`^(\d+) of (.*\|.*)$`)

// cutNames reads the candidates that a case names, | between, and how many of
// them ought to appear: "Bled | Interlaken", "2 of Bled | Interlaken | Davos".
// There are none in a case about a property.
func cutNames(expect string) (least int, all []string) {
	least = 1
	if m := counted.FindStringSubmatch(expect); m != nil {
		least, _ = strconv.Atoi(m[1])
		expect = m[2]
	} else if _, _, ok := cutQuantity(expect); ok {
		return 0, nil
	}
	for name := range strings.SplitSeq(expect, "|") {
		all = append(all, strings.TrimSpace(name))
	}
	return least, all
}

// named judges a case that names candidates, of which at least so many ought
// to appear.
func (w *world) named(ctx context.Context, c entry, least int, names []string, list matcher.Ranking, to []data.Country) (outcome, error) {
	o := outcome{entry: c, kind: "named", place: far + 1, ofCountry: far + 1}
	q := w.query(list.Town, to)
	q.N, q.PerCountry = far, 0
	all, err := w.engine.Top(ctx, q)
	if err != nil {
		return o, err
	}
	var shown, absent []string
	nearest, deepest := data.NoUnit, 0
	for _, name := range names {
		u, err := w.candidate(list.Town, name)
		if err != nil {
			return o, fmt.Errorf("expect: %w", err)
		}
		place, own := w.placeOf(all, u)
		if place < o.place {
			o.place, o.ofCountry = place, own
		}
		at := slices.IndexFunc(list.Candidates, func(c matcher.Candidate) bool { return c.Unit == u })
		if at >= 0 {
			shown = append(shown, fmt.Sprintf("%s #%d", w.name(u), at+1))
		} else {
			absent = append(absent, fmt.Sprintf("%s %s/%s", w.name(u), placeWords(place), placeWords(own)))
			if nearest == data.NoUnit || place < deepest {
				nearest, deepest = u, place
			}
		}
	}
	o.met = len(shown) >= least
	o.found = fmt.Sprintf("%d of %d", len(shown), len(names))
	if len(shown) > 0 {
		o.found += ": " + strings.Join(shown, ", ")
	}
	if len(absent) > 0 {
		o.found += "; place of all/of its country: " + strings.Join(absent, ", ")
	}
	if o.met || nearest == data.NoUnit {
		return o, nil
	}
	behind, err := w.engine.Score(q, nearest)
	o.found += "; " + w.name(nearest) + " lacks " + lacks(behind, list)
	return o, err
}

// lacks names the three parts of fit and openness in which a candidate loses
// most against the mean of a list, in points of fit or of openness.
func lacks(c matcher.Candidate, list matcher.Ranking) string {
	type loss struct {
		part   string
		points float64
	}
	n := float64(max(len(list.Candidates), 1))
	var all []loss
	for i, l := range c.Lines {
		mean := 0.0
		for _, other := range list.Candidates {
			mean += other.Lines[i].Points.Float() / n
		}
		all = append(all, loss{string(l.Criterion), mean - l.Points.Float()})
	}
	mean := 0.0
	for _, other := range list.Candidates {
		mean += other.Openness.Float() / n
	}
	all = append(all, loss{"openness", mean - c.Openness.Float()})
	slices.SortStableFunc(all, func(a, b loss) int { return cmp.Compare(b.points, a.points) })
	var words []string
	for _, l := range all[:3] {
		words = append(words, fmt.Sprintf("%s %.1f", l.part, l.points))
	}
	return strings.Join(words, ", ")
}

// candidate finds a named candidate and refuses one that no list can hold.
func (w *world) candidate(town data.Unit, name string) (data.Unit, error) {
	u, err := w.town(name)
	switch {
	case err != nil:
		return u, err
	case w.partners(town, u):
		return u, fmt.Errorf("%s is a partner already, lists leave it out", w.name(u))
	case w.units.PartOf[u] != data.NoUnit:
		return u, fmt.Errorf("%s is taken for a part of %s", w.name(u), w.name(w.units.PartOf[u]))
	case w.units.Country[u] == w.units.Country[town]:
		return u, fmt.Errorf("%s is in the town's own country", w.name(u))
	}
	return u, nil
}

// placeOf returns a candidate's place in a list, overall and in its country.
func (w *world) placeOf(all []matcher.Scored, u data.Unit) (place, own int) {
	own = 1
	for i, c := range all {
		if c.Unit == u {
			return i + 1, own
		}
		if w.units.Country[c.Unit] == w.units.Country[u] {
			own++
		}
	}
	return far + 1, own
}

// placeWords writes a place, > where it is deeper than was looked.
func placeWords(n int) string {
	if n > far {
		return fmt.Sprintf(">%d", far)
	}
	return strconv.Itoa(n)
}

func TestCutNames(t *testing.T) {
	for _, c := range []struct {
		expect string
		least  int
		names  []string
	}{
		{"Bled", 1, []string{"Bled"}},
		{"Bled | Gstaad, Switzerland", 1, []string{"Bled", "Gstaad, Switzerland"}},
		{"2 of Bled | Davos | Lech", 2, []string{"Bled", "Davos", "Lech"}},
		{"at most 3 of one country", 0, nil},
		{"3 ski", 0, nil},
	} {
		t.Run(c.expect, func(t *testing.T) {
			least, names := cutNames(c.expect)
			assert.Equal(t, c.least, least)
			assert.Equal(t, c.names, names)
		})
	}
}
