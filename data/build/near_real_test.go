package build

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

// TestKnownTowns checks facts that everybody knows against the full sources.
func TestKnownTowns(t *testing.T) {
	if testing.Short() {
		t.Skip("reads all source tables")
	}
	c := &compiler{src: sources{fullSources(t)}}
	for _, run := range []func() error{c.readPlaces, c.readJapan, c.resolveTies, c.placeLayers} {
		require.NoError(t, run())
	}
	t.Run("near", c.knownNear)
	t.Run("themes", c.knownThemes)
	t.Run("births", c.knownBirths)
}

func (c *compiler) knownNear(t *testing.T) {
	layers, err := nearLayers(c.src, c.units)
	require.NoError(t, err)
	rows, count := map[string]data.NearRow{}, map[string]int{}
	for _, layer := range nearLayerNames {
		for _, r := range layers[layer] {
			rows[c.units[r.Unit].ID+" "+r.Feature] = r
			count[r.Feature]++
		}
	}
	for i := range data.Features {
		assert.Positive(t, count[data.Features[i].Name], "no unit has %s", data.Features[i].Name)
	}
	for _, tt := range []struct {
		what   string
		maxKm  float32
		name   string // "" for any
		detail string
	}{
		{"jp:14100 port", 10, "Yokohama", ""},
		{"jp:20485 ski", 0, "白馬八方尾根, Hakuba Happo One", ""},
		{"jp:46201 volcano", 15, "Sakura-jima", "Stratovolcano"},
		{"gn:2648579 university", 0, "University of Glasgow", ""},
		{"gn:2648579 creative_city", 0, "Glasgow", "Music"},
		{"gn:2648579 port", 5, "Glasgow", ""},
		{"jp:01635 ski", 0, "Sahoro", ""},
		{"jp:01635 national_park", 0, "大雪山", "大雪山"},
		{"gn:2911298 port", 6, "Hamburg", ""},
		{"jp:26100 capital", 0, "Kyoto", "Japan 1816-1869"},
		{"jp:13 capital", 0, "Tokyo", "Japan 1869-2024"},
		{"jp:04100 tsunami", 140, "Honshu Island", "2011"},
		{"jp:04 deadly_quake", 0, "Japan: Honshu", "2011"},
		{"jp:01 ski", 0, "ニセコユナイテッド, Niseko United", ""},
		{"gn:2761369 wine_pdo", 0, "Wien", "Wien"},
	} {
		r, ok := rows[tt.what]
		if !assert.True(t, ok, "%s is missing", tt.what) {
			continue
		}
		assert.LessOrEqual(t, r.Km, tt.maxKm, tt.what)
		assert.Equal(t, tt.name, r.Name, tt.what)
		if tt.detail != "" {
			assert.Equal(t, tt.detail, r.Detail, tt.what)
		}
	}
	assert.GreaterOrEqual(t, rows["jp:01635 ski"].Value, float32(24), "Sahoro alone has 24 km")
	airport := rows["jp:01635 airport"]
	assert.Equal(t, "CTS", airport.Name, "the airport with most destinations")
	assert.InDelta(t, 97, airport.NameKm, 3, "is that of Chitose")
	assert.InDelta(t, 49, airport.Km, 3, "though Obihiro is nearer")
	assert.NotContains(t, rows, "jp:26100 port", "Kyoto is no port")
	assert.NotContains(t, rows, "gn:2761369 tsunami")
}

func (c *compiler) knownThemes(t *testing.T) {
	rows, notes, err := joinThemes(c.src, c.units)
	require.NoError(t, err)
	assert.Less(t, len(notes), 20, "rows joined elsewhere or nowhere: %q", notes)
	got := map[string]bool{}
	for _, r := range rows {
		got[c.units[r.Unit].ID+" "+r.Theme] = true
	}
	for _, want := range []string{
		"gn:2911298 hanseatic", "gn:2875601 hanseatic", "jp:14100 treaty_port", "jp:22219 treaty_port", "jp:13 olympic_host",
		"jp:27140 cutlery_metalwork", "jp:30422 whaling", "jp:10426 spa_seed", "jp:10205 auto_city",
	} {
		assert.True(t, got[want], want)
	}
}

func (c *compiler) knownBirths(t *testing.T) {
	rows, unjoined, err := joinBirths(c.src, c.units)
	require.NoError(t, err)
	assert.Less(t, unjoined, 1200)
	got := map[string]string{}
	for _, r := range rows {
		got[r.Name] = c.units[r.Unit].ID
	}
	for name, want := range map[string]string{
		"Tokugawa Ieyasu": "jp:23202", "Wolfgang Amadeus Mozart": "gn:2766824", "Hokusai": "jp:13", "Duke Ellington": "gn:4140963",
	} {
		assert.Equal(t, want, got[name], name)
	}
}
