package build

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

func TestReportText(t *testing.T) {
	r := Report{
		Units:    map[string]int{"place": 151, "city": 792, "town": 743},
		Dropped:  map[string]int{"quarter of a city": 4063},
		Ties:     TieReport{Read: 10, Written: 8, Unresolved: map[string]int{"no_match": 2}, JapanRead: 4, JapanResolved: 3, JapanUnresolved: map[string]int{"region": 1}},
		Parts:    PartReport{Flagged: 9, Governments: 200, FalseParts: 3, Quarters: 4, CaughtQuarters: 3},
		Unjoined: []string{"AX-01", "CN-HK"},
		Manifest: data.Manifest{Layers: []data.LayerInfo{{Name: "places", Rows: 151, Bytes: 1000, Licence: "CC BY 4.0"}}},
		Checks:   []string{"ids used once"},
	}
	var b strings.Builder
	require.NoError(t, r.WriteText(&b))
	text := b.String()
	assert.Less(t, strings.Index(text, "792 city"), strings.Index(text, "743 town"), "the greatest first")
	for _, want := range []string{
		"4063 quarter of a city", "2 no_match", "3 of 200 certain governments (1.5 %)", "3 of 4 certain quarters (75.0 %)",
		"2 codes of ties join no region: AX-01, CN-HK", "CC BY 4.0", "passed: ids used once",
	} {
		assert.Contains(t, text, want)
	}
	assert.ErrorContains(t, r.WriteText(full{}), "write report: disk full")
}

// full is a writer without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestPercentOfNothing(t *testing.T) {
	assert.Zero(t, percent(0, 0))
}
