package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/matcher"
)

// flagError words what is wrong with a flag; the error is about usage.
func flagError(cmd *cobra.Command, err error) error {
	words := answer.Both(err.Error(), err.Error())
	var value *pflag.InvalidValueError
	var unknown *pflag.NotExistError
	var lacking *pflag.ValueRequiredError
	switch {
	case errors.As(err, &value):
		words = answer.Words("--%s %s: write %s", "--%s %s: %sで指定してください", value.GetFlag().Name, answer.Shorten(value.GetValue()), kindOfValue(value.GetFlag()))
	case errors.As(err, &unknown):
		words.JA = dashed(unknown) + " というオプションはありません"
	case errors.As(err, &lacking):
		words.JA = dashed(lacking) + " には値が必要です"
	}
	return answer.Usage(answer.Words("%s; see `%s --help`", "%s(`%s --help` を参照)", words, cmd.CommandPath()))
}

// dashed is a flag as it was written.
func dashed(flag interface {
	GetSpecifiedName() string
	GetSpecifiedShortnames() string
}) string {
	if flag.GetSpecifiedShortnames() != "" {
		return "-" + flag.GetSpecifiedName()
	}
	return "--" + flag.GetSpecifiedName()
}

// kindOfValue says what a flag takes.
func kindOfValue(f *pflag.Flag) matcher.Text {
	switch f.Value.Type() {
	case "int", "int32", "int64":
		return answer.Both("a whole number", "整数")
	case "float64":
		return answer.Both("a number", "数値")
	case "bool":
		return answer.Both("true or false, or nothing", "true または false、または値なし")
	}
	return answer.Both("another value", "別の値")
}

// group makes cmd one that has only commands below it: alone it shows its
// help, and a word that is none of them is a usage error.
func group(cmd *cobra.Command) *cobra.Command {
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		return answer.Usage(answer.Words("`%s` has no command %s; see `%[1]s --help`", "`%s` に %s というコマンドはありません(`%[1]s --help` を参照)", cmd.CommandPath(), answer.Shorten(args[0])))
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	return cmd
}

// noCommand says that a word is no command, and what to do.
func noCommand(word string, hint matcher.Text) error {
	return answer.Usage(answer.Words("there is no command %s; %s", "%s というコマンドはありません。%s", answer.Shorten(word), hint))
}

// leftAlone refuses to write over a file that somebody may have filled in.
func leftAlone(path string) error {
	return answer.Usage(answer.Words("%s exists and was left alone; remove it first to start anew", "%s はすでにあるため上書きしませんでした。作り直すには先に削除してください", path))
}

// newHelp is cobra's help command with an error for what is no command.
func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Show the help of a command",
		Example: "  shimai help recommend",
		RunE: func(cmd *cobra.Command, args []string) error {
			asked, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return noCommand(strings.Join(args, " "), answer.Both("see `shimai --help` for all commands", "一覧は `shimai --help` で見られます"))
			}
			return asked.Help()
		},
	}
}

// remembering is a writer for texts whose author does not look at errors, as
// cobra with its help: the first error is kept.
type remembering struct {
	w   io.Writer
	err error
}

func (r *remembering) Write(p []byte) (int, error) {
	n, err := r.w.Write(p)
	if r.err == nil && err != nil {
		r.err = fmt.Errorf("write the help: %w", err)
	}
	return n, err
}

// longestShown is how long a word of a message may be, in bytes. Paths and
// sentences in Japanese are shorter; what is longer came from the user.
const longestShown = 500

// clip cuts overlong words of a message, which may repeat what it was given.
func clip(message string) string {
	var b strings.Builder
	for len(message) > 0 {
		word := message
		if i := strings.IndexAny(message, " \n"); i >= 0 {
			word = message[:i+1]
		}
		message = message[len(word):]
		if len(word) > longestShown {
			cut := longestShown
			for cut > 0 && !utf8.RuneStart(word[cut]) {
				cut--
			}
			rest := strings.TrimLeft(word[len(word)-1:], "!-~") // the space or line break
			word = fmt.Sprintf("%s… (%d bytes)%s", word[:cut], len(word)-len(rest), rest)
		}
		b.WriteString(word)
	}
	return b.String()
}

// atMostOne allows one argument of the given name.
func atMostOne(name string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > 1 {
			return takes(cmd, answer.Both("at most one "+name, name+"(1つまで)"), 1, len(args))
		}
		return nil
	}
}
