package build

import (
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/names"
)

const (
	// maxKeys is how many spellings a unit is compared by.
	maxKeys = 3
	// A first word stands for the whole name ("Castrop" for Castrop-Rauxel)
	// when it is long enough to be a name and so rare among the first words of
	// the world that it cannot be a kind of word (Villa, Santa, North).
	minHeadRunes = 5
	maxHeadUses  = 12
)

// nameKeyRows returns the spellings by which units are compared, in order of
// unit: the main name without generic words, the English name, the head word.
// Freq counts the units of the world that share the sound.
func nameKeyRows(namings []naming) []data.NameKeyRow {
	heads := map[string]int{}
	for i := range namings {
		if head := headWord(namings[i].keys); head != "" {
			heads[head]++
		}
	}
	var rows []data.NameKeyRow
	freq := map[string]int32{}
	for i := range namings {
		from := len(rows)
		rows = namings[i].appendKeys(rows, heads)
		for j := from; j < len(rows); j++ {
			if !soundBefore(rows[from:j], rows[j].Sound) {
				freq[rows[j].Sound]++
			}
		}
	}
	for j := range rows {
		rows[j].Freq = freq[rows[j].Sound]
	}
	return rows
}

func soundBefore(rows []data.NameKeyRow, sound string) bool {
	for _, r := range rows {
		if r.Sound == sound {
			return true
		}
	}
	return false
}

// headWord returns the first word of the main name where it has several.
func headWord(keys []string) string {
	if len(keys) == 0 {
		return ""
	}
	head, rest, _ := strings.Cut(names.Generic(keys[0]), " ")
	if rest == "" || len([]rune(head)) < minHeadRunes {
		return ""
	}
	return head
}

// appendKeys appends the unit's keys, each Latin spelling once.
func (n *naming) appendKeys(rows []data.NameKeyRow, heads map[string]int) []data.NameKeyRow {
	from := len(rows)
	add := func(name string) {
		latin := names.Latin(name)
		if latin == "" || len(rows)-from >= maxKeys {
			return
		}
		for _, r := range rows[from:] {
			if r.Latin == latin {
				return
			}
		}
		rows = append(rows, data.NameKeyRow{Unit: n.unit, Latin: latin, Sound: names.Sound(latin)})
	}
	for k, name := range n.keys {
		if k > 0 && len(rows)-from >= maxKeys-1 {
			break // the last place is for the head word
		}
		add(names.Generic(name))
	}
	if head := headWord(n.keys); head != "" && heads[head] <= maxHeadUses {
		add(head)
	}
	return rows
}
