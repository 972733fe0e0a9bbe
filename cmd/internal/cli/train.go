package cli

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/backtest"
	"github.com/shimai/shimai/matcher/model"
)

func newTrain(e *env) *cobra.Command {
	var seed uint64
	var charts string
	cmd := &cobra.Command{
		Use:   "train",
		Short: "Learn the weights anew from the known ties",
		Long: `Learn the weights from all known ties, as docs/method.md tells, and write them as
JSON: to stdout, or whole or not at all to the file given with -o. The weights
inside the program give the terms, the knots of their curves, and what is set by
hand. What changed is told on stderr.

The same data and seed give the same bytes. It takes about half a minute. To use
new weights, put them in the place of matcher/model/weights.json and build the
program again.`,
		Example: `  shimai train -o matcher/model/weights.json
  shimai train -o matcher/model/weights.json --charts docs/charts
  shimai train --seed 2 --data layers -o weights.json`,
		Args: nothing,
		RunE: func(cmd *cobra.Command, _ []string) error { return runTrain(cmd.Context(), e, seed, charts) },
	}
	cmd.Flags().Uint64Var(&seed, "seed", 1, "seed of the drawing of pairs")
	cmd.Flags().StringVar(&charts, "charts", "", "also draw the curves and tags as SVG into `DIR`")
	return cmd
}

func runTrain(ctx context.Context, e *env, seed uint64, charts string) error {
	e.layersOnly = true
	file := e.flags.file
	switch {
	case e.flags.set.Changed("output") && file == "":
		return answer.Usagef("-o needs the name of a file; leave it out to write to stdout")
	case file != "" && file != "-" && strings.ToLower(filepath.Ext(file)) != "."+answer.FormatJSON:
		return answer.Usagef("-o %s: weights are JSON, give a name that ends in .json", answer.Shorten(file))
	case e.flags.format != "" && e.flags.format != answer.FormatJSON:
		return answer.Usagef("--format %s is not to be had here; weights are json", answer.Shorten(e.flags.format))
	}
	lang, err := e.lang()
	if err != nil {
		return err
	}
	before, err := model.Default()
	if err != nil {
		return fmt.Errorf("read weights: %w", err)
	}
	after, err := e.train(ctx, before, seed)
	if err != nil {
		return err
	}
	write := func(w io.Writer) error { return answer.WriteJSON(w, after, " ") }
	if file == "" || file == "-" {
		err = write(e.stdout)
	} else {
		err = replaceFile(file, write)
	}
	if err == nil && charts != "" {
		err = writeCharts(charts, after)
	}
	if err != nil || e.flags.quiet {
		return err
	}
	return learned{before, after, lang}.document().WriteTable(e.stderr, e.width())
}

// train learns from all ties of the data.
func (e *env) train(ctx context.Context, template model.Weights, seed uint64) (model.Weights, error) {
	st, err := e.Data()
	if err != nil {
		return model.Weights{}, err
	}
	ties, err := st.Ties()
	if err != nil {
		return model.Weights{}, err
	}
	engine, err := matcher.New(st, template)
	if err != nil {
		return model.Weights{}, err
	}
	return backtest.Train(ctx, st, engine, ties, template, seed)
}
