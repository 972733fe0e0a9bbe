package portfolio

import (
	"fmt"
	"maps"
	"slices"

	"github.com/shimai/shimai/matcher"
)

// Purpose is what a town wants a partner for.
type Purpose uint8

// The purposes, in the order in which they are shown.
const (
	Trade Purpose = iota
	Tourism
	Education
	Culture
	Workers
	Disaster
	Innovation
	NumPurposes
)

// purposes holds the key, the names in full and in a word and the default weight of each purpose.
// What nearly every town hopes for counts in full; workers, mutual aid and
// innovation are the wish of fewer towns and count half unless asked for.
var purposes = [NumPurposes]struct {
	key    string
	name   matcher.Text
	short  matcher.Text
	weight float64
}{
	Trade:      {"trade", matcher.Text{EN: "trade and exports", JA: "貿易・輸出"}, matcher.Text{EN: "trade", JA: "貿易"}, 1},
	Tourism:    {"tourism", matcher.Text{EN: "inbound tourism", JA: "観光誘客"}, matcher.Text{EN: "tourism", JA: "観光"}, 1},
	Education:  {"education", matcher.Text{EN: "education", JA: "教育"}, matcher.Text{EN: "education", JA: "教育"}, 1},
	Culture:    {"culture", matcher.Text{EN: "culture", JA: "文化"}, matcher.Text{EN: "culture", JA: "文化"}, 1},
	Workers:    {"workers", matcher.Text{EN: "foreign workers", JA: "外国人材"}, matcher.Text{EN: "workers", JA: "人材"}, 0.5},
	Disaster:   {"disaster", matcher.Text{EN: "disaster mutual aid", JA: "災害時の相互支援"}, matcher.Text{EN: "mutual aid", JA: "防災"}, 0.5},
	Innovation: {"innovation", matcher.Text{EN: "innovation", JA: "先端技術"}, matcher.Text{EN: "innovation", JA: "技術"}, 0.5},
}

// Purposes returns all purposes in the order in which they are shown.
func Purposes() []Purpose {
	out := make([]Purpose, NumPurposes)
	for p := range NumPurposes {
		out[p] = p
	}
	return out
}

// String returns the key of the purpose in flags and JSON; "unknown" for none.
func (p Purpose) String() string {
	if p < NumPurposes {
		return purposes[p].key
	}
	return "unknown"
}

// Name returns the purpose in words.
func (p Purpose) Name() matcher.Text {
	if p < NumPurposes {
		return purposes[p].name
	}
	return matcher.Text{EN: "unknown", JA: "不明"}
}

// Short returns the purpose in a word, for columns.
func (p Purpose) Short() matcher.Text {
	if p < NumPurposes {
		return purposes[p].short
	}
	return p.Name()
}

// DefaultWeight is how much the purpose counts when nobody weighs it.
func (p Purpose) DefaultWeight() float64 {
	if p < NumPurposes {
		return purposes[p].weight
	}
	return 0
}

// ParsePurpose returns the purpose with the given key.
func ParsePurpose(key string) (Purpose, bool) {
	for p := range NumPurposes {
		if purposes[p].key == key {
			return p, true
		}
	}
	return 0, false
}

// maxWeight is the most a purpose may count, as for criteria.
const maxWeight = 100

// purposeWeights lays the given weights over the defaults.
func purposeWeights(given map[Purpose]float64) ([NumPurposes]float64, error) {
	var out [NumPurposes]float64
	for p := range NumPurposes {
		out[p] = purposes[p].weight
	}
	for _, p := range slices.Sorted(maps.Keys(given)) {
		w := given[p]
		if p >= NumPurposes || !(w >= 0 && w <= maxWeight) {
			return out, fmt.Errorf("%w: weight %g of purpose %s, allowed are 0 to %d of %v", matcher.ErrQuery, w, p, maxWeight, Purposes())
		}
		out[p] = w
	}
	return out, nil
}
