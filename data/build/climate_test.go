package build

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/data"
)

func TestDigestComparesHemispheres(t *testing.T) {
	north := normals{
		temp: [12]float32{-6, -5, -1, 5, 11, 15, 19, 21, 16, 10, 3, -3},
		rain: [12]float32{110, 90, 80, 60, 60, 50, 80, 120, 140, 110, 110, 100},
	}
	var south normals
	for m := range 12 {
		south.temp[m], south.rain[m] = north.temp[(m+6)%12], north.rain[(m+6)%12]
	}
	nt, nr := north.digest()
	st, sr := south.digest()
	assert.Equal(t, nt, st, "half a year later is the same climate")
	assert.Equal(t, nr, sr)
	assert.InDelta(t, (-6-5-3)/3.0, nt[0], 0.06, "three coldest months")
	assert.InDelta(t, (19+21+16)/3.0, nt[3], 0.06, "three warmest months")
	assert.InDelta(t, 100, nr[0], 0.6, "rain of the three coldest months")
}

func TestDigestUnknownMonth(t *testing.T) {
	n := normals{koppen: "Cfa"}
	n.rain[4] = data.NoFloat()
	r := n.row(7)
	assert.Equal(t, int32(7), r.Unit)
	assert.Equal(t, "Cfa", r.Koppen)
	assert.False(t, data.Known(r.TQ1), "a digest of eleven months would be of another year")
	assert.False(t, data.Known(r.P05))
	assert.True(t, data.Known(r.P06))
}

func TestDigestIsOrdered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var n normals
		for m := range 12 {
			n.temp[m] = rapid.Float32Range(-60, 45).Draw(t, "temp")
			n.rain[m] = rapid.Float32Range(0, 3000).Draw(t, "rain")
		}
		temp, rain := n.digest()
		for q := 1; q < 4; q++ {
			if temp[q] < temp[q-1] {
				t.Fatalf("quarters out of order: %v", temp)
			}
		}
		var sum, want float64
		for q := range 4 {
			sum += float64(rain[q])
		}
		for m := range 12 {
			want += float64(n.rain[m]) / 3
		}
		if d := sum - want; d > 2.1 || d < -2.1 {
			t.Fatalf("rain is lost: %v of %v", sum, want)
		}
	})
}

func TestBlendWeighsByPeople(t *testing.T) {
	cold, warm := normals{koppen: "Dfb"}, normals{koppen: "Cfa"}
	for m := range 12 {
		cold.temp[m], warm.temp[m] = 0, 12
	}
	got := blend([]part{{1, cold}, {3, warm}})
	assert.Equal(t, "Cfa", got.koppen)
	assert.InDelta(t, 9, got.temp[0], 1e-6)
	assert.Equal(t, "", blend(nil).koppen)
	assert.False(t, data.Known(blend(nil).temp[0]), "no town, no climate")
}
