package names

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestGeneric(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Toledo", "toledo"},
		{"City of London", "london"},
		{"Kansas City", "kansas"},
		{"Bloomfield Charter Township", "bloomfield charter"},
		{"Ville de Québec", "quebec"},
		{"Comune di Siena", "siena"},
		{"The Town of York", "york"},
		{"The Hague", "hague"},
		{"Newcastle upon Tyne", "newcastle"},
		{"Stoke-on-Trent", "stoke"},
		{"Frankfurt am Main", "frankfurt"},
		{"Neustadt an der Weinstraße", "neustadt"},
		{"Boulogne-sur-Mer", "boulogne"},
		{"Ústí nad Labem", "usti"},
		{"Rostov-na-Donu", "rostov"},
		{"Alphen aan den Rijn", "alphen"},
		{"Jerez de la Frontera", "jerez"},
		{"Mar del Plata", "mar del plata"},
		{"Playa del Carmen", "playa del carmen"},
		{"San José", "saint jose"},
		{"São José", "saint jose"},
		{"St. John's", "saint johns"},
		{"Sankt Pölten", "saint polten"},
		{"Sainte-Marie", "saint marie"},
		{"Bad Homburg", "bad homburg"},
		{"Bad an der Saale", "bad an der saale"},
		{"Springfield (Illinois)", "springfield"},
		{"Halle (Saale", "halle"},
		// Nothing would be left.
		{"City", "city"},
		{"San", "san"},
		{"(x)", "x"},
		{"", ""},
		{"新得町", "新得町"},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, Generic(tt.in), "%q", tt.in)
	}
}
