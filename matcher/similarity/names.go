package similarity

import "github.com/shimai/shimai/data/names"

const (
	// SameSound is the similarity of names that sound the same but are spelt
	// differently.
	SameSound = 0.97
	// Floor is the least similarity that is told apart from none.
	Floor = 0.81
	// Exact is the number of sounds up to which two names must sound the same.
	Exact = 4
)

// Costs in quarters, so that sums are exact.
const (
	costQuarter = 1
	costHalf    = 2
	costWhole   = 4
)

// budget returns the greatest cost in quarters at which two names, the longer
// of n letters, are still similar: (SameSound-Floor)·n = 16/25 of a quarter a
// letter.
func budget(n int) int { return 16 * n / 25 }

// Names returns how alike two names are: 1 for the same Latin reading,
// [SameSound] for the same sound, down to [Floor], and 0 below it or when a
// name has no reading. It is symmetric and does not allocate.
func Names(a, b *Key) float64 {
	switch {
	case a.Sound == "" || b.Sound == "":
		if a.Latin != "" && a.Latin == b.Latin {
			return 1
		}
		return 0
	case a.Latin == b.Latin && a.Latin != "":
		return 1
	case a.Sound == b.Sound:
		return SameSound
	}
	longer := int(max(a.letters, b.letters))
	if longer <= Exact {
		return 0
	}
	limit := budget(longer)
	cost := distance(a.Sound, b.Sound, limit)
	if cost > limit {
		return 0
	}
	return max(Floor, SameSound-float64(cost)/float64(costWhole*longer))
}

// letters is a sound form as letter numbers and what each letter costs when it
// is in one name only.
type letters struct {
	n    int
	code [maxLetters]uint8
	drop [maxLetters]uint8
}

// set reads the first maxLetters letters of a sound form.
func (l *letters) set(sound string) {
	l.n = min(len(sound), maxLetters)
	for i := range l.n {
		l.code[i] = letterNumber[sound[i]]
		l.drop[i] = indelCost(sound[:l.n], i)
	}
}

// distance returns the least cost, in quarters, of turning one sound form into
// the other, or some number above limit as soon as it is known to exceed it.
// It is the restricted Damerau-Levenshtein distance with weights.
func distance(first, second string, limit int) int {
	var a, b letters
	a.set(first)
	b.set(second)
	var rows [3][maxLetters + 1]int16
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range b.n {
		last[j+1] = last[j] + int16(b.drop[j])
	}
	lastBest := 0
	for i := range a.n {
		letter, gone := a.code[i], int16(a.drop[i])
		costs := &substitution[letter]
		row[0] = last[0] + gone
		best := row[0]
		for j := range b.n {
			other := b.code[j]
			cost := min(last[j+1]+gone, row[j]+int16(b.drop[j]), last[j]+int16(costs[other]))
			if i > 0 && j > 0 && letter == b.code[j-1] && a.code[i-1] == other {
				cost = min(cost, before[j-1]+costWhole)
			}
			row[j+1] = cost
			best = min(best, cost)
		}
		// A swap reaches over one row, so two rows must be beyond the limit.
		if int(best) > limit && lastBest > limit {
			return int(best)
		}
		lastBest = int(best)
		before, last, row = last, row, before
	}
	return int(last[b.n])
}

// indelCost returns what it costs that the letter at i is in one name only. It
// depends on that name alone, which keeps the distance symmetric.
func indelCost(s string, i int) uint8 {
	if i == 0 || !isVowel(s[i]) || !isConsonant(s[i-1]) || i+1 < len(s) && !isConsonant(s[i+1]) {
		return costWhole
	}
	switch prev := s[i-1]; s[i] {
	case 'o':
		if prev == 't' || prev == 'd' {
			return costQuarter
		}
	case 'i':
		if prev == names.SoundCh || prev == 'j' || prev == 'k' {
			return costQuarter
		}
	case 'u':
		if prev != 't' && prev != 'd' {
			return costQuarter
		}
	case 'e':
		if i+1 == len(s) {
			return costQuarter
		}
	}
	return costWhole
}

// substitution is the cost of one letter for another, by letter number: nothing
// for itself, a half between vowels and within mixedUp, else a whole.
var substitution = func() (t [numLetters][32]uint8) {
	for a := range t {
		for b := range t[a] {
			if a != b {
				t[a][b] = costWhole
			}
		}
	}
	halve := func(pair string) {
		a, b := letterNumber[pair[0]], letterNumber[pair[1]]
		t[a][b], t[b][a] = costHalf, costHalf
	}
	for _, pair := range mixedUp {
		halve(pair)
	}
	for _, pair := range []string{"ae", "ai", "ao", "au", "ei", "eo", "eu", "io", "iu", "ou"} {
		halve(pair)
	}
	return t
}()

// mixedUp are the sounds that one name has in two spellings: si written shi,
// ti chi, zi ji in romaji, Zeist as Seist, f as h, German w as v, y as i. None
// exchanges a consonant for a vowel or y: [Near] relies on that. With 1 and 2 for names.SoundCh and names.SoundSh.
var mixedUp = []string{"s2", "s1", "t1", "zj", "sz", "hf", "bw", "iy", "21"}
