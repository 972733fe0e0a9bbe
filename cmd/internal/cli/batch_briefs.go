package cli

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/config"
	"github.com/shimai/shimai/config/brief"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// townBrief is the brief of one town of a batch, or why it cannot be used.
type townBrief struct {
	brief brief.Brief
	err   error
}

// readBriefs reads the briefs in the folder, one a town, named by its id or
// its code. Towns without one are asked for as all others; a brief that cannot
// be used fails its town.
func (b *batchRun) readBriefs(dir string) error {
	if dir == "" {
		return nil
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return answer.Usagef("--brief-dir %s cannot be read: %v", answer.Shorten(dir), errors.Unwrap(err))
	}
	files := map[string]string{}
	for _, f := range entries {
		ext := filepath.Ext(f.Name())
		if !f.IsDir() && (ext == ".yaml" || ext == ".yml") {
			files[strings.TrimSuffix(f.Name(), ext)] = filepath.Join(dir, f.Name())
		}
	}
	b.briefs = map[data.Unit]townBrief{}
	for _, t := range b.towns {
		id := b.base.Labels.ID.At(int(t))
		_, code, _ := strings.Cut(id, ":")
		for _, stem := range []string{strings.ReplaceAll(id, ":", "-"), code} {
			path, ok := files[stem]
			if !ok {
				continue
			}
			delete(files, stem)
			if first, twice := b.briefs[t]; twice {
				first.err = errors.Join(first.err, answer.Usagef("%s: the town has another brief in the folder; leave one of them out", path))
				b.briefs[t] = first
				continue
			}
			b.briefs[t] = b.readBrief(t, path)
		}
	}
	b.sayUnused(files)
	return nil
}

func (b *batchRun) readBrief(t data.Unit, path string) townBrief {
	br, err := brief.Read(path)
	if err != nil || br.Town == "" {
		return townBrief{br, err}
	}
	r, err := b.Resolver()
	if err != nil {
		return townBrief{br, err}
	}
	if named, err := r.Resolve(br.Town); err != nil || named != t {
		return townBrief{br, br.Problem("town", "is %s, but the file is named for %s", answer.Shorten(br.Town), b.base.Describe(t, "en"))}
	}
	return townBrief{br, nil}
}

// unusedShown is how many files are named that are for no town.
const unusedShown = 5

func (b *batchRun) sayUnused(files map[string]string) {
	var names []string
	for _, path := range files {
		names = append(names, filepath.Base(path))
	}
	if len(names) == 0 {
		return
	}
	slices.Sort(names)
	shown := strings.Join(names[:min(len(names), unusedShown)], ", ")
	b.notice(b.say("briefs for no town of this run: %d (%s)", "この実行の対象でない要望書: %d件(%s)"), len(names), shown)
}

// briefsDigest stands for the briefs in the id of the run.
func (b *batchRun) briefsDigest() []string {
	if b.briefs == nil {
		return nil
	}
	h := sha256.New()
	for _, t := range b.towns {
		if own, ok := b.briefs[t]; ok {
			fmt.Fprintf(h, "%s %s %v\n", b.base.Labels.ID.At(int(t)), own.brief.Digest(), own.err)
		}
	}
	return []string{fmt.Sprintf("%d briefs %s", len(b.briefs), hex.EncodeToString(h.Sum(nil)[:6]))}
}

// briefed is the question of a town with a brief of its own. Size, quotas,
// purposes and language are those of the plan.
func (b *batchRun) briefed(ctx context.Context, t data.Unit, own townBrief) (matcher.Query, error) {
	if own.err != nil {
		return matcher.Query{}, own.err
	}
	a := b.how
	a.Brief = own.brief
	a.Config.Weights = b.weightsOf(own.brief)
	q, err := b.Question(ctx, a, t)
	q.PerCountry = b.queries[b.base.Units.Country[t]].query.PerCountry
	return q.Query, err
}

// weightsOf lays the weights of a brief over the configuration and under the
// flags that were given.
func (b *batchRun) weightsOf(br brief.Brief) map[string]float64 {
	out := map[string]float64{}
	for _, c := range config.Criteria() {
		given := slices.ContainsFunc(b.opt.weights, func(flag string) bool { return strings.Contains(","+strings.ToLower(flag), ","+c+"=") })
		if w, ok := b.how.Config.Weights[c]; ok {
			out[c] = w
		}
		if w, ok := br.Weights[c]; ok && !given {
			out[c] = w
		}
	}
	return out
}

// failure names the kind of reason why a town was not served.
func failure(err error) string {
	if errors.Is(err, config.ErrInvalid) {
		return "brief"
	}
	return "error"
}
