package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/cmd/internal/batch"
	"github.com/shimai/shimai/matcher"
)

// rankings writes the own ranking of every town, as it comes.
func (b *batchRun) rankings(ctx context.Context, out *output) error {
	cfg, err := b.config()
	if err != nil {
		return err
	}
	write := func(w io.Writer) error {
		sink, err := newRows[rankingRow](w, out.format, b.opt.bom)
		if err != nil {
			return err
		}
		if err := b.eachRanking(ctx, cfg.N, sink); err != nil {
			if x, ok := sink.(*workbookRows[rankingRow]); ok {
				return errors.Join(err, x.file.Close()) // it has written to temporary files
			}
			return err
		}
		return sink.close()
	}
	if err := b.deliver(out, write); err != nil {
		return err
	}
	for _, line := range b.barredLines() {
		b.notice("%s", line)
	}
	return b.reportFailed(out)
}

func (b *batchRun) eachRanking(ctx context.Context, n int, sink rows[rankingRow]) error {
	update, end := b.stageProgress("rank", answer.Both("rank", "順位付け").In(b.lang))
	defer end()
	job := batch.Job[[]matcher.Scored]{
		Name: fmt.Sprintf("rank %d", n), N: len(b.towns), Codec: batch.Lists(), Kept: b.kept, Progress: update,
		Do: func(ctx context.Context, i int) ([]matcher.Scored, error) {
			q, err := b.question(ctx, b.towns[i])
			if err != nil {
				return nil, err
			}
			q.N, q.PerCountry = n, 0
			return b.engine.Top(ctx, q)
		},
	}
	ids := b.base.Labels.ID
	restored, err := job.Run(ctx, func(i int, list []matcher.Scored, err error) error {
		switch {
		case err != nil && !isUsage(err):
			return err
		case err != nil:
			b.fail(b.towns[i], failure(err), err.Error())
		case len(list) == 0:
			b.fail(b.towns[i], "no_candidates", b.say("no candidate in the countries asked for", "対象国に候補がありません"))
		}
		town := ids.At(int(b.towns[i]))
		for rank, c := range list {
			row := rankingRow{town, ids.At(int(c.Unit)), int32(rank + 1), c.Fit.Float(), c.Openness.Float(), c.Order.Float()}
			if err := sink.write(row); err != nil {
				return err
			}
		}
		return nil
	})
	b.sayRestored(restored, err)
	return err
}

// sayRestored tells how much an earlier run had done, or that this one is kept.
func (b *batchRun) sayRestored(restored int, err error) {
	switch {
	case err != nil && b.kept != nil && b.kept.Err() == nil:
		b.notice("%s", b.say("what is done is kept: the same command goes on from there", "途中までの結果は保存されました。同じコマンドで続きから再開します"))
	case err == nil && restored > 0:
		b.notice(b.say("%s of %s towns were done by an earlier run", "%[2]s自治体のうち%[1]s自治体は前回の実行で完了済み"), answer.Grouped(int64(restored)), answer.Grouped(int64(len(b.towns))))
	}
}

// say words a message in the language of the output.
func (b *batchRun) say(en, ja string, args ...any) string {
	text := answer.Both(en, ja).In(b.lang)
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// deliver writes to stdout or, whole or not at all, to the file.
func (b *batchRun) deliver(out *output, write func(io.Writer) error) error {
	if out.file != "" {
		return replaceFile(out.file, write)
	}
	w := bufio.NewWriter(b.stdout)
	if err := write(w); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}
