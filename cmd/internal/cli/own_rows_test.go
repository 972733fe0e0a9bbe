package cli

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/own"
	"github.com/shimai/shimai/data/own/intake"
)

func TestReadingsOfAName(t *testing.T) {
	r := rowNames{base: &answer.Base{Countries: &data.Countries{
		Code: []string{"CA", "CN", "US"}, Code3: []string{"CAN", "CHN", "USA"}, Name: []string{"Canada", "China", "United States"}, NameJA: []string{"カナダ", "中国", "アメリカ"},
	}}}
	for _, tt := range []struct {
		cell, country string
		want          []string
	}{
		{"Banff", "CA", []string{"Banff"}},
		{"バンフ市", "CA", []string{"バンフ市", "バンフ"}},
		{"津市", "", []string{"津市"}},
		{"平昌郡", "KR", []string{"平昌郡", "平昌"}},
		{"マディソン郡", "US", []string{"マディソン郡"}}, // no county is taken for a city
		{"バンフ町(Banff)", "CA", []string{"バンフ町(Banff)", "バンフ町 in Banff", "バンフ in Banff", "バンフ町", "バンフ", "Banff?"}},
		{"紹興市（浙江省）", "CN", []string{"紹興市（浙江省）", "紹興市 in 浙江省", "紹興 in 浙江省", "紹興市", "紹興"}},
		{"桂林市（中国）", "", []string{"桂林市（中国）", "桂林市 of CN", "桂林 of CN", "桂林市", "桂林"}},
		{"米国カリフォルニア州サンノゼ市", "US", []string{"米国カリフォルニア州サンノゼ市", "米国カリフォルニア州サンノゼ", "カリフォルニア州サンノゼ市 of US", "カリフォルニア州サンノゼ of US", "サンノゼ市 in カリフォルニア州 of US", "サンノゼ in カリフォルニア州 of US"}},
		{"カナダ・アルバータ州キャンモア", "", []string{"カナダ・アルバータ州キャンモア", "アルバータ州キャンモア of CA", "キャンモア in アルバータ州 of CA"}},
		{"アメリカ町", "CA", []string{"アメリカ町", "アメリカ"}}, // another country
	} {
		var got []string
		for n := range r.readings(tt.cell, tt.country) {
			s := n.name
			if n.region != "" {
				s += " in " + n.region
			}
			if n.country != "" {
				s += " of " + n.country
			}
			if n.spelling {
				s += "?"
			}
			got = append(got, s)
		}
		assert.Equal(t, tt.want, got, tt.cell)
	}
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
