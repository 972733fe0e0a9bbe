package matcher_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// ratios returns how many times the sizes of the candidates differ from the
// town's, smallest first.
func (w *world) ratios(r matcher.Ranking) []float64 {
	own := float64(w.units.Population[r.Town])
	var out []float64
	for _, c := range r.Candidates {
		if p := float64(w.units.Population[c.Unit]); p > 0 {
			out = append(out, max(p/own, own/p))
		}
	}
	slices.Sort(out)
	return out
}

// What a mayor would laugh at: a village of 6,000 sent to London.
func TestShintokuGetsPeers(t *testing.T) {
	w := theWorld(t)
	list := w.rank(t, matcher.Query{
		Town: w.id(t, shintoku), To: w.to(t, "US", "GB", "CA", "AU", "FR", "DE", "IT", "NZ"), PerCountry: 3,
	})
	require.Len(t, list.Candidates, 20)
	ratios := w.ratios(list)
	assert.LessOrEqual(t, ratios[len(ratios)/2], 5.0, "median ratio of populations: %v", ratios)
	for _, c := range list.Candidates {
		assert.LessOrEqual(t, w.units.Population[c.Unit], int32(300_000), w.labels.Name.At(int(c.Unit)))
	}
}

func TestZamamiGetsNoBigCity(t *testing.T) {
	w := theWorld(t)
	list := w.rank(t, matcher.Query{Town: w.id(t, zamami), PerCountry: 3, N: 8})
	require.Len(t, list.Candidates, 8)
	for _, c := range list.Candidates {
		assert.LessOrEqual(t, w.units.Population[c.Unit], int32(100_000), w.labels.Name.At(int(c.Unit)))
	}
}

func TestForeignTownFindsJapan(t *testing.T) {
	w := theWorld(t)
	list := w.rank(t, matcher.Query{Town: w.place(t, "GB", "Glasgow"), To: w.to(t, "JP"), N: 8})
	require.Len(t, list.Candidates, 8)
	for _, c := range list.Candidates {
		assert.Equal(t, "JP", w.countries.Code[w.units.Country[c.Unit]])
		assert.False(t, w.units.Kind[c.Unit].Upper(), "a city is not matched with a prefecture")
		assert.NotEmpty(t, c.TheirRank)
	}
	ratios := w.ratios(list)
	assert.LessOrEqual(t, ratios[len(ratios)/2], 5.0, "%v", ratios)
}

// A prefecture looks at regions, seats and large cities, not at villages.
func TestPrefectureFindsPeers(t *testing.T) {
	w := theWorld(t)
	m := w.units.Municipalities
	town := data.NoUnit
	for u := m.From; u < m.To && town == data.NoUnit; u++ {
		if w.units.Kind[u] == data.KindPrefecture {
			town = u
		}
	}
	require.NotEqual(t, data.NoUnit, town)
	list := w.rank(t, matcher.Query{Town: town, To: w.to(t, "US", "CN", "KR"), N: 20})
	require.Len(t, list.Candidates, 20)
	for _, c := range list.Candidates {
		u := c.Unit
		seat := w.units.Seat[u] == data.SeatCountry || w.units.Seat[u] == data.SeatFirst
		assert.True(t, w.units.Kind[u].Upper() || seat || w.units.Population[u] >= 300_000, w.labels.Name.At(int(u)))
	}
}
