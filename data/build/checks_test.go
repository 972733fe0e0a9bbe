package build

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

func TestCheckUnits(t *testing.T) {
	good := func() []unit {
		return []unit{{Unit: 0, ID: "gn:1", Name: "A", Lat: 1, Lon: 2}, {Unit: 1, ID: "gn:2", Name: "B", Lat: -90, Lon: 180}}
	}
	require.NoError(t, checkUnits(good()))
	for _, tc := range []struct {
		name string
		harm func([]unit)
		want string
	}{
		{"id twice", func(u []unit) { u[1].ID = "gn:1" }, `id gn:1 stands for both "A" and "B"`},
		{"latitude", func(u []unit) { u[0].Lat = 90.1 }, "gn:1 (A) lies at 90.1, 2"},
		{"longitude", func(u []unit) { u[1].Lon = -181 }, "not on the globe"},
		{"no position", func(u []unit) { u[1].Lat = math.NaN() }, "not on the globe"},
		{"no name", func(u []unit) { u[0].Name = "" }, "gn:1 has no name"},
		{"gap", func(u []unit) { u[1].Unit = 5 }, "numbering is broken"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			u := good()
			tc.harm(u)
			assert.ErrorContains(t, checkUnits(u), tc.want)
		})
	}
}

func TestCheckGovernments(t *testing.T) {
	var units []unit
	for _, g := range governments {
		for range g.want {
			units = append(units, unit{Kind: g.kind})
		}
	}
	require.NoError(t, checkGovernments(units))
	assert.ErrorContains(t, checkGovernments(units[1:]), "46 of kind prefecture, Japan has 47")
	assert.ErrorContains(t, checkGovernments(append(units, unit{Kind: data.KindVillage})), "184 of kind village")
}

func TestCheckLosses(t *testing.T) {
	set := func(known int) data.Manifest {
		return data.Manifest{Layers: []data.LayerInfo{{Name: "places", Columns: []data.ColumnInfo{{Name: "elevation", Known: known}}}}}
	}
	previous := set(1000)
	assert.NoError(t, checkLosses(set(0), nil), "no earlier manifest, no comparison")
	assert.NoError(t, checkLosses(set(990), &previous))
	assert.NoError(t, checkLosses(set(2000), &previous))
	assert.ErrorContains(t, checkLosses(set(989), &previous), "layer places, column elevation holds 989 values, 1000 before")
	assert.ErrorContains(t, checkLosses(data.Manifest{}, &previous), "layer places is gone")
	without := set(1000)
	without.Layers[0].Columns[0].Name = "height"
	assert.ErrorContains(t, checkLosses(without, &previous), "column elevation holds 0 values")
}

func TestCatalogueIsWhole(t *testing.T) {
	list := catalogue()
	require.NoError(t, checkSources(list))
	for _, s := range list {
		assert.NotEmpty(t, s.Title, s.Key)
		assert.NotEmpty(t, s.Date, s.Key)
	}
	assert.ErrorContains(t, checkSources(append(catalogue(), data.Source{Key: "x", Licence: "all rights reserved"})), `source x is under "all rights reserved"`)
	assert.ErrorContains(t, checkSources(append(list, list[0])), "listed twice")
	assert.ErrorContains(t, checkSources(list[1:2]), "which the catalogue does not list")
}

func TestManifestRefusesUnknownLicenceAndSource(t *testing.T) {
	l, err := encodeLayer(licensed("x", "X", "secret", "geonames"), []data.ThemeRow{{Unit: 1}})
	require.NoError(t, err)
	_, err = newManifest([]layer{l}, nil, nil, nil)
	assert.ErrorContains(t, err, `layer x is under "secret"`)
	l.info.Licence, l.info.Sources = licCCBY, []string{"hearsay"}
	_, err = newManifest([]layer{l}, nil, nil, nil)
	assert.ErrorContains(t, err, `names sources ["hearsay"]`)
	l.info.Sources = []string{"geonames"}
	m, err := newManifest([]layer{l}, []unit{{Kind: data.KindCity}}, map[string]int{"no_match": 3}, nil)
	require.NoError(t, err)
	assert.Equal(t, map[string]int{"city": 1}, m.Units)
	require.Len(t, m.Sources, 1, "only sources that layers use are listed")
	assert.Equal(t, "geonames", m.Sources[0].Key)
}
