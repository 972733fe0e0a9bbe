package cli

import (
	"context"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/config/brief"
	"github.com/shimai/shimai/config/policy"
	"github.com/shimai/shimai/data"
)

// wishFlags name the files with what a town wants and with the rules to keep.
type wishFlags struct {
	brief, policy string
	// wanted and rules are what the files say, once they were read.
	wanted brief.Brief
	rules  *policy.Policy
}

func (w *wishFlags) add(f *pflag.FlagSet) {
	f.StringVar(&w.brief, "brief", "", "what the town wants, in the YAML `FILE`; flags go over it (see `shimai brief init`)")
	f.StringVar(&w.policy, "policy", "", "rules that exclude, warn or inform, in the YAML `FILE`, in place of those inside\nthe program")
}

// read reads the files and lays the settings of the brief under the flags: it
// has to be called before the configuration is asked for.
func (w *wishFlags) read(e *env) error {
	if w.policy != "" {
		p, err := policy.Read(w.policy)
		if err != nil {
			return err
		}
		w.rules = &p
	}
	if w.brief == "" {
		return nil
	}
	var err error
	if w.wanted, err = brief.Read(w.brief); err != nil {
		return err
	}
	answer.LayBrief(&w.wanted, e.given)
	return nil
}

// ask adds the wishes and rules to a question.
func (w *wishFlags) ask(a *answer.Ask) { a.Brief, a.Policy = w.wanted, w.rules }

// town resolves the town on the command line, or else that of the brief, while
// the engine is made ready. Another town than that of the brief is told.
func (w *wishFlags) town(ctx context.Context, e *env, args []string) (data.Unit, error) {
	name := w.wanted.Town
	if len(args) > 0 {
		name = args[0]
	}
	if name == "" && w.brief != "" {
		return data.NoUnit, answer.Usage(answer.Words("neither the command line nor the brief names the town; write it behind the command, or town: jp:01635 into %s",
			"自治体がコマンドにも要望書にも書かれていません。コマンドの後に書くか、%s に town: jp:01635 のように書いてください", answer.Shorten(w.brief)))
	}
	e.Warm()
	town, err := e.Resolve(ctx, name)
	if err != nil || w.wanted.Town == "" || w.wanted.Town == name {
		return town, err
	}
	// The brief may name it otherwise: a code for a name. A name there that
	// nothing answers to is no reason to stop, or to look for ones like it.
	names, err := e.Resolver()
	if err != nil {
		return data.NoUnit, err
	}
	if own, err := names.Resolve(w.wanted.Town); err != nil || own != town {
		e.tell(answer.Words("the brief is that of %s, asked for is %s", "要望書は%sのものですが、%sについて調べます", answer.Shorten(w.wanted.Town), answer.Shorten(name)))
	}
	return town, nil
}

// townOrBrief asks for a TOWN, which may be left out where a brief names it.
func townOrBrief(w *wishFlags) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if w.brief != "" && len(args) == 0 {
			return nil
		}
		return exactly("TOWN")(cmd, args)
	}
}
