package cli

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/config/policy"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// asksOfTies tells whether the policy has rules about a town's own ties, which
// no two towns share a question under.
func (b *batchRun) asksOfTies() bool {
	return b.how.Policy != nil && slices.ContainsFunc(b.how.Policy.Rules, func(r policy.Rule) bool { return len(r.Ties) > 0 })
}

// barredLines tell how many candidates each rule of the policy keeps out, a
// line a rule, in the order of the policy.
func (b *batchRun) barredLines() []string {
	if b.how.Policy == nil {
		return nil
	}
	out := make([]bool, b.base.Units.Len())
	var lines []string
	for _, r := range b.how.Policy.Rules {
		if r.Do != policy.Exclude {
			continue
		}
		reason := answer.Both(r.Reason, r.Reason)
		if r.ReasonJA != "" {
			reason.JA = r.ReasonJA
		}
		if len(r.Ties) > 0 {
			lines = append(lines, b.say("Left out by the policy, for each town by its own ties: %s (%s, %s).", "方針により、各自治体の提携の状態に応じて対象外: %s(%s、%s)。", reason.In(b.lang), r.Source, r.Date))
			continue
		}
		clear(out)
		for _, home := range slices.Sorted(maps.Keys(b.queries)) {
			b.markBarred(out, home, b.queries[home].query, reason)
		}
		count := 0
		for _, yes := range out {
			if yes {
				count++
			}
		}
		lines = append(lines, b.say("Left out by the policy: %s candidates: %s (%s, %s).", "方針により対象外: %s件: %s(%s、%s)。", answer.Grouped(int64(count)), reason.In(b.lang), r.Source, r.Date))
	}
	return lines
}

// markBarred marks whom a rule keeps from the towns of a country.
func (b *batchRun) markBarred(out []bool, home data.Country, q matcher.Query, reason matcher.Text) {
	units := b.base.Units
	for u := range out {
		unit := data.Unit(u)
		if units.Country[unit] == home || units.PartOf[unit] != data.NoUnit || len(q.To) > 0 && !slices.Contains(q.To, units.Country[unit]) {
			continue
		}
		if rule, ok := q.Barred.Of(unit); ok && rule.Text == reason {
			out[u] = true
		}
	}
}

// remarkLines count the partners for each warning and remark of the policy,
// the most frequent first.
func (v planView) remarkLines() []string {
	count := map[string]int{}
	for _, pairs := range v.pairs {
		for _, p := range pairs {
			for _, f := range p.Remarks {
				if f.Key == "policy" {
					count[f.Text.In(v.lang)]++
				}
			}
		}
	}
	lines := slices.SortedFunc(maps.Keys(count), func(a, b string) int { return cmp.Or(count[b]-count[a], strings.Compare(a, b)) })
	for i, text := range lines {
		lines[i] = v.say("Told of %s partners: %s", "提携先 延べ%s件について: %s", answer.Grouped(int64(count[text])), text)
	}
	return lines
}
