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
)

// flagError words what is wrong with a flag; the error is about usage.
func flagError(cmd *cobra.Command, err error) error {
	words := err.Error()
	var value *pflag.InvalidValueError
	if errors.As(err, &value) {
		words = fmt.Sprintf("--%s %s: write %s", value.GetFlag().Name, answer.Shorten(value.GetValue()), kindOfValue(value.GetFlag()))
	}
	return answer.Usagef("%s; see `%s --help`", words, cmd.CommandPath())
}

// kindOfValue says what a flag takes.
func kindOfValue(f *pflag.Flag) string {
	switch f.Value.Type() {
	case "int", "int64":
		return "a whole number"
	case "float64":
		return "a number"
	case "bool":
		return "true or false, or nothing"
	}
	return "another value"
}

// group makes cmd one that has only commands below it: alone it shows its
// help, and a word that is none of them is a usage error.
func group(cmd *cobra.Command) *cobra.Command {
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		return answer.Usagef("`%s` has no command %s; see `%s --help`", cmd.CommandPath(), answer.Shorten(args[0]), cmd.CommandPath())
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	return cmd
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
				return answer.Usagef("there is no command %s; see `shimai --help` for all commands", answer.Shorten(strings.Join(args, " ")))
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
			return answer.Usagef("`%s` takes at most one %s, %d given; put names with spaces in quotes", cmd.CommandPath(), name, len(args))
		}
		return nil
	}
}
