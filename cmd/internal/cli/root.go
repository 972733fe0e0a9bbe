package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/matcher"
)

// Main runs the program with the given arguments and returns its exit status;
// see exit.go for what each one means.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer) (status int) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	e := newEnv(stdin, stdout, stderr, os.Getenv)
	defer e.close()
	defer func() {
		if p := recover(); p != nil {
			fmt.Fprintf(stderr, "shimai: internal error: %.300v. Please report it together with the command.\n", p)
			status = exitError
		}
	}()
	root := newRoot(e)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		err = e.help.err
	}
	if err == nil {
		return exitDone
	}
	status = exitStatus(ctx, err)
	e.report(err, status)
	return status
}

// newRoot builds the command tree. Every command is listed here by hand.
func newRoot(e *env) *cobra.Command {
	root := &cobra.Command{
		Use:   "shimai",
		Short: "Find foreign partner cities for a municipality, and say why",
		Long: `shimai (姉妹, sisters) ranks foreign partner candidates for a town and shows the
evidence for each. TOWN is a name in any script, a code (jp:01635, 01635,
gn:2648579), or "name, region, country".`,
		Example: `  shimai recommend 新得町 --to US,GB,CA,AU
  shimai recommend Glasgow --to JP
  shimai explain 新得町 Aspen`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          e.unknownCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetIn(e.stdin)
	root.SetOut(&e.help)
	root.SetErr(e.stderr)
	root.SetFlagErrorFunc(flagError)
	root.SetHelpCommand(newHelp())
	root.Long += "\n" + exitHelp()
	e.flags.add(root.PersistentFlags())
	root.AddCommand(
		newRecommend(e), newPortfolio(e), newReport(e), newDiff(e), newExplain(e), newCompare(e),
		newBrief(e), newProfile(e), newTies(e), newFind(e), newGaps(e), newCoverage(e), newBatch(e),
		newOwn(e), newWishes(e),
		newServe(e), newExplore(e), newEval(e), newTrain(e),
		newData(e), newConfig(e), newVersion(e), newMan(e),
	)
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		if cmd.Name() == "completion" {
			group(cmd)
		}
	}
	e.completing(root)
	return root
}

// unknownCommand answers a word that is no command with the nearest ones.
func (e *env) unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	cmd.SuggestionsMinimumDistance = 2
	hint := answer.Both("see `shimai --help` for all commands", "一覧は `shimai --help` で見られます")
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		hint = answer.Both("did you mean "+strings.Join(near, " or ")+"?", "もしかして: "+strings.Join(near, "、"))
	}
	return noCommand(args[0], hint)
}

// exactly asks for n arguments with the given names.
func exactly(names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != len(names) {
			return takes(cmd, answer.Both(strings.Join(names, " and "), strings.Join(names, " と ")), len(names), len(args))
		}
		return nil
	}
}

// takes says what a command takes besides its flags, and how much was given:
// where that is too much, a name may have been cut at its spaces.
func takes(cmd *cobra.Command, what matcher.Text, most, given int) error {
	hint := matcher.Text{}
	if given > most {
		hint = answer.Both("; put names with spaces in quotes", "。空白を含む名前は引用符で囲んでください")
	}
	return answer.Usage(answer.Words("`%s` takes %s, %d given%s", "`%s` には %s を指定してください(現在%d個)%s", cmd.CommandPath(), what, given, hint))
}

// atLeast asks for n or more arguments, described in words.
func atLeast(n int, words matcher.Text) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < n {
			return takes(cmd, words, n, len(args))
		}
		return nil
	}
}

// nothing asks for no arguments.
func nothing(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return answer.Usage(answer.Words("`%s` takes no argument, got %s", "`%s` に引数はありません(%s があります)", cmd.CommandPath(), answer.Shorten(args[0])))
	}
	return nil
}
