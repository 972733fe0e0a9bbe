package answer

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/config"
	"github.com/shimai/shimai/matcher"
)

// A list from few countries is as long as one from all, unless the user set
// the limit.
func TestFewCountriesFillTheList(t *testing.T) {
	t.Parallel()
	d := testDesk(t)
	town := mustResolve(t, d, "jp:01635")
	for _, tt := range []struct {
		to   []string
		own  bool
		want int
	}{
		{nil, false, 3},
		{[]string{"US", "CA", "NZ"}, false, 7},
		{[]string{"US", "CA", "NZ"}, true, 3},
		{[]string{"Asia"}, false, 3},
	} {
		q, err := d.plainQuestion(Ask{Config: config.Config{N: 20, PerCountry: 3, By: string(matcher.Balanced), To: tt.to}, OwnPerCountry: tt.own}, town)
		require.NoError(t, err)
		assert.Equal(t, tt.want, q.Query.PerCountry, "%v", tt.to)
	}
}

func TestAnAreaIsAbroad(t *testing.T) {
	t.Parallel()
	d := testDesk(t)
	b, err := d.Base()
	require.NoError(t, err)
	japan, ok := b.Countries.ByCode("JP")
	require.True(t, ok)
	korea, ok := b.Countries.ByCode("KR")
	require.True(t, ok)
	to, err := d.targets(b, []string{"Asia"}, japan)
	require.NoError(t, err)
	assert.Contains(t, to, korea)
	assert.NotContains(t, to, japan)
	_, err = d.targets(b, []string{"Japan"}, japan)
	require.ErrorContains(t, err, "own country")
}
