package build

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/shimai/shimai/data"
)

// worldUnits is a small world: numbers differ from indexes nowhere, as in a build.
func worldUnits() []unit {
	list := []unit{
		{ID: "gn:1", CC: "DE", Name: "Hamburg", GeonameID: 1, Population: 1800000, Lat: 53.55, Lon: 9.99, Region: 12},
		{ID: "gn:2", CC: "DE", Name: "Wedel", GeonameID: 2, Population: 33000, Lat: 53.58, Lon: 9.70, Region: 12},
		{ID: "gn:3", CC: "FR", Name: "Strasbourg", GeonameID: 3, Population: 280000, Lat: 48.58, Lon: 7.75, Region: data.NoInt},
		{ID: "gn:4", CC: "DE", Name: "Kehl", GeonameID: 4, Population: 37000, Lat: 48.57, Lon: 7.82, Region: data.NoInt},
		{ID: "gn:5", CC: "US", Name: "Washington", GeonameID: 5, Population: 690000, Lat: 38.895, Lon: -77.036, Region: data.NoInt},
		{ID: "gn:6", CC: "US", Name: "Washington", GeonameID: 6, Population: 24000, Lat: 37.13, Lon: -113.51, Region: data.NoInt},
		{ID: "jp:13", CC: "JP", Kind: data.KindPrefecture, Name: "Tokyo", Lat: 35.69, Lon: 139.69, Region: data.NoInt, Code: "13"},
		{ID: "jp:13104", CC: "JP", Kind: data.KindWard, Name: "Shinjuku", GeonameID: 99, Lat: 35.694, Lon: 139.703, Region: 6, Code: "13104"},
		{ID: "jp:01", CC: "JP", Kind: data.KindPrefecture, Name: "Hokkaido", Lat: 43.06, Lon: 141.35, Region: data.NoInt, Code: "01"},
		{ID: "jp:01635", CC: "JP", Kind: data.KindTown, Name: "Shintoku", Lat: 43.08, Lon: 142.84, Region: 8, Code: "01635"},
		{ID: "jp:22215", CC: "JP", Kind: data.KindCity, Name: "Gotenba", Lat: 35.30, Lon: 138.93, Region: data.NoInt, Code: "22215"},
		{ID: "jp:14210", CC: "JP", Kind: data.KindCity, Name: "Miura", Lat: 35.14, Lon: 139.62, Region: data.NoInt, Code: "14210"},
		{ID: "rg:DE-HH", CC: "DE", Kind: data.KindRegion, Name: "Hamburg", Lat: 53.55, Lon: 9.9, Region: data.NoInt},
	}
	for i := range list {
		list[i].Unit = int32(i)
	}
	return list
}

func TestFindPlace(t *testing.T) {
	units := worldUnits()
	f := newUnitFinder(units)
	for _, tt := range []struct {
		name, place, cc string
		id              int64
		lat, lon        float64
		want            string
		far             bool
	}{
		{"id before position", "Kehl", "DE", 1, 48.57, 7.82, "gn:1", false},
		{"name with the position of the station", "Hamburg", "DE", 0, 53.58, 9.71, "gn:1", false},
		{"marks and case do not matter", "HÀMBURG", "DE", 0, 53.5, 9.9, "gn:1", false},
		{"a quarter goes to its city", "Altona", "DE", 77, 53.55, 9.93, "gn:1", true},
		{"not over the border", "Kehler Vorstadt", "FR", 0, 48.571, 7.815, "gn:3", true},
		{"longer spelling", "Washington, D.C.", "US", 0, 38.9, -77.0, "gn:5", false},
		{"too far", "Nowhere", "DE", 0, 51, 10, "", false},
		{"a region is never found", "Hamburg", "DE", 0, 60, 9.9, "", false},
		{"Japanese places go by position, not by id", "Shinjuku City", "JP", 1, 35.69, 139.70, "jp:13104", false},
		{"Tokyo is the prefecture", "Tokyo", "JP", 0, 35.6895, 139.6917, "jp:13", false},
		{"two spellings of one kana", "Gotemba", "JP", 0, 35.31, 138.94, "jp:22215", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := f.place(tt.id, tt.place, tt.cc, newSpot(tt.lat, tt.lon))
			if tt.want == "" {
				assert.False(t, ok)
				return
			}
			assert.True(t, ok)
			assert.Equal(t, tt.want, units[got.index].ID)
			assert.Equal(t, tt.far, got.km > 0, "km %v", got.km)
		})
	}
}

func TestOnlyNamed(t *testing.T) {
	units := worldUnits()
	f := newUnitFinder(units)
	for name, want := range map[string]string{"Washington": "gn:5", "Kehl": "", "Shinjuku": "", "Atlantis": ""} {
		got, ok := f.onlyNamed(name, "US")
		assert.Equal(t, want != "", ok, name)
		if ok {
			assert.Equal(t, want, units[got.index].ID, name)
		}
	}
	got, ok := f.onlyNamed("Shintoku-cho", "JP")
	assert.True(t, ok)
	assert.Equal(t, "jp:01635", units[got.index].ID)
	units[5].Population = 300000
	_, ok = newUnitFinder(units).onlyNamed("Washington", "US")
	assert.False(t, ok, "two of a size are ambiguous")
}

func TestNameRank(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{
		{"New York", "New York City", 2},
		{"Frankfurt", "Frankfurt am Main", 1},
		{"Frankfurt am Main", "Frankfurt an der Oder", 0},
		{"York", "New York", 0},
		{"City", "City", 2},
		{"", "Rome", 0},
		{"Rome", "", 0},
	} {
		assert.Equal(t, tt.want, nameRank(nameWords(tt.a), nameWords(tt.b)), "%s ~ %s", tt.a, tt.b)
		assert.Equal(t, tt.want, nameRank(nameWords(tt.b), nameWords(tt.a)), "%s ~ %s", tt.b, tt.a)
	}
}
