package matcher

import (
	"fmt"
	"maps"
	"slices"

	"github.com/shimai/shimai/data"
)

// Rule is a reason why governments are kept out of a ranking that has nothing
// to do with points: what a brief asks for, or what a policy says.
type Rule struct {
	// Key is stable: brief.countries, brief.must, policy, ...
	Key string
	// Text says why, and completes "It is kept out: …".
	Text Text
	// Source and Date tell who says so and of when, where it is not the brief.
	Source, Date string
}

// why says in a sentence that a rule keeps a candidate out.
func (r Rule) why() Text {
	t := Text{"It is kept out: " + r.Text.EN, "対象外: " + r.Text.In("ja")}
	if r.Source != "" {
		t.EN += " (" + r.Source + ", " + r.Date + ")"
		t.JA += "(" + r.Source + "、" + r.Date + ")"
	}
	return Text{t.EN + ".", t.JA + "。"}
}

// Bars tell which governments are kept out of a ranking, and by which rule. A
// nil Bars keeps out nobody. They may be shared by many queries once all rules
// were added.
type Bars struct {
	rules []Rule
	// by holds 1 and the index of the rule for who is kept out, else 0.
	by []uint16
}

// maxRules is what fits the numbers of rules.
const maxRules = 1<<16 - 1

// NewBars returns bars without rules for so many governments.
func NewBars(units int) *Bars { return &Bars{by: make([]uint16, units)} }

// Add adds a rule for those for whom out is true. Who is kept out already is
// counted under the rule that came first.
func (b *Bars) Add(r Rule, out func(data.Unit) bool) error {
	if len(b.rules) == maxRules {
		return fmt.Errorf("%w: more than %d rules", ErrQuery, maxRules)
	}
	b.rules = append(b.rules, r)
	for u := range b.by {
		if b.by[u] == 0 && out(data.Unit(u)) {
			b.by[u] = uint16(len(b.rules))
		}
	}
	return nil
}

// Rules returns the rules in the order in which they were added.
func (b *Bars) Rules() []Rule {
	if b == nil {
		return nil
	}
	return b.rules
}

// Of returns the rule that keeps a government out; ok is false for none.
func (b *Bars) Of(u data.Unit) (r Rule, ok bool) {
	if !b.out(u) {
		return Rule{}, false
	}
	return b.rules[b.by[u]-1], true
}

func (b *Bars) out(u data.Unit) bool { return b != nil && b.by[u] != 0 }

// Barred counts the governments that a rule kept out of a ranking, which would
// have been compared without it.
type Barred struct {
	Rule  Rule
	Count int
}

// bar moves those who are kept out from the considered to their rules.
func (x *scan) bar(r *Ranking) {
	if x.bars == nil {
		return
	}
	r.Barred = make([]Barred, len(x.bars.rules))
	for i, rule := range x.bars.rules {
		r.Barred[i].Rule = rule
	}
	for u, by := range x.bars.by {
		if by != 0 && x.asks(data.Unit(u)) {
			r.Barred[by-1].Count++
			r.Considered--
		}
	}
}

// MaxBonus is the most that a bonus may add to the order score. The best sixty
// candidates of a town lie within about 15 points: a third of that moves
// candidates among their like, and nobody to the front who does not fit.
const MaxBonus = 5 * PointsScale

// bonusKey is a bonus in the scale of the key of a scan: the final order counts
// the key for fitShare and opennessShare, so that a bonus of one point is one
// point of the final order.
func bonusKey(bonus Points) int32 { return 100 * int32(bonus) }

// bonuses are those that count: only the balanced order is made of several
// things; the others are by one thing, and stay so.
func (q Query) bonuses() map[data.Unit]Points {
	if q.By != "" && q.By != Balanced {
		return nil
	}
	return q.Bonus
}

// checkAsked refuses bars and bonuses of other governments than the engine's.
func (e *Engine) checkAsked(q Query) error {
	if q.Barred != nil && len(q.Barred.by) != e.units.Len() {
		return fmt.Errorf("%w: bars for %d governments, there are %d", ErrQuery, len(q.Barred.by), e.units.Len())
	}
	for _, u := range slices.Sorted(maps.Keys(q.Bonus)) {
		if b := q.Bonus[u]; u < 0 || int(u) >= e.units.Len() || b < 0 || b > MaxBonus {
			return fmt.Errorf("%w: a bonus of %g for government %d, allowed are 0 to %g", ErrQuery, b.Float(), u, Points(MaxBonus).Float())
		}
	}
	return nil
}
