package answer

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
	"github.com/shimai/shimai/data/local"
	"github.com/shimai/shimai/index"
	"github.com/shimai/shimai/matcher"
)

// testDesk is a desk on the embedded data that keeps nothing.
func testDesk(t *testing.T) *Desk {
	t.Helper()
	return NewDesk(DeskOptions{
		Open:      func() (*data.Store, error) { return data.Open(layers.FS) },
		Tell:      func(matcher.Text) {},
		Kept:      func(func(*local.Store) error) {},
		OpenIndex: func(context.Context, *data.Store) (*index.Index, error) { return nil, errors.New("no index here") },
		Version:   "test",
	})
}

func mustResolve(t *testing.T, e *Desk, name string) data.Unit {
	t.Helper()
	u, err := e.Resolve(t.Context(), name)
	require.NoError(t, err)
	return u
}

func TestResolveRefusesWhatIsNoName(t *testing.T) {
	e := testDesk(t)
	for _, c := range []struct{ name, query, want string }{
		{"empty", " \t", "is empty"},
		{"invalid UTF-8", "Kyo\xffto", "not valid UTF-8"},
		{"ten megabytes", strings.Repeat("x", 10<<20), "(10485760 bytes) is no name"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := e.Resolve(t.Context(), c.query)
			require.ErrorContains(t, err, c.want)
			var usage *UsageError
			assert.ErrorAs(t, err, &usage)
			assert.Less(t, len(err.Error()), 250)
		})
	}
}

func TestTownLines(t *testing.T) {
	e := testDesk(t)
	for _, c := range []struct {
		town, lang string
		want       []string
	}{
		{"jp:01635", "en", []string{"Shintoku (新得町), Hokkaido, Japan · population 5,817 · jp:01635", "from the sea", "agriculture and forestry"}},
		{"jp:01635", "ja", []string{"新得町 (Shintoku), 北海道, 日本 · 人口5,817", "海から", "農林業"}},
		{"gn:2648579", "en", []string{"Glasgow, ", "United Kingdom", "port", "climate Cfb"}},
	} {
		lines, err := e.townLines(mustResolve(t, e, c.town), c.lang)
		require.NoError(t, err)
		assert.Len(t, lines, 3)
		for _, want := range c.want {
			assert.Contains(t, strings.Join(lines, "\n"), want)
		}
	}
}
