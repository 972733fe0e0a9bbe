package ranktest_test

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/shimai/shimai/data"
)

// everyTown stands in the column "town" for the sample of towns.
const everyTown = "every town"

// sampleStep picks the sample of towns: every so many Japanese governments in
// order of code, prefectures among them, so that all regions and sizes occur.
const sampleStep = 30

// portfolio is the number of partners that a list is made for.
const portfolio = 8

// sample sums up the default lists, without the candidates' own view, of the
// sample of towns: what a run over many towns would give them.
type sample struct {
	towns, slots int
	// ratios of size are those of the first eight where both sizes are known.
	ratios []float64
	// countries counts those of each first twenty.
	countries []int
	// times counts in how many first eights a candidate stands.
	times map[data.Unit]int
}

func (w *world) sampled(ctx context.Context) (*sample, error) {
	if w.sample != nil {
		return w.sample, nil
	}
	s := &sample{times: map[data.Unit]int{}}
	for t := w.units.Municipalities.From; t < w.units.Municipalities.To; t += sampleStep {
		list, err := w.engine.Top(ctx, w.query(t, nil))
		if err != nil {
			return nil, err
		}
		s.towns++
		seen := map[data.Country]bool{}
		for i, c := range list {
			seen[w.units.Country[c.Unit]] = true
			if i >= portfolio {
				continue
			}
			s.slots++
			s.times[c.Unit]++
			if w.units.Population[t] > 0 && w.units.Population[c.Unit] > 0 {
				s.ratios = append(s.ratios, w.ratio(t, c.Unit))
			}
		}
		s.countries = append(s.countries, len(seen))
	}
	w.sample = s
	return s, nil
}

// most returns the candidate recommended most often, the lowest number of
// equals, and to how many percent of the towns.
func (s *sample) most() (data.Unit, float64) {
	u := slices.MinFunc(slices.Collect(maps.Keys(s.times)), func(a, b data.Unit) int {
		return cmp.Or(cmp.Compare(s.times[b], s.times[a]), cmp.Compare(a, b))
	})
	return u, 100 * float64(s.times[u]) / float64(s.towns)
}

// distinct is how many different candidates stand in a hundred slots.
func (s *sample) distinct() float64 { return 100 * float64(len(s.times)) / float64(s.slots) }

func (s *sample) unknown() int { return s.slots - len(s.ratios) }

// judgeSample judges a case about the lists of the sample taken together.
func (w *world) judgeSample(ctx context.Context, c entry) (outcome, error) {
	s, err := w.sampled(ctx)
	if err != nil {
		return outcome{}, err
	}
	o := outcome{entry: c, kind: "every town"}
	words, limit, err := cutNumber(strings.Fields(c.expect))
	if err != nil {
		return o, err
	}
	most, share := s.most()
	switch words {
	case "at most percent to one candidate":
		o.met, o.found = share <= limit, fmt.Sprintf("%.0f %% to %s", share, w.name(most))
	case "percent distinct":
		o.met, o.found = s.distinct() >= limit, fmt.Sprintf("%.0f %%", s.distinct())
	case "at most of unknown size":
		o.met, o.found = float64(s.unknown()) <= limit, strconv.Itoa(s.unknown())
	default:
		return o, fmt.Errorf("expect: %q is nothing that is measured of every town", c.expect)
	}
	return o, nil
}

// sampleStats writes the figures of the sample.
func (w *world) sampleStats(ctx context.Context) (string, error) {
	s, err := w.sampled(ctx)
	if err != nil {
		return "", err
	}
	most, share := s.most()
	var b strings.Builder
	line := func(what, value string) { fmt.Fprintf(&b, "%-34s %s\n", what, value) }
	line("towns in the sample", strconv.Itoa(s.towns))
	line("  first eight: median size ratio", fmt.Sprintf("%.1f", median(s.ratios)))
	line("  first eight: within 3x", fmt.Sprintf("%.0f %%", 100*shareOf(s.ratios, 3)))
	line("  first eight: within 10x", fmt.Sprintf("%.0f %%", 100*shareOf(s.ratios, 10)))
	line("  first eight: size unknown", strconv.Itoa(s.unknown()))
	line("  first eight: distinct candidates", fmt.Sprintf("%d of %d", len(s.times), s.slots))
	line("  first twenty: median countries", strconv.Itoa(median(s.countries)))
	line("  most recommended", fmt.Sprintf("%s, to %.0f %% of the towns", w.name(most), share))
	return b.String(), nil
}
