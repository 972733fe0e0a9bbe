package build

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// naturalEarthNames mends what Natural Earth misspells in the names of areas,
// lakes and rivers. Its tables have lost the macrons: long vowels of Japanese,
// Hindi, Arabic and Hawaiian bear two dots. No rule by letter or country tells
// them from real ones (Böhmerwald, the Künes in China), so each word is listed.
var naturalEarthNames = strings.NewReplacer(
	"HOKKAIDÖ", "HOKKAIDŌ", "HONSHÜ", "HONSHŪ", "KYÜSHÜ", "KYŪSHŪ", "SHOTÖ", "SHOTŌ", "NAMPÖ", "NAMPŌ",
	"RYÜKYÜ ISANDS", "RYŪKYŪ ISLANDS", "Daitö", "Daitō",
	"Nägpur", "Nāgpur", "Ghäghara", "Ghāghara", "Godävari", "Godāvari", "Mahäna Nadï", "Mahāna Nadī",
	"Idhän", "Idhān", "Sawdä", "Sawdā", "Nafüsah", "Nafūsah", "Sarïr Kalanshiyu ar Ramli al Kabi", "Sarīr Kalanshiyu ar Ramli al Kabir",
	"Läna‘i", "Lāna‘i",
	"São  Francisco", "São Francisco",
)

// readOnce undoes a text in UTF-8 that was taken for Windows-1252 and encoded
// again: "NÃ¸rre" is "Nørre". Any other text stays, because as good as none is
// UTF-8 again when its letters are written as one byte each.
func readOnce(s string) string {
	if !strings.ContainsAny(s, "ÂÃ") {
		return s
	}
	once, err := charmap.Windows1252.NewEncoder().String(s)
	if err != nil || !utf8.ValidString(once) {
		return s
	}
	return once
}
