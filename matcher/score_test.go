package matcher_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

const full = 100 * matcher.PointsScale

// drawPair draws two governments; a third of the time the first is Japanese,
// since the users are.
func drawPair(t *rapid.T, w *world) (town, other data.Unit) {
	last := w.units.Len() - 1
	town = data.Unit(rapid.IntRange(0, last).Draw(t, "town"))
	if rapid.IntRange(0, 2).Draw(t, "home") == 0 {
		m := w.units.Municipalities
		town = data.Unit(rapid.IntRange(int(m.From), int(m.To)-1).Draw(t, "town in Japan"))
	}
	return town, data.Unit(rapid.IntRange(0, last).Draw(t, "other"))
}

// drawWeights draws weights of which at least one is above 0.
func drawWeights(t *rapid.T) map[matcher.Criterion]float64 {
	out := map[matcher.Criterion]float64{}
	for _, c := range matcher.Criteria() {
		if rapid.Bool().Draw(t, "set "+string(c)) {
			out[c] = rapid.SampledFrom([]float64{0, 0.1, 0.5, 1, 2, 7.3, 100}).Draw(t, string(c))
		}
	}
	if len(out) == len(matcher.Criteria()) {
		out[matcher.Climate] = 1
	}
	return out
}

func TestLinesSumToFit(t *testing.T) {
	w := theWorld(t)
	rapid.Check(t, func(t *rapid.T) {
		town, other := drawPair(t, w)
		weights := drawWeights(t)
		c, err := w.Score(matcher.Query{Town: town, Weights: weights}, other)
		require.NoError(t, err)
		var sum, most matcher.Points
		for _, l := range c.Lines {
			assert.GreaterOrEqual(t, l.Points, matcher.Points(0), l.Criterion)
			assert.LessOrEqual(t, l.Points, l.Max, l.Criterion)
			sum += l.Points
			most += l.Max
		}
		assert.Equal(t, c.Fit, sum, "the lines sum to the fit")
		assert.Equal(t, matcher.Points(full), most, "the maxima sum to 100 points")
		assert.GreaterOrEqual(t, c.Confidence, 0.0)
		assert.LessOrEqual(t, c.Confidence, 1.0)
	})
}

func TestOpenLinesSumToOpenness(t *testing.T) {
	w := theWorld(t)
	rapid.Check(t, func(t *rapid.T) {
		town, other := drawPair(t, w)
		c, err := w.Score(matcher.Query{Town: town}, other)
		require.NoError(t, err)
		var sum, most matcher.Points
		for _, l := range c.OpenLines {
			assert.GreaterOrEqual(t, l.Points, matcher.Points(0), l.Criterion)
			assert.LessOrEqual(t, l.Points, l.Max, l.Criterion)
			sum += l.Points
			most += l.Max
		}
		assert.Equal(t, c.Openness, sum)
		assert.Equal(t, matcher.Points(full), most)
	})
}

func TestPartCannotSign(t *testing.T) {
	w := theWorld(t)
	town := w.id(t, obama)
	n := 0
	for u := 0; u < w.units.Len() && n < 5; u += 7 {
		if w.units.PartOf[u] == data.NoUnit {
			continue
		}
		n++
		c := w.score(t, matcher.Query{Town: town}, data.Unit(u))
		assert.Equal(t, matcher.Signs, c.OpenLines[0].Criterion)
		assert.Zero(t, c.OpenLines[0].Points, "a part of a city can sign nothing")
		assert.Contains(t, flagKeys(c), "part_of")
	}
	require.Equal(t, 5, n, "the data know parts of cities")
}

func flagKeys(c matcher.Candidate) []string {
	var out []string
	for _, f := range c.Flags {
		out = append(out, f.Key)
	}
	return out
}

// Name likeness, size, climate and setting are facts about a pair, not about
// who asks.
func TestPairEvidenceIsSymmetric(t *testing.T) {
	w := theWorld(t)
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawPair(t, w)
		there, err := w.Score(matcher.Query{Town: a}, b)
		require.NoError(t, err)
		back, err := w.Score(matcher.Query{Town: b}, a)
		require.NoError(t, err)
		for _, k := range []matcher.Criterion{matcher.Name, matcher.Population, matcher.Climate, matcher.Geography} {
			x, _ := line(there, k)
			y, _ := line(back, k)
			assert.Equal(t, x.Points, y.Points, "%s of %s and %s", k, w.labels.ID.At(int(a)), w.labels.ID.At(int(b)))
			assert.Equal(t, x.Known, y.Known, k)
		}
	})
}

func TestNamesakesAreSymmetric(t *testing.T) {
	w := theWorld(t)
	pairs := [][2]data.Unit{
		{w.place(t, "ES", "Toledo"), w.place(t, "US", "Toledo")},
		{w.place(t, "GB", "Newcastle upon Tyne"), w.place(t, "AU", "Newcastle")},
		{w.id(t, obama), w.place(t, "ES", "Toledo")},
	}
	for _, p := range pairs {
		there := mustLine(t, w.score(t, matcher.Query{Town: p[0]}, p[1]), matcher.Name)
		back := mustLine(t, w.score(t, matcher.Query{Town: p[1]}, p[0]), matcher.Name)
		assert.Equal(t, there.Points, back.Points, w.labels.Name.At(int(p[0])))
	}
}

