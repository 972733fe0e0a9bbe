package cli

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/own"
	"github.com/shimai/shimai/data/own/intake"
)

func TestReadingsOfAName(t *testing.T) {
	for cell, want := range map[string][]string{
		"Banff":       {"Banff"},
		"バンフ市":        {"バンフ市", "バンフ"},
		"バンフ町(Banff)": {"バンフ町(Banff)", "バンフ町", "Banff", "バンフ"},
		"紹興市（浙江省）":    {"紹興市（浙江省）", "紹興市", "浙江省", "紹興", "浙江"},
		"津市":          {"津市"},
	} {
		assert.Equal(t, want, readings(cell, "CA"), cell)
	}
	assert.Equal(t, []string{"平昌郡", "平昌"}, readings("平昌郡", "KR"))
	assert.Equal(t, []string{"マディソン郡"}, readings("マディソン郡", "US"), "no county is taken for a city")
}

func TestWhatRowsAreAbout(t *testing.T) {
	row := func(a, b string, k data.TieKind, theme string) string {
		return about(intake.Row{Tie: &own.Tie{OwnTie: data.OwnTie{A: a, B: b, Kind: k, Theme: theme}}})
	}
	tie := row("jp:01635", "gn:1", data.TiePartnership, "")
	assert.Equal(t, tie, row("gn:1", "jp:01635", data.TiePartnership, "ski"), "parties in any order, whatever the theme")
	assert.Equal(t, tie, row("jp:01635", "gn:1", data.TieKindUnknown, ""))
	assert.NotEqual(t, tie, row("jp:01635", "gn:1", data.TieContact, ""))
	assert.NotEqual(t, row("jp:01635", "gn:1", data.TieProject, "a"), row("jp:01635", "gn:1", data.TieProject, "b"))
}

func TestUnresolvedRowsStandBesideTheList(t *testing.T) {
	assert.Equal(t, "a/list.unresolved.xlsx", restPath("a/list.xlsx"))
	assert.Equal(t, "a/list.unresolved.xlsx", restPath("a/list.unresolved.xlsx"), "mended in place")
}
