package answer

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/config/policy"
	"github.com/shimai/shimai/data"
)

func TestDataAreAsOldAsTheNewestSource(t *testing.T) {
	t.Parallel()
	m := data.Manifest{Sources: []data.Source{
		{Key: "a", Date: "2019"}, {Key: "b", Date: "2024-05, 2025-03"}, {Key: "c", Date: "about 1998"}, {Key: "d"},
		{Key: data.SourceOwn, Date: "2031-01-01"},
	}}
	assert.Equal(t, "2025", DataDate(m), "own records are no part of the data")
}

// Whatever moves an answer moves the id of its run.
func TestRunFollowsWhatIsAsked(t *testing.T) {
	t.Parallel()
	d := testDesk(t)
	seen := map[string]string{}
	for name, a := range map[string]Ask{
		"plain":  {Lang: "en"},
		"brief":  asking(t, "words: [tea]", ""),
		"policy": {Lang: "en", Policy: policyOf(t, "rules: []")},
	} {
		for _, town := range []string{"jp:01635", "jp:18204"} {
			r, err := d.RunOf(a, "recommend", town)
			require.NoError(t, err)
			again, err := d.RunOf(a, "recommend", town)
			require.NoError(t, err)
			assert.Equal(t, r, again)
			assert.Empty(t, seen[r.ID], "%s of %s", name, town)
			seen[r.ID] = name
		}
	}
}

func policyOf(t *testing.T, text string) *policy.Policy {
	t.Helper()
	p, err := policy.Parse("p.yaml", []byte(text))
	require.NoError(t, err)
	return &p
}
