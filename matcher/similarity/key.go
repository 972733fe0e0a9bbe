package similarity

import (
	"math/bits"

	"github.com/shimai/shimai/data/names"
)

// maxLetters is how much of a sound form is aligned; hardly any name is longer.
const maxLetters = 32

// Key is a name made ready for comparing.
type Key struct {
	// Latin and Sound are the forms that names.Latin and names.Sound make.
	Latin, Sound string
	// Mask has one bit for each letter that occurs in the compared part of
	// Sound, and 32 bits up one for each that occurs there more than once.
	Mask uint64
	// letters counts the letters of that part, consonants those among them
	// that are neither vowel nor y.
	letters, consonants uint8
}

// NewKey makes a Key of a name's Latin reading and its sound form, which must be
// names.Sound of the reading. A name without a reading (both empty) is like no
// other.
func NewKey(latin, sound string) Key {
	k := Key{Latin: latin, Sound: sound, letters: uint8(min(len(sound), maxLetters))}
	for i := range k.letters {
		c := sound[i]
		bit := uint64(1) << letterNumber[c]
		k.Mask |= k.Mask&bit<<32 | bit
		if isConsonant(c) {
			k.consonants++
		}
	}
	return k
}

// numLetters is the number of letters of sound forms, with one for anything
// foreign.
const numLetters = 29

// letterNumber numbers the letters of sound forms: a to z, names.SoundCh,
// names.SoundSh, and 28 for anything foreign.
var letterNumber = func() (t [256]uint8) {
	for c := range t {
		switch {
		case 'a' <= c && c <= 'z':
			t[c] = uint8(c - 'a')
		case c == names.SoundCh:
			t[c] = 26
		case c == names.SoundSh:
			t[c] = 27
		default:
			t[c] = numLetters - 1
		}
	}
	return t
}()

// The letters by what it costs at the least to be rid of one of them, once for
// Mask and, 32 bits up, once for Twice. A letter of no group costs a whole.
const (
	quarterBits = (bitI | bitU | bitE | bitO) * bothHalves
	halfBits    = (bitA | bitY | bitT | bitS | bitZ | bitH | bitF | bitB | bitW | bitJ | bitCh | bitSh) * bothHalves
	wholeBits   = (1<<numLetters - 1) * bothHalves &^ (quarterBits | halfBits)

	// bothHalves repeats 32 bits in the upper half of 64.
	bothHalves = 1<<32 + 1
)

// The bits of the letters that have a cheap operation, as letterNumber numbers
// them.
const (
	bitA  = 1 << ('a' - 'a')
	bitB  = 1 << ('b' - 'a')
	bitE  = 1 << ('e' - 'a')
	bitF  = 1 << ('f' - 'a')
	bitH  = 1 << ('h' - 'a')
	bitI  = 1 << ('i' - 'a')
	bitJ  = 1 << ('j' - 'a')
	bitO  = 1 << ('o' - 'a')
	bitS  = 1 << ('s' - 'a')
	bitT  = 1 << ('t' - 'a')
	bitU  = 1 << ('u' - 'a')
	bitW  = 1 << ('w' - 'a')
	bitY  = 1 << ('y' - 'a')
	bitZ  = 1 << ('z' - 'a')
	bitCh = 1 << 26
	bitSh = 1 << 27
)

// letterCost returns the least cost in quarters of taking away the letters in a
// set of Mask bits.
func letterCost(set uint64) int {
	return bits.OnesCount64(set&quarterBits) + 2*bits.OnesCount64(set&halfBits) + 4*bits.OnesCount64(set&wholeBits)
}

func isVowel(c byte) bool {
	switch c {
	case 'a', 'e', 'i', 'o', 'u':
		return true
	}
	return false
}

// isConsonant reports everything that is neither a vowel nor y, which the
// spellings of one name exchange for i.
func isConsonant(c byte) bool { return c != 'y' && !isVowel(c) }
