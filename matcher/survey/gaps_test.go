package survey

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
	"github.com/shimai/shimai/data/names"
)

// synthetic returns a finder over a few places of country 1, named as given,
// seen from country 0 of which unit 0 is the only government.
func synthetic(lats []float32, tied ...data.Unit) *gapFinder {
	n := len(lats) + 1
	u := &data.Units{
		Places: data.Range{From: 1, To: data.Unit(n)}, Kind: make([]data.Kind, n), Country: make([]data.Country, n),
		PartOf: make([]data.Unit, n), Population: make([]int32, n), Seat: make([]data.Seat, n),
		Lat: append([]float32{0}, lats...), Lon: make([]float32, n),
	}
	ties := &data.Ties{Start: make([]int32, n+1)}
	for i := range n {
		u.PartOf[i], u.Population[i] = data.NoUnit, int32(1_000_000-i)
		if i > 0 {
			u.Country[i] = 1
		}
		ties.Start[i+1] = ties.Start[i]
		for _, t := range tied {
			if t == data.Unit(i) {
				ties.Rows = append(ties.Rows, int32(len(ties.A)))
				ties.A, ties.B, ties.Domestic = append(ties.A, 0), append(ties.B, t), append(ties.Domestic, false)
				ties.Start[i+1]++
			}
		}
	}
	return &gapFinder{
		tables: &tables{countries: &data.Countries{Code: []string{"JP", "ZZ"}}, units: u, ties: ties},
		labels: &data.Labels{}, home: 0, opt: GapOptions{MinPopulation: 1},
	}
}

func TestWantedCities(t *testing.T) {
	t.Parallel()
	f := synthetic([]float32{10, 20, 30, 40})
	f.opt.MinPopulation = 500_000
	f.units.PartOf[2] = 1
	f.units.Population[3] = data.NoInt
	f.units.Population[4] = 10
	assert.True(t, f.wanted(1))
	assert.False(t, f.wanted(0), "a city of the country itself")
	assert.False(t, f.wanted(2), "a part of another city")
	assert.False(t, f.wanted(3), "its size is unknown")
	assert.False(t, f.wanted(4), "too small")
	f.units.Seat[4] = data.SeatFirst
	assert.True(t, f.wanted(4), "small, but the seat of a region")
	f.opt.To = []data.Country{0}
	assert.False(t, f.wanted(1), "not asked for")
}

func TestWithCountsTheHomeCountryOnly(t *testing.T) {
	t.Parallel()
	f := synthetic([]float32{10, 20}, 2)
	assert.Empty(t, f.with(1))
	require.Equal(t, []data.Unit{0}, f.with(2))
	assert.Equal(t, 1, f.international(2))
	f.ties.Domestic[0] = true
	assert.Empty(t, f.with(2))
	assert.Zero(t, f.international(2))
}

func TestDistance(t *testing.T) {
	t.Parallel()
	f := synthetic([]float32{0, 1, 90})
	assert.InDelta(t, 111.2, f.apartKm(1, 2), 0.1, "a degree of latitude")
	assert.InDelta(t, 10007.5, f.apartKm(1, 3), 1, "a quarter of the globe")
	assert.InDelta(t, 0, f.apartKm(2, 2), 1e-6)
	f.units.Lon[1], f.units.Lon[0] = 179.5, -179.5
	assert.InDelta(t, 111.2, f.apartKm(0, 1), 0.1, "across the date line")
}

func TestNoCityStandsTwice(t *testing.T) {
	t.Parallel()
	st, err := data.Open(layers.FS)
	require.NoError(t, err)
	tables, err := openTables(st)
	require.NoError(t, err)
	labels, err := st.Labels()
	require.NoError(t, err)
	home, err := countryByCode(tables.countries, "JP")
	require.NoError(t, err)
	f := &gapFinder{tables: tables, labels: labels, home: home, opt: GapOptions{MinPopulation: DefaultMinPopulation}}
	wanted := 0
	for u := f.units.Places.From; u < f.units.Places.To; u++ {
		if f.wanted(u) {
			wanted++
		}
	}
	cities := f.cities()
	t.Logf("%d of %d places are second entries", wanted-len(cities), wanted)
	assert.Less(t, len(cities), wanted, "the gazetteer lists some cities twice")
	byName := map[string][]data.Unit{}
	for _, c := range cities {
		key := f.key(c.unit, names.Fold(labels.Name.At(int(c.unit))))
		for _, other := range byName[key] {
			assert.Greater(t, f.apartKm(c.unit, other), float64(duplicateKm), "%s twice", key)
		}
		byName[key] = append(byName[key], c.unit)
	}
}
