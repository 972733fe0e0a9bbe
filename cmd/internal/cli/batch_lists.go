package cli

import (
	"context"
	"fmt"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/cmd/internal/batch"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/plan"
)

// Lists are long, because towns of one country want much the same candidates:
// if all wanted one country, the last would get the one at towns × partners
// there ÷ cap. Beyond maxDepth that is no longer worth the memory; the bound
// tells what it may have cost. Of a whole list, the partners of the plan for
// all Japanese governments stand within the first 0.45 × towns × partners ÷ cap.
const (
	leastLength = 2000
	mostLength  = 4000
	maxDepth    = 400
	lengthShare = 0.6
)

// length is how many candidates a list holds at most.
func length(towns int, rules plan.Rules) int {
	return max(leastLength, min(mostLength, int(lengthShare*float64(towns*rules.Max)/float64(rules.Cap))))
}

// depth is how many candidates of one country a list holds, 0 for no limit.
func depth(towns int, rules plan.Rules) int {
	if rules.PerCountry == 0 {
		return 0
	}
	return min(maxDepth, (towns*rules.PerCountry+rules.Cap-1)/rules.Cap+rules.PerCountry)
}

// lists asks for the candidates of every town. A town that cannot be asked for
// is noted as failed and takes no part in the plan.
func (b *batchRun) lists(ctx context.Context, rules plan.Rules) ([]plan.Town, error) {
	update, end := b.stageProgress("list", answer.Both("candidates", "候補").In(b.lang))
	defer end()
	cut := plan.Cut{N: length(len(b.towns), rules), PerCountry: depth(len(b.towns), rules)}
	job := batch.Job[[]matcher.Scored]{
		Name: fmt.Sprintf("list %d %d", cut.N, cut.PerCountry), N: len(b.towns), Codec: batch.Lists(), Kept: b.kept, Progress: update,
		Do: func(ctx context.Context, i int) ([]matcher.Scored, error) {
			return b.longList(ctx, b.towns[i], cut)
		},
	}
	chooser, err := b.Chooser()
	if err != nil {
		return nil, err
	}
	towns := make([]plan.Town, 0, len(b.towns))
	restored, err := job.Run(ctx, func(i int, list []matcher.Scored, err error) error {
		switch {
		case err != nil && !isUsage(err):
			return err
		case err != nil:
			b.fail(b.towns[i], failure(err), err.Error())
			return nil
		}
		t := plan.Town{Unit: b.towns[i], Cut: cut, Candidates: make([]plan.Candidate, len(list)), Taken: chooser.Taken(b.towns[i])}
		b.makeRoom(t, rules)
		for k, c := range list {
			t.Candidates[k] = plan.Candidate{Unit: c.Unit, Country: b.base.Units.Country[c.Unit], Value: c.Order}
		}
		towns = append(towns, t)
		return nil
	})
	b.sayRestored(restored, err)
	return towns, err
}

// makeRoom lets fewer partners of before count where --to names so few countries
// that a portfolio could not be filled beside them, unless the user set the limit.
func (b *batchRun) makeRoom(t plan.Town, rules plan.Rules) {
	to := b.queries[b.base.Units.Country[t.Unit]].query.To
	if len(to) == 0 || rules.PerCountry == 0 || b.opt.set.Changed("per-country") {
		return
	}
	for {
		left, most := 0, to[0]
		for _, c := range to {
			left += max(0, rules.PerCountry-t.Taken[c])
			if t.Taken[c] > t.Taken[most] {
				most = c
			}
		}
		if left >= rules.Max || t.Taken[most] == 0 {
			return
		}
		t.Taken[most]--
	}
}

// longList asks for the best candidates of a town within a cut.
func (b *batchRun) longList(ctx context.Context, t data.Unit, cut plan.Cut) ([]matcher.Scored, error) {
	q, err := b.question(ctx, t)
	if err != nil {
		return nil, err
	}
	q.N, q.PerCountry = cut.N, cut.PerCountry
	return b.engine.Top(ctx, q)
}
