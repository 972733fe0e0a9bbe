package similarity

import (
	"cmp"
	"slices"
)

// Index holds the keys of a large list by their numbers of letters and
// consonants, so that most of them need not be looked at. It finds what [Near]
// finds. It is read-only after NewIndex and safe for concurrent use.
type Index struct {
	keys  []Key
	masks []uint64
	at    []int32 // place in keys
	// start of each bucket, by consonants and letters.
	start [(maxLetters+1)*(maxLetters+1) + 1]int32
}

func bucket(consonants, letters uint8) int { return int(consonants)*(maxLetters+1) + int(letters) }

// NewIndex makes an index of keys, which must not change afterwards.
func NewIndex(keys []Key) *Index {
	x := &Index{keys: keys, masks: make([]uint64, len(keys)), at: make([]int32, len(keys))}
	next := make([]int32, len(x.start))
	for i := range keys {
		next[bucket(keys[i].consonants, keys[i].letters)+1]++
	}
	for b := 1; b < len(next); b++ {
		next[b] += next[b-1]
	}
	copy(x.start[:], next)
	for i := range keys {
		to := &next[bucket(keys[i].consonants, keys[i].letters)]
		x.masks[*to], x.at[*to] = keys[i].Mask, int32(i)
		*to++
	}
	return x
}

// Near appends to dst a Match for every key of the index that is similar to q,
// in the order of keys.
//
// It refuses whole buckets by the bounds of [Near] and a third one: a letter
// added or left out costs a quarter at least, so the cost is at least the
// difference of the numbers of letters.
func (x *Index) Near(q *Key, dst []Match) []Match {
	first := len(dst)
	for n := range uint8(maxLetters + 1) {
		limit := budget(int(max(n, q.letters)))
		if apart(n, q.letters) > limit {
			continue
		}
		for c := range n + 1 {
			if costWhole*apart(c, q.consonants) <= limit {
				dst = x.bucketNear(bucket(c, n), limit, q, dst)
			}
		}
	}
	slices.SortFunc(dst[first:], func(a, b Match) int { return cmp.Compare(a.Index, b.Index) })
	return dst
}

func (x *Index) bucketNear(b, limit int, q *Key, dst []Match) []Match {
	from, to := x.start[b], x.start[b+1]
	for i, mask := range x.masks[from:to] {
		if letterCost(mask&^q.Mask) > limit || letterCost(q.Mask&^mask) > limit {
			continue
		}
		at := x.at[int(from)+i]
		if s := Names(&x.keys[at], q); s > 0 {
			dst = append(dst, Match{Index: at, Score: float32(s)})
		}
	}
	return dst
}

func apart(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }
