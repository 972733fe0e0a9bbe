package names

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestTrimJapanese(t *testing.T) {
	tests := []struct{ in, base, suffix string }{
		{"新得町", "新得", "町"},
		{"小浜市", "小浜", "市"},
		{"市川市", "市川", "市"},
		{"津市", "津", "市"},
		{"港区", "港", "区"},
		{"青森県", "青森", "県"},
		{"東京都", "東京", "都"},
		{"大阪府", "大阪", "府"},
		{"四日市市", "四日市", "市"},
		{"春日市", "春日", "市"},
		{"しんとくちょう", "しんとく", "ちょう"},
		{"シントクチョウ", "シントク", "ちょう"},
		{"おおつし", "おおつ", "し"},
		{"あおもりけん", "あおもり", "けん"},
		{"とうきょうと", "とうきょう", "と"},
		{"つし", "つ", "し"},
		{"Otsu-shi", "Otsu", "shi"},
		{"Ōtsu-shi", "Ōtsu", "shi"},
		{"Shintoku-chō", "Shintoku", "cho"},
		{"Shintoku cho", "Shintoku", "cho"},
		{"SHINTOKU TOWN", "SHINTOKU", "town"},
		{"Okinawa Prefecture", "Okinawa", "prefecture"},
		{"Minato Ward", "Minato", "ward"},
		{"Miho-mura", "Miho", "mura"},
		{"Tokyo-to", "Tokyo", "to"},
		{" Kyōto-fu ", "Kyōto", "fu"},
		// What stays whole.
		{"町", "町", ""},
		{"し", "し", ""},
		{"-cho", "-cho", ""},
		{"town", "town", ""},
		{"京都", "京都", ""},
		{"甲府", "甲府", ""},
		{"山県", "山県", ""},
		{"四日市", "四日市", ""},
		{"北海道", "北海道", ""},
		{"やまと", "やまと", ""},
		{"Kumamoto", "Kumamoto", ""},
		{"Kyoto", "Kyoto", ""},
		{"", "", ""},
		{"\xff町", "\xff町", ""},
	}
	for _, tt := range tests {
		base, suffix := TrimJapanese(tt.in)
		assert.Equal(t, tt.base, base, "%q", tt.in)
		assert.Equal(t, tt.suffix, suffix, "%q", tt.in)
	}
}

func TestTrimDistrict(t *testing.T) {
	tests := []struct{ in, want string }{
		{"上川郡新得町", "新得町"},
		{"北海道上川郡新得町", "新得町"},
		{"赤穂郡上郡町", "上郡町"},
		{"かみかわぐんしんとくちょう", "しんとくちょう"},
		{"Kamikawa-gun Shintoku-cho", "Shintoku-cho"},
		{"Kamikawa District, Shintoku", "Shintoku"},
		{"Shintoku-cho, Kamikawa-gun", "Shintoku-cho"},
		{"郡山市", "郡山市"},
		{"大和郡山市", "大和郡山市"},
		{"小郡市", "小郡市"},
		{"郡上市", "郡上市"},
		{"上郡町", "上郡町"},
		{"上川郡", "上川郡"},
		{"ぐんまけん", "ぐんまけん"},
		{"Kamikawa-gun", "Kamikawa-gun"},
		{"Paris, France", "Paris, France"},
		{"", ""},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, TrimDistrict(tt.in), "%q", tt.in)
	}
}
