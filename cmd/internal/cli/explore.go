package cli

import (
	"context"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/cmd/internal/tui"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/local"
	"github.com/shimai/shimai/index"
)

func newExplore(e *env) *cobra.Command {
	var q queryFlags
	var w wishFlags
	cmd := &cobra.Command{
		Use:   "explore [TOWN]",
		Short: "Look around in the terminal: search, list, reasons, weights, map, basket",
		Long: `Look around in the terminal: search a town, see the candidates, understand why,
change the weights and watch the order, see the map, put four to eight candidates
into a basket and save it. The line at the bottom names the keys, ? lists all.

It works over ssh and without colour, from 72 x 20 characters. -o names the file
that saving proposes.`,
		Example: `  shimai explore
  shimai explore 新得町 --to US,GB,CA,AU
  shimai explore Glasgow --to JP --lang en -o glasgow.md`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return answer.Usage(answer.Words("`shimai explore` takes one TOWN, or none to begin with the search, %d given; put names with spaces in quotes",
					"`shimai explore` に指定できる TOWN は1つまでです(省略すると検索から始めます)。%d個あります。空白を含む名前は引用符で囲んでください", len(args)))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			q.apply(e)
			return runExplore(cmd.Context(), e, q, w, args)
		},
	}
	q.add(cmd.Flags())
	w.add(cmd.Flags())
	return cmd
}

func runExplore(ctx context.Context, e *env, flags queryFlags, w wishFlags, args []string) error {
	if err := w.read(e); err != nil {
		return err
	}
	if e.flags.format != "" {
		return answer.Usage(answer.Both("explore prints nothing, so --format has no meaning; the extension of the file it saves chooses the format",
			"explore は出力しないため --format は使えません。保存するファイルの形式は拡張子で決まります"))
	}
	if _, ok := e.terminal(); !ok {
		return answer.Usage(answer.Both("explore needs a terminal to draw on; `shimai recommend` prints the same list", "explore には端末が必要です。同じ一覧は `shimai recommend` で出力できます"))
	}
	a, err := e.ask(flags.parts)
	if err != nil {
		return err
	}
	w.ask(&a)
	if err := savable(e.flags.file); err != nil {
		return err
	}
	town := w.wanted.Town
	if len(args) > 0 {
		town = args[0]
	}
	stderr := e.stderr
	defer func() { e.stderr = stderr }()
	// Each change of a weight is a run of its own: what is only looked at is
	// not worth a note in the local store. Reports that are saved are kept.
	e.Kept = func(func(*local.Store) error) {}
	return tui.Run(ctx, tui.Options{
		Desk: e.Desk, Ask: a, Town: town, File: e.flags.file, Also: w.again(), Write: replaceFile, Keep: e.keep, OpenIndex: e.openIndexQuietly, In: e.stdin, Out: e.stdout,
		Notify: func(tell func(string)) { e.stderr = onScreen(tell) },
	})
}

// savable refuses a name for the file to save that has no format.
func savable(file string) error {
	ext := strings.ToLower(strings.TrimPrefix(filepath.Ext(file), "."))
	if file != "" && !slices.Contains(tui.Formats(), ext) {
		return wrongExtension(file, tui.Formats())
	}
	return nil
}

// onScreen shows what is written for stderr as a notice of the explorer.
type onScreen func(string)

// Write tells the user a notice. It never fails.
func (tell onScreen) Write(b []byte) (int, error) {
	tell(strings.TrimPrefix(strings.TrimSpace(string(b)), "shimai: "))
	return len(b), nil
}

// openIndexQuietly opens the search index as openIndex does, and tells its
// progress to somebody else than the terminal.
func (e *env) openIndexQuietly(ctx context.Context, st *data.Store, progress func(done, total int)) (*index.Index, error) {
	cfg, err := e.config()
	if err != nil {
		return nil, err
	}
	ix, err := index.Open(ctx, st, cfg.Cache, progress)
	if err != nil {
		return nil, err
	}
	e.onClose(ix.Close)
	return ix, nil
}

// again is how the files are named on a command line.
func (w *wishFlags) again() []string {
	var out []string
	if w.brief != "" {
		out = append(out, "--brief", strconv.Quote(w.brief))
	}
	if w.policy != "" {
		out = append(out, "--policy", strconv.Quote(w.policy))
	}
	return out
}
