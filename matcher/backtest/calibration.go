package backtest

import (
	"fmt"
	"math"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

func alphaKey(a float64) string { return fmt.Sprintf("alpha/%.3f", a) }

// heard is the lift that was said of one line of one pair; 0 where nothing was.
type heard struct {
	criterion string
	lift      float64
	tie       bool
}

// band counts the pairs of one criterion whose foretold lift lies in one band,
// or all of them.
type band struct {
	ties, chance int
	foretold     float64 // sum over the rewired pairs
}

// edges bound the bands of foretold lifts.
func edges() []float64 { return []float64{0, 0.25, 0.5, 0.8, 1.25, 2, 4, 8, math.Inf(1)} }

// hear notes what the lines of a hidden tie and of rewired pairs say: all is
// a tie first, then pairs rewired anywhere up to near, then within the country.
// Lines are heard beside those of the country, the country's beside all.
func (f *fold) hear(t tie, all []data.Unit, near int) ([]heard, error) {
	lifts, err := f.engine.Lifts(t.town, all)
	if err != nil {
		return nil, err
	}
	var out []heard
	for i, lines := range lifts {
		for k, c := range matcher.Criteria() {
			if i == 0 || (i > near) == (c != matcher.Country) {
				out = append(out, heard{string(c), lines[k], i == 0})
			}
		}
	}
	return out, nil
}

func (s *samples) hearAll(list []heard) {
	for _, h := range list {
		s.band(h.criterion).add(h)
		if h.lift == 0 {
			continue
		}
		i := 0
		for h.lift >= edges()[i+1] {
			i++
		}
		s.band(fmt.Sprintf("%s/%d", h.criterion, i)).add(h)
	}
}

// band returns the counts kept under a key.
func (s *samples) band(key string) *band {
	b := s.bands[key]
	if b == nil {
		b = &band{}
		s.bands[key] = b
	}
	return b
}

func (b *band) add(h heard) {
	if h.tie {
		b.ties++
		return
	}
	b.chance++
	b.foretold += h.lift
}

// fewestForetold is the number of rewired pairs below which a band says nothing.
const fewestForetold = 200

// reliability compares foretold with found lifts, all seeds together. Shares
// are of all pairs, of those too on which the data are silent: that is what the
// lifts were learned as.
func (s *samples) reliability() []Reliability {
	var out []Reliability
	for _, c := range matcher.Criteria() {
		all := s.band(string(c))
		for i := range len(edges()) - 1 {
			b := s.bands[fmt.Sprintf("%s/%d", c, i)]
			if b == nil || b.chance < fewestForetold || all.ties == 0 {
				continue
			}
			out = append(out, Reliability{
				Criterion: string(c), From: edges()[i], To: math.Min(edges()[i+1], 1000),
				Foretold: b.foretold / float64(b.chance),
				Found:    float64(b.ties) / float64(all.ties) / (float64(b.chance) / float64(all.chance)),
				Ties:     b.ties, Chance: b.chance,
			})
		}
	}
	return out
}
