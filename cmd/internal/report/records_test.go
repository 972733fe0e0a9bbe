package report

import (
	"bytes"
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/config/policy"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
	"github.com/shimai/shimai/data/local"
	"github.com/shimai/shimai/index"
	"github.com/shimai/shimai/matcher"
)

// deskWith is a desk on the embedded data with own records over them.
func deskWith(o data.Overlay) *answer.Desk {
	return answer.NewDesk(answer.DeskOptions{
		Open: func() (*data.Store, error) {
			st, err := data.Open(layers.FS)
			if err != nil {
				return nil, err
			}
			return st.With(o)
		},
		Tell:      func(matcher.Text) {},
		Kept:      func(func(*local.Store) error) {},
		OpenIndex: func(context.Context, *data.Store) (*index.Index, error) { return nil, errors.New("no index here") },
	})
}

func markdownOf(t *testing.T, r Report) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, WriteMarkdown(&b, r))
	return b.String()
}

func TestOwnRecordsAreTold(t *testing.T) {
	const banff = "gn:5892532"
	d := deskWith(data.Overlay{
		AsOf:  "2026-04-01",
		Ties:  []data.OwnTie{{ID: "t1", A: "jp:01635", B: banff, Kind: data.TieFriendship, Status: data.TieDormant, Since: "1999-10", Recorded: "2026-04-01"}},
		Steps: []data.OwnStep{{ID: "s1", Town: "jp:01635", Candidate: "gn:5894171", Stage: 2, Outcome: data.StepContacted, Date: "2026-03-05", Recorded: "2026-03-05"}},
	})
	q := asking(t, "jp:01635", "en", []string{"US", "CA", "AU", "GB"}, "size: 4")
	r, err := Build(t.Context(), d, q)
	require.NoError(t, err)
	text := markdownOf(t, r)
	assert.Contains(t, text, "| Banff | Canada | 1999 | friendship | dormant | The town's own records | 2026-04-01 |")
	assert.Contains(t, text, "#### Steps taken so far")
	assert.Contains(t, text, "contacted, no answer so far")
	assert.NotEmpty(t, r.Run.Own)
	assert.NotContains(t, text, "Private notes")

	q.Private = []Remark{{About: []string{"jp:01635", banff}, Kind: "tie", Date: "2026-04-01", Contact: "Jane", Note: "left in 2012"}}
	private, err := Build(t.Context(), d, q)
	require.NoError(t, err)
	text = markdownOf(t, private)
	assert.Contains(t, text, "| 2026-04-01 | tie | Jane | left in 2012 |")
	assert.Contains(t, text, "do not pass it on")
	assert.NotEqual(t, r.Run.ID, private.Run.ID)
}

func TestThePolicyIsToldAndNothingIsDroppedInSilence(t *testing.T) {
	rules := `
rules:
  - {do: exclude, countries: [CA], reason: the council says no, source: resolution 7, date: 2026-04-01}
  - {do: warn, countries: [US], reason: ask the ministry, source: circular 3, date: 2026-02}
`
	p, err := policy.Parse("policy.yaml", []byte(rules))
	require.NoError(t, err)
	q := asking(t, "jp:01635", "en", []string{"US", "CA", "AU", "GB"}, "size: 4\nper_country: 2")
	q.Ask.Policy = &p
	r := built(t, q)
	for _, m := range r.Portfolio.Members {
		assert.NotEqual(t, "CA", m.Country)
	}
	text := markdownOf(t, r)
	assert.Regexp(t, `\| the council says no \| [0-9,]+ \| resolution 7 \| 2026-04-01 \|`, text)
	assert.Contains(t, text, "Warning: ask the ministry (circular 3, 2026-02)")
	assert.NotEmpty(t, r.Run.Policy)
}
