package build

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestApartKm(t *testing.T) {
	for _, tt := range []struct {
		name                   string
		lat1, lon1, lat2, lon2 float64
		want, off              float64
	}{
		{"same place", 35, 139, 35, 139, 0, 0},
		{"a metre", 0, 0, 0.000008993, 0, 0.001, 1e-7},
		{"a degree of the equator", 0, 0, 0, 1, 111.195, 0.001},
		{"over the date line", 0, 179.5, 0, -179.5, 111.195, 0.001},
		{"over the pole", 89, 0, 89, 180, 222.39, 0.01},
		{"antipodes", 0, 0, 0, 180, 20015.1, 0.1},
		{"Tokyo to Glasgow", 35.6895, 139.6917, 55.8651, -4.2576, 9270, 30},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := apartKm(newSpot(tt.lat1, tt.lon1), newSpot(tt.lat2, tt.lon2))
			assert.InDelta(t, tt.want, got, tt.off)
		})
	}
}

// haversine is the textbook formula, as an oracle for the chord.
func haversine(a, b spot) float64 {
	rad := math.Pi / 180
	h := math.Pow(math.Sin((b.lat-a.lat)*rad/2), 2) +
		math.Cos(a.lat*rad)*math.Cos(b.lat*rad)*math.Pow(math.Sin((b.lon-a.lon)*rad/2), 2)
	return 2 * earthRadiusKm * math.Asin(math.Sqrt(min(1, h)))
}

// drawSpot prefers the places where searches go wrong: poles, date line, band edges.
func drawSpot(t *rapid.T, name string) spot {
	lat := rapid.OneOf(rapid.Float64Range(-90, 90), rapid.Float64Range(34, 36), rapid.Float64Range(88, 90),
		rapid.SampledFrom([]float64{-90, -89.5, 0, 35.5, 90})).Draw(t, name+" lat")
	lon := rapid.OneOf(rapid.Float64Range(-180, 180), rapid.Float64Range(138, 140), rapid.Float64Range(178, 180),
		rapid.Float64Range(-180, -178), rapid.SampledFrom([]float64{-180, 0, 180})).Draw(t, name+" lon")
	return newSpot(lat, lon)
}

func TestChordIsHaversine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawSpot(t, "a"), drawSpot(t, "b")
		// Near the antipodes both formulas lose digits in the arc sine.
		assert.InDelta(t, haversine(a, b), apartKm(a, b), 0.001)
	})
}

func TestGlobeWithinIsExhaustive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		spots := make([]spot, rapid.IntRange(0, 60).Draw(t, "n"))
		for i := range spots {
			spots[i] = drawSpot(t, "spot")
		}
		g := newGlobe(spots, nil)
		s := drawSpot(t, "at")
		km := rapid.SampledFrom([]float64{0.5, 10, 100, 500, 3000, 12000, 20100}).Draw(t, "km")
		want := map[int32]bool{}
		for i := range spots {
			if spots[i].chord2(s) <= chord2OfKm(km) {
				want[int32(i)] = true
			}
		}
		got := map[int32]bool{}
		for _, n := range g.within(nil, s, km) {
			require.False(t, got[n.index], "spot %d is found twice", n.index)
			got[n.index] = true
			require.InDelta(t, apartKm(s, spots[n.index]), n.km, 1e-9)
		}
		require.Equal(t, want, got)
	})
}

func TestGlobeNearestIsNearest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		spots := make([]spot, rapid.IntRange(1, 40).Draw(t, "n"))
		for i := range spots {
			spots[i] = newSpot(rapid.Float64Range(34, 36).Draw(t, "lat"), rapid.Float64Range(138, 140).Draw(t, "lon"))
		}
		s := newSpot(35, 139)
		even := func(i int32) bool { return i%2 == 0 }
		best, bestKm := int32(-1), 100.0
		for i := range spots {
			if d := apartKm(s, spots[i]); even(int32(i)) && d < bestKm {
				best, bestKm = int32(i), d
			}
		}
		got, ok := newGlobe(spots, nil).nearest(s, 100, even)
		require.Equal(t, best >= 0, ok)
		if ok {
			assert.Equal(t, best, got.index)
			assert.InDelta(t, bestKm, got.km, 1e-9)
		}
	})
}

func TestGlobeNearestKeepsToLimit(t *testing.T) {
	g := newGlobe([]spot{newSpot(0, 1)}, nil)
	_, ok := g.nearest(newSpot(0, 0), 111, nil)
	assert.False(t, ok, "111.2 km away")
	n, ok := g.nearest(newSpot(0, 0), 112, nil)
	assert.True(t, ok)
	assert.InDelta(t, 111.195, n.km, 0.001)
}

func BenchmarkGlobeWithin(b *testing.B) {
	spots := make([]spot, 150000)
	for i := range spots {
		// A sunflower spreads spots evenly and without chance.
		spots[i] = newSpot(math.Asin(2*float64(i)/float64(len(spots))-1)*180/math.Pi, math.Mod(float64(i)*137.50776, 360)-180)
	}
	g := newGlobe(spots, nil)
	var found []near
	i := 0
	for b.Loop() {
		found = g.within(found[:0], spots[i%len(spots)], 100)
		i += 7919
	}
}
