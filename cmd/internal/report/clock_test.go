package report

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the zones of IANA, whatever the machine has

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

// The table holds every zone of the data, and says of each what IANA says.
func TestZonesAreThoseOfIANA(t *testing.T) {
	t.Parallel()
	b, err := theDesk().Base()
	require.NoError(t, err)
	seen := map[string]bool{"Asia/Tokyo": true}
	for i := range b.Units.Len() {
		if zone := b.Labels.Timezone.At(i); zone != "" {
			seen[zone] = true
		}
	}
	assert.Len(t, strings.Fields(zones), 3*len(seen))
	for zone := range seen {
		got, ok := zoneClock(zone)
		require.True(t, ok, zone)
		at, err := time.LoadLocation(zone)
		require.NoError(t, err)
		want := [2]float64{}
		for i, month := range []time.Month{time.January, time.July} {
			_, seconds := time.Date(2026, month, 15, 12, 0, 0, 0, time.UTC).In(at).Zone()
			want[i] = float64(seconds) / 3600
		}
		assert.Equal(t, want, [2]float64{got.january, got.july}, zone)
	}
	_, ok := zoneClock("")
	assert.False(t, ok)
	_, ok = zoneClock("Tokyo")
	assert.False(t, ok)
}

func TestTimeDifferences(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		town, candidate string
		cell, ja, en    string
	}{
		{"jp:22130", "Daegu, South Korea", "なし", "なし", "none"}, // by longitude an hour
		{"jp:22130", "Valladolid, Spain", "-8時間(7月は-7時間)", "1月は8時間遅れている、7月は7時間遅れている", "8 h behind us in January, 7 h behind us in July"},
		{"jp:22130", "Adelaide, Australia", "+1時間30分(7月は+30分)", "1月は1時間30分進んでいる、7月は30分進んでいる", "1 h 30 min ahead of us in January, 30 min ahead of us in July"},
		{"jp:22130", "Ashgabat, Turkmenistan", "-4時間", "4時間遅れている", "4 h behind us"},
		{"Lethbridge, Alberta, Canada", "jp:01224", "+16時間(7月は+15時間)", "1月は16時間進んでいる、7月は15時間進んでいる", "16 h ahead of us in January, 15 h ahead of us in July"},
	} {
		town, err := theDesk().Resolve(t.Context(), tt.town)
		require.NoError(t, err)
		there, err := theDesk().Resolve(t.Context(), tt.candidate)
		require.NoError(t, err)
		base, err := theDesk().Base()
		require.NoError(t, err)
		a := &author{Question: Question{Town: town}, lang: "ja", base: base}
		s := &subject{unit: there}
		assert.Equal(t, tt.cell, a.hours(s).Shown, tt.candidate)
		assert.Equal(t, tt.ja, a.hoursWords(s), tt.candidate)
		a.lang = "en"
		assert.Equal(t, tt.en, a.hoursWords(s), tt.candidate)
	}
}

// Regions have the clock of their largest place; where nothing tells the zone,
// the longitudes do, and the words say so.
func TestTimeDifferenceWithoutAZone(t *testing.T) {
	t.Parallel()
	base, err := theDesk().Base()
	require.NoError(t, err)
	town, err := theDesk().Resolve(t.Context(), "jp:31")
	require.NoError(t, err)
	a := &author{Question: Question{Town: town}, lang: "en", base: base}
	regions, silent := 0, 0
	for i := range base.Units.Len() {
		u := data.Unit(i)
		if base.Units.Kind[u] != data.KindRegion || i%200 != 0 {
			continue
		}
		regions++
		if _, about := a.ahead(&subject{unit: u}); about {
			silent++
			words := a.hoursWords(&subject{unit: u})
			assert.True(t, words == "" || strings.HasPrefix(words, "about ") && strings.HasSuffix(words, ", by longitude"), words)
		}
	}
	assert.Positive(t, regions)
	assert.Less(t, silent, regions)
	assert.InDelta(t, 8, clock{january: -16, july: -15}.apart(), 1e-9)
}

// A candidate in the tropics has no seasons, and we may have none.
func TestSeasons(t *testing.T) {
	t.Parallel()
	base, err := theDesk().Base()
	require.NoError(t, err)
	for _, tt := range []struct{ town, candidate, want string }{
		{"jp:01635", "Dunedin, New Zealand", "the opposite of ours"},
		{"jp:01635", "Bergen, Norway", "the same as ours"},
		{"jp:01635", "Baguio, Philippines", "near the equator: seasons by rain rather than by warmth"},
		{"Dunedin, New Zealand", "jp:01635", "the opposite of ours"},
		{"Baguio, Philippines", "jp:01635", "summer in July, winter in January; we have no such seasons"},
		{"Baguio, Philippines", "Dunedin, New Zealand", "summer in January, winter in July; we have no such seasons"},
	} {
		town, err := theDesk().Resolve(t.Context(), tt.town)
		require.NoError(t, err)
		there, err := theDesk().Resolve(t.Context(), tt.candidate)
		require.NoError(t, err)
		a := &author{Question: Question{Town: town}, lang: "en", base: base}
		assert.Equal(t, tt.want, a.season(&subject{unit: there}), tt.town+" "+tt.candidate)
	}
}
