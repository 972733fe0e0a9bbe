package ranktest_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/matcher"
)

// The classes hold for places that everybody knows, and fail for others.
func TestClassesOfKnownPlaces(t *testing.T) {
	w := theWorld(t)
	for _, c := range []struct{ class, yes, no string }{
		{"ski", "Zermatt", "Key West"},
		{"port", "Hamburg", "Zermatt"},
		{"university", "Heidelberg, Germany", "Zermatt"},
		{"coast", "Key West", "Heidelberg, Germany"},
		{"island", "Lihue", "Hamburg"},
		{"mountain", "Zermatt", "Hamburg"},
		{"lake", "Rotorua", "Zermatt"},
		{"cold", "Calgary", "Key West"},
		{"warm", "Key West", "Calgary"},
		{"capital", "Reykjavík", "Hamburg"},
		{"region or seat", "Hamburg", "Zermatt"},
		{"volcano", "Catania", "Hamburg"},
		{"wine", "Koshu 甲州市", "Calgary"},
		{"heritage", "Kraków", "Calgary"},
		{"theme spa_seed", "Baden-Baden", "Hamburg"},
		{"over 1,000,000 people", "Hamburg", "Zermatt"},
		{"suburb", "Liverpool, New South Wales, Australia", "Zermatt"},
		{"in DE,CH", "Zermatt", "Calgary"},
		{"speaking de", "Zermatt", "Calgary"},
		{"namesake", "Hamilton, New Zealand", "Calgary"},
		{"within 3x", "Bremen", "Zermatt"},
		{"seeker", "Yamanouchi 山ノ内町", "Hakuba 白馬村"},
	} {
		t.Run(c.class, func(t *testing.T) {
			members, err := w.class(c.class)
			require.NoError(t, err)
			// Hamilton in Canada is of the size of Hamilton in New Zealand; a
			// seeker is asked about Australia.
			asks := "Hamilton, Ontario, Canada"
			if c.class == "seeker" {
				asks = "Jindabyne"
			}
			list := matcher.Ranking{}
			list.Town, err = w.town(asks)
			require.NoError(t, err)
			for _, name := range []string{c.yes, c.no} {
				u, err := w.town(name)
				require.NoError(t, err)
				list.Candidates = append(list.Candidates, matcher.Candidate{Unit: u})
			}
			got := members(list)
			require.Len(t, got, 1, "of %s and %s", c.yes, c.no)
			assert.Equal(t, list.Candidates[0].Unit, got[0])
		})
	}
	for _, words := range []string{"skiing", "theme nothing", "in XX", "within reach"} {
		_, err := w.class(words)
		assert.ErrorContains(t, err, "no ", words)
	}
}

// A case whose two spellings disagree, or that names what no list can hold, is
// a fault of the file and not of the ranking.
func TestFaultsOfCases(t *testing.T) {
	w := theWorld(t)
	for _, c := range []struct{ town, to, expect, want string }{
		{"Kyoto 新得町", "", "3 ski", "is called"},
		{"Shintoku 新得町", "Atlantis", "3 ski", "no country"},
		{"Shintoku 新得町", "US", "3 dragons", "no class"},
		{"Hakuba 白馬村", wished, "3 ski", "not known to look"},
		{"Toledo, Spain", "US", "Toledo, Ohio", "partner already"},
		{"Glasgow", "JP", "Liverpool, England", "own country"},
		{everyTown, "", "3 dragons", "nothing that is measured"},
	} {
		t.Run(c.want, func(t *testing.T) {
			_, err := w.judge(t.Context(), entry{town: c.town, to: c.to, expect: c.expect, within: 8})
			require.Error(t, err)
			assert.True(t, strings.Contains(err.Error(), c.want), err.Error())
		})
	}
}
