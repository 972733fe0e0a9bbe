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
// tells what it may have cost.
const (
	listLength = 4000
	maxDepth   = 400
)

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
	cut := plan.Cut{N: listLength, PerCountry: depth(len(b.towns), rules)}
	job := batch.Job[[]matcher.Scored]{
		Name: fmt.Sprintf("list %d %d", cut.N, cut.PerCountry), N: len(b.towns), Codec: batch.Lists(), Kept: b.kept, Progress: update,
		Do: func(ctx context.Context, i int) ([]matcher.Scored, error) {
			return b.longList(ctx, b.towns[i], cut)
		},
	}
	towns := make([]plan.Town, 0, len(b.towns))
	restored, err := job.Run(ctx, func(i int, list []matcher.Scored, err error) error {
		switch {
		case err != nil && !isUsage(err):
			return err
		case err != nil:
			b.fail(b.towns[i], "error", err.Error())
			return nil
		}
		t := plan.Town{Unit: b.towns[i], Cut: cut, Candidates: make([]plan.Candidate, len(list))}
		for k, c := range list {
			t.Candidates[k] = plan.Candidate{Unit: c.Unit, Country: b.base.Units.Country[c.Unit], Value: c.Order}
		}
		towns = append(towns, t)
		return nil
	})
	b.sayRestored(restored, err)
	return towns, err
}

// longList asks for the best candidates of a town within a cut. So deep into the
// ranking it is quicker to score all the world and to sort by counting.
func (b *batchRun) longList(ctx context.Context, t data.Unit, cut plan.Cut) ([]matcher.Scored, error) {
	q, err := b.question(t)
	if err != nil {
		return nil, err
	}
	all, err := b.engine.Sweep(ctx, q)
	if err != nil {
		return nil, err
	}
	return cutList(all, cut, b.base.Units.Country), nil
}

// cutList returns the first candidates of a list by their order, equal ones as
// they stand.
func cutList(all []matcher.Scored, cut plan.Cut, country []data.Country) []matcher.Scored {
	var start [100*matcher.PointsScale + 2]int32 // how many stand above each order, then the next place
	place := func(c matcher.Scored) int {
		return 100*matcher.PointsScale - int(min(max(c.Order, 0), 100*matcher.PointsScale))
	}
	for _, c := range all {
		start[place(c)+1]++
	}
	for i := range start[1:] {
		start[i+1] += start[i]
	}
	sorted := make([]int32, len(all))
	for i, c := range all {
		at := place(c)
		sorted[start[at]] = int32(i)
		start[at]++
	}
	taken := map[data.Country]int{}
	out := make([]matcher.Scored, 0, min(cut.N, len(all)))
	for _, i := range sorted {
		c := country[all[i].Unit]
		if len(out) == cut.N {
			break
		}
		if cut.PerCountry == 0 || taken[c] < cut.PerCountry {
			taken[c]++
			out = append(out, all[i])
		}
	}
	return out
}
