package index

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

func TestSplitQualifiers(t *testing.T) {
	for _, tc := range []struct {
		query, name string
		rest        []string
	}{
		{"Hamilton", "Hamilton", nil},
		{"Hamilton, Ontario , Canada", "Hamilton", []string{"Ontario", "Canada"}},
		{"ハミルトン、カナダ", "ハミルトン", []string{"カナダ"}},
		{"新得町，北海道", "新得町", []string{"北海道"}},
		{",,a,,b,", "a", []string{"b"}},
		{",", "", nil},
	} {
		name, rest := splitQualifiers(tc.query)
		assert.Equal(t, tc.name, name, tc.query)
		assert.Equal(t, tc.rest, rest, tc.query)
	}
}

func TestQualifiers(t *testing.T) {
	st := openWorld(t)
	r := NewResolver(st)
	for _, tc := range []struct{ query, want string }{
		{"Shinjuku, Tokyo", "jp:13104"},
		{"Shinjuku-ku, Tokyo, Japan", "jp:13104"},
		{"Tokyo, Tokyo, Japan", "jp:13"},
		{"Kyoto, Kyoto", "jp:26100"},
		{"Kyoto Prefecture, Japan", "jp:26"},
		{"京都府京都市", "jp:26100"},
		{"東京都港区", "jp:13103"},
		{"岩手県九戸郡野田村", "jp:03503"},
		{"New York, NY", "gn:5128581"},
		{"New York, New York, USA", "gn:5128581"},
		{"Georgia, USA", "rg:US-GA"},
		{"Washington, DC", "gn:4140963"},
		{"Perth, Scotland", "gn:2640358"},
		{"Perth, Australia", "gn:2063523"},
		{"Paris, TX", "gn:4717560"},
		{"Takanini, Auckland", "gn:6231568"},
		{"Newcastle, NSW, AU", "gn:2155472"},
		{"Toledo, Spain", "gn:2510409"},
		{"トレド、スペイン", "gn:2510409"},
	} {
		got, err := r.Resolve(tc.query)
		if assert.NoError(t, err, tc.query) {
			assert.Equal(t, tc.want, idOf(t, st, got), tc.query)
		}
	}
	for _, none := range []string{"Perth, Wales", "Paris, Japan", "京都府新得町", "Kyoto, Kyoto, USA"} {
		_, err := r.Resolve(none)
		var missing *NotFoundError
		require.ErrorAs(t, err, &missing, none)
		assert.NotEmpty(t, missing.Suggestions, "who bears the name elsewhere is told: %s", none)
	}
}

func TestTrimKind(t *testing.T) {
	for _, tc := range []struct{ name, base, suffix string }{
		{"新得町", "新得", "町"},
		{"New York State", "New York", "state"},
		{"Kyoto Prefecture", "Kyoto", "prefecture"},
		{"State", "State", ""},
		{"Glasgow", "Glasgow", ""},
	} {
		base, suffix := trimKind(tc.name)
		assert.Equal(t, tc.base, base, tc.name)
		assert.Equal(t, tc.suffix, suffix, tc.name)
	}
}

func TestOfKind(t *testing.T) {
	for _, tc := range []struct {
		suffix string
		yes    []data.Kind
	}{
		{"市", []data.Kind{data.KindCity}},
		{"ku", []data.Kind{data.KindWard}},
		{"ちょう", []data.Kind{data.KindTown}},
		{"mura", []data.Kind{data.KindVillage}},
		{"town", []data.Kind{data.KindPlace, data.KindTown}},
		{"city", []data.Kind{data.KindPlace, data.KindCity, data.KindWard}},
		{"県", []data.Kind{data.KindPrefecture}},
		{"prefecture", []data.Kind{data.KindRegion, data.KindPrefecture}},
		{"province", []data.Kind{data.KindRegion}},
	} {
		var got []data.Kind
		for k := data.KindPlace; k <= data.KindVillage; k++ {
			if ofKind(k, tc.suffix) {
				got = append(got, k)
			}
		}
		assert.Equal(t, tc.yes, got, tc.suffix)
	}
}

// The codes are those of Hokkaido, Sapporo, Shintoku, Minato and Kyoto.
func TestJapaneseCode(t *testing.T) {
	for in, want := range map[string]string{
		"010006": "01", "011002": "01100", "016357": "01635", "131032": "13103", "261009": "26100", "26000": "26", "01100": "01100",
		"131031": "", "1635": "", "0163570": "", "0163a": "", "": "",
	} {
		got, ok := japaneseCode(in)
		assert.Equal(t, want, got, in)
		assert.Equal(t, want != "", ok, in)
	}
}
