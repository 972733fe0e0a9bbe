package build

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNaturalEarthNames(t *testing.T) {
	for in, want := range map[string]string{
		"Island:HOKKAIDÖ":                    "Island:HOKKAIDŌ",
		"Island:HONSHÜ|Plain:Kanto Plain":    "Island:HONSHŪ|Plain:Kanto Plain",
		"Island group:RYÜKYÜ ISANDS":         "Island group:RYŪKYŪ ISLANDS",
		"Range/mtn:Böhmerwald":               "Range/mtn:Böhmerwald",
		"Island:Läna‘i|Island group:Hawai‘i": "Island:Lāna‘i|Island group:Hawai‘i",
		"Künes": "Künes",
	} {
		assert.Equal(t, want, naturalEarthNames.Replace(in))
	}
}

func TestReadOnce(t *testing.T) {
	for in, want := range map[string]string{
		"H.C. Ã˜rsted":     "H.C. Ørsted",
		"NÃ¸rre Ã˜kse SÃ¸": "Nørre Økse Sø",
		"SÃO BERNARDO":     "SÃO BERNARDO",
		"Âncora":           "Âncora",
		"岩見沢Ã":             "岩見沢Ã",
		"Ørsted":           "Ørsted",
		"":                 "",
	} {
		assert.Equal(t, want, readOnce(in))
	}
}
