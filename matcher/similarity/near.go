package similarity

// Match is one similar name: its place in the list that was searched, and its
// similarity as [Names] gives it.
type Match struct {
	Index int32
	Score float32
}

// Near appends to dst a Match for every key that is similar to q (Names is
// [Floor] or more), in the order of keys. It finds exactly what comparing each
// key with [Names] would find.
//
// Most keys are refused by a bound that is never above the true cost d:
//
//  1. Letters. Take the letters that occur in a but not in b, and those that
//     occur more than once in a but not in b. In an alignment each of them
//     stands for one letter of a, all different, that is left out or replaced;
//     a swap moves letters and removes none. Each costs at least what the cheapest
//     operation on it costs ([letterCost]). So d is at least their sum, and
//     likewise with a and b exchanged. (A replacement can serve both sides, so
//     the sums are not added.)
//  2. Consonants. Every operation that changes how many letters are neither
//     vowel nor y costs a whole: consonants are never cheap to add, and cheap
//     replacements stay within the vowels and y, or within the consonants. So d
//     is at least the difference of the two numbers.
//
// A key is refused only if a bound exceeds the budget of the longer name.
// Names that read or sound the same have the bounds 0 and pass.
func Near(keys []Key, q *Key, dst []Match) []Match {
	var limits [maxLetters + 1]int
	for n := range limits {
		limits[n] = budget(max(n, int(q.letters)))
	}
	for i := range keys {
		k := &keys[i]
		limit := limits[k.letters]
		if diff := int(k.consonants) - int(q.consonants); costWhole*max(diff, -diff) > limit {
			continue
		}
		if letterCost(k.Mask&^q.Mask) > limit || letterCost(q.Mask&^k.Mask) > limit {
			continue
		}
		if s := Names(k, q); s > 0 {
			dst = append(dst, Match{Index: int32(i), Score: float32(s)})
		}
	}
	return dst
}