func TestNamesakesScore(t *testing.T) {
	w := theWorld(t)
	name := func(a, b data.Unit) matcher.Line {
		return mustLine(t, w.score(t, matcher.Query{Town: a}, b), matcher.Name)
	}
	toledo := name(w.place(t, "ES", "Toledo"), w.place(t, "US", "Toledo"))
	assert.Greater(t, toledo.Points, toledo.Max/3, "Toledo and Toledo: the same, but not a rare name")
	require.NotEmpty(t, toledo.Evidence)
	assert.Contains(t, toledo.Evidence[0].Text.EN, "same name")
	other := name(w.place(t, "ES", "Toledo"), w.place(t, "US", "Boston"))
	assert.Zero(t, other.Points, "Toledo and Boston")
	assert.True(t, other.Known, "that names differ is known")
	assert.Empty(t, other.Evidence)
}

func TestScoreUnknownGovernment(t *testing.T) {
	w := theWorld(t)
	for _, u := range []data.Unit{data.NoUnit, data.Unit(w.units.Len())} {
		_, err := w.Score(matcher.Query{Town: w.id(t, obama)}, u)
		require.ErrorIs(t, err, matcher.ErrQuery)
		_, err = w.Score(matcher.Query{Town: u}, w.id(t, obama))
		require.ErrorIs(t, err, matcher.ErrQuery)
	}
}

// Places whose size nobody wrote down stand where partners of chance stand for
// this town: behind those of its size, before those far too large.
func TestUnknownPopulationIsChance(t *testing.T) {
	w := theWorld(t)
	town := w.id(t, obama)
	points := func(times float64) matcher.Points {
		best := data.NoUnit
		apart := func(u data.Unit) float64 {
			return math.Abs(math.Log(float64(w.units.Population[u]) / (times * float64(w.units.Population[town]))))
		}
		r := w.units.ByCountry[w.country(t, "US")]
		for u := r.From; u < r.To; u++ {
			if w.units.Population[u] > 0 && w.units.Seat[u] == data.SeatNone && (best == data.NoUnit || apart(u) < apart(best)) {
				best = u
			}
		}
		return mustLine(t, w.score(t, matcher.Query{Town: town}, best), matcher.Population).Points
	}
	alike, huge := points(1), points(80)
	n := 0
	for u := 0; u < w.units.Len() && n < 5; u++ {
		if w.units.Population[u] != data.NoInt {
			continue
		}
		n++
		c := w.score(t, matcher.Query{Town: town}, data.Unit(u))
		l := mustLine(t, c, matcher.Population)
		assert.False(t, l.Known)
		assert.Less(t, l.Points, alike)
		assert.Greater(t, l.Points, huge)
		assert.Empty(t, l.Evidence, "nothing may be claimed about an unknown size")
		assert.Contains(t, flagKeys(c), "unknown_size")
		assert.Less(t, c.Confidence, 1.0)
	}
	require.Positive(t, n, "the data have places of unknown size")
}

// A scale set by the largest city would put every small town at nearly the
// same points.
func TestMegacityDoesNotFlattenPopulations(t *testing.T) {
	w := theWorld(t)
	town := w.id(t, shintoku)
	own := float64(w.units.Population[town])
	var sum, count [4]float64 // by the power of ten of the ratio
	r := w.units.ByCountry[w.country(t, "NZ")]
	for u := r.From; u < r.To; u += 3 {
		p := float64(w.units.Population[u])
		if p <= 0 {
			continue
		}
		d := int(math.Round(math.Abs(math.Log10(p / own))))
		l := mustLine(t, w.score(t, matcher.Query{Town: town}, u), matcher.Population)
		sum[d] += l.Points.Float()
		count[d]++
	}
	mean := func(d int) float64 {
		require.Positive(t, count[d], "towns %d powers of ten away", d)
		return sum[d] / count[d]
	}
	assert.Greater(t, mean(0), mean(1)+1, "ten times the size costs points that show")
	assert.Greater(t, mean(1), mean(2)+2, "and a hundred times more of them")
}

// An identical neighbour must not win because it is near.
func TestNearnessIsNotRewarded(t *testing.T) {
	w := theWorld(t)
	town := w.place(t, "FR", "Strasbourg")
	kehl, far := w.place(t, "DE", "Kehl"), w.place(t, "DE", "Bonn")
	near := mustLine(t, w.score(t, matcher.Query{Town: town}, kehl), matcher.Disaster)
	away := mustLine(t, w.score(t, matcher.Query{Town: town}, far), matcher.Disaster)
	assert.Less(t, near.Points, away.Points, "one flood hits both banks of the Rhine")
	list := w.rank(t, matcher.Query{Town: town, By: matcher.ByFit, N: 8})
	neighbours := 0
	for _, c := range list.Candidates {
		if c.Distance < 60 {
			neighbours++
		}
	}
	assert.LessOrEqual(t, neighbours, 1, "the list is not the neighbourhood")
}

func TestAway(t *testing.T) {
	assert.Equal(t, matcher.Text{EN: "12 km", JA: "12km"}, matcher.Away(12.4, 12.4, 15))
	assert.Equal(t, "14 km", matcher.Away(14, 3, 15).EN, "near enough to count")
	assert.Equal(t, matcher.Text{EN: "29 km, nearest 12 km", JA: "29km・最寄り12km"}, matcher.Away(29, 12, 15), "what counts is another")
	assert.Equal(t, "29 km", matcher.Away(29, 29, 15).EN)
}
