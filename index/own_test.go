package index

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

func TestOwnWordsAreFoundBesideTheIndex(t *testing.T) {
	word := func(u data.Unit, text string) data.OwnWord {
		return data.OwnWord{Unit: u, Fact: data.OwnFact{Key: data.FactSpeciality, Value: text}}
	}
	ix := &Index{own: []data.OwnWord{word(3, "新得そば"), word(3, "Tomuraushi hot spring"), word(7, "hot sauce"), word(9, "cold spring")}}
	for query, want := range map[string][]Match{
		"そば":               {{3, "新得そば", 1}},
		"hot":              {{3, "Tomuraushi hot spring", 1}, {7, "hot sauce", 1}},
		"hot spring":       {{3, "Tomuraushi hot spring", 1}},
		"そば spring":        {{3, "新得そば", 1}},
		"lukewarm springs": nil,
	} {
		assert.Equal(t, want, ix.ownFacts(query), query)
	}
}

func TestOwnWordsStandBeforeTheIndexed(t *testing.T) {
	st := openWorld(t)
	labels, err := st.Labels()
	require.NoError(t, err)
	over, err := st.With(data.Overlay{Facts: []data.OwnFact{{ID: "f1", Unit: labels.ID.At(5), Key: data.FactSpeciality, Value: "世界一の温泉 hot spring"}}})
	require.NoError(t, err)
	dir := t.TempDir()
	only := []data.Unit{0, 1, 2, 3, 4, 5, 6, 7}
	ix, err := open(t.Context(), over.Shipped(), dir, only, nil)
	require.NoError(t, err)
	ix.own = over.OwnWords()
	defer ix.Close() //nolint:errcheck // opened for reading
	found, err := ix.Facts(t.Context(), "温泉", 5)
	require.NoError(t, err)
	require.NotEmpty(t, found)
	assert.Equal(t, data.Unit(5), found[0].Unit)
	none, err := ix.Facts(t.Context(), "温泉", 0)
	require.NoError(t, err)
	assert.Empty(t, none)
}
