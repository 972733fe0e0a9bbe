package portfolio

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// kinds lists what joins a pair.
func kinds(links []Link) map[LinkKind]bool {
	out := map[LinkKind]bool{}
	for _, l := range links {
		out[l.Kind] = true
	}
	return out
}

// A tie of the register is a link of the two, in either order.
func TestTiedMembersAreLinked(t *testing.T) {
	f := theFacts(t)
	l := f.linker(f.byID["jp:01635"])
	seen := 0
	for row := range f.ties.A {
		a, b := f.ties.A[row], f.ties.B[row]
		if b == data.NoUnit || f.ties.Club[row] || row%997 != 0 {
			continue
		}
		seen++
		assert.True(t, kinds(l.between(a, b))[LinkTied])
		assert.True(t, kinds(l.between(b, a))[LinkTied])
		assert.GreaterOrEqual(t, l.bonus(a, b), matcher.Points(tied))
		assert.Equal(t, l.bonus(a, b), l.bonus(b, a))
	}
	assert.Positive(t, seen)
}

func TestPartnerInCommon(t *testing.T) {
	f := theFacts(t)
	l := f.linker(f.byID["jp:01635"])
	glasgow := f.byID["gn:2648579"]
	partners := l.partnersOf(glasgow)
	require.Greater(t, len(partners), 2)
	p := l.partnerInCommon(partners[0], partners[1])
	assert.NotEqual(t, data.NoUnit, p)
	assert.Contains(t, l.partnersOf(p), partners[0])
	assert.Contains(t, l.partnersOf(p), partners[1])
}

// Only what the town has too is a theme in common: two ski towns are no
// network for a town in the tropics.
func TestThemesAreThoseOfTheTown(t *testing.T) {
	f := theFacts(t)
	ski := func(u data.Unit) bool {
		row, ok := f.near.Find(u, data.FeatureSki)
		return ok && f.near.Km[row] <= 15 && f.near.Value[row] >= 3
	}
	require.True(t, ski(f.byID["jp:01635"]))
	var towns []data.Unit
	for u := f.units.Places.From; u < f.units.Places.To && len(towns) < 2; u++ {
		if ski(u) {
			towns = append(towns, u)
		}
	}
	require.Len(t, towns, 2)
	links := f.linker(f.byID["jp:01635"]).between(towns[0], towns[1])
	require.True(t, kinds(links)[LinkTheme])
	assert.Equal(t, "ski", links[len(links)-1].Theme)
	assert.False(t, kinds(f.linker(f.byID["jp:47354"]).between(towns[0], towns[1]))[LinkTheme])
}

func TestLanguageLinksNoCompatriots(t *testing.T) {
	f := theFacts(t)
	l := f.linker(f.byID["jp:01635"])
	us, gb, vn := f.place(t, "US"), f.place(t, "GB"), f.place(t, "VN")
	_, ok := l.language(us, gb)
	assert.True(t, ok)
	_, ok = l.language(us, vn)
	assert.False(t, ok)
	_, ok = l.language(us, us)
	assert.False(t, ok)
}
