package similarity

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/shimai/shimai/data/names"
)

// alphabet holds every letter of sound forms.
const alphabet = "abdefghijkmnoprstuwyz12"

// The proof of Near rests on two facts about the cost tables. This test states
// them, so that a new cheap pair cannot break the search unseen.
func TestBoundsAreBelowEveryCost(t *testing.T) {
	for _, a := range []byte(alphabet) {
		cost := letterCost(1 << letterNumber[a])
		for _, b := range []byte(alphabet) {
			if a == b {
				continue
			}
			paid := int(substitution[letterNumber[a]][letterNumber[b]])
			assert.LessOrEqual(t, cost, paid, "%c may be replaced by %c", a, b)
			if isConsonant(a) != isConsonant(b) {
				assert.Equal(t, costWhole, paid, "%c for %c changes the number of consonants", a, b)
			}
			for _, word := range []string{string([]byte{b, a, b}), string([]byte{b, a})} {
				paid := int(indelCost(word, 1))
				assert.LessOrEqual(t, cost, paid, "%c may be left out of %s", a, word)
				if isConsonant(a) {
					assert.Equal(t, costWhole, paid, "%c in %s is a consonant", a, word)
				}
			}
		}
	}
}

func TestLetterBits(t *testing.T) {
	assert.Equal(t, uint8(26), letterNumber[names.SoundCh], "bitCh")
	assert.Equal(t, uint8(27), letterNumber[names.SoundSh], "bitSh")
	k := NewKey("shinshiro", "2in2iro")
	assert.Equal(t, uint64(bitSh|bitI|bitO|1<<13|1<<17)|uint64(bitSh|bitI)<<32, k.Mask)
	assert.Equal(t, uint8(7), k.letters)
	assert.Equal(t, uint8(4), k.consonants)
}
