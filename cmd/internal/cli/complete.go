package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/config"
	"github.com/shimai/shimai/matcher/portfolio"
)

// placesOffered bounds the places that complete a name.
const placesOffered = 30

// completing teaches shells what may stand for the words and flags of cmd and
// of all commands below it. The same flag means the same everywhere, so one
// table serves all.
func (e *env) completing(cmd *cobra.Command) {
	const one, list = cobra.ShellCompDirectiveNoFileComp, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	for _, f := range []struct {
		name  string
		then  cobra.ShellCompDirective
		offer func(word string) []string
	}{
		{"to", list, e.areas}, {"country", one, e.areas}, {"home", one, e.areas},
		{"by", one, fixed("balanced", "fit", "openness", "mutual")},
		{"lang", one, fixed("en", "ja")},
		{"format", one, fixed(answer.Formats(answer.FormatJSONL, answer.FormatGeoJSON, answer.FormatXLSX)...)},
		{"weight", list, fixed(withValue(config.Criteria())...)},
		{"purpose", list, fixed(withValue(purposes())...)},
	} {
		// The error is about flags that the command does not have, and about
		// those of all commands, which were taught before.
		_ = cmd.RegisterFlagCompletionFunc(f.name, func(_ *cobra.Command, _ []string, word string) ([]string, cobra.ShellCompDirective) {
			return lastOfList(word, f.offer), f.then
		})
	}
	if words := strings.Fields(cmd.Use)[1:]; cmd.ValidArgsFunction == nil && len(words) > 0 {
		cmd.ValidArgsFunction = func(_ *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
			return e.argument(words, len(args), word)
		}
	}
	for _, below := range cmd.Commands() {
		if below.Name() != "completion" && below.Name() != "help" {
			e.completing(below)
		}
	}
}

// argument completes the word after n arguments of a command whose usage names
// its words.
func (e *env) argument(words []string, n int, word string) ([]string, cobra.ShellCompDirective) {
	if last := words[len(words)-1]; n >= len(words) && strings.HasSuffix(last, "...") {
		n = len(words) - 1
	}
	if n >= len(words) {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	switch strings.Trim(words[n], "[].") {
	case "TOWN", "CANDIDATE", "PARTNER", "QUERY":
		return e.places(word), cobra.ShellCompDirectiveNoFileComp
	case "FILE", "RUN1", "RUN2":
		return nil, cobra.ShellCompDirectiveDefault
	}
	return nil, cobra.ShellCompDirectiveNoFileComp
}

// lastOfList completes the last word of a list with commas.
func lastOfList(typed string, offer func(string) []string) []string {
	head, word := "", typed
	if i := strings.LastIndex(typed, ","); i >= 0 {
		head, word = typed[:i+1], typed[i+1:]
	}
	var out []string
	for _, o := range offer(word) {
		out = append(out, head+o)
	}
	return out
}

func fixed(words ...string) func(string) []string {
	return func(word string) []string {
		return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return !strings.HasPrefix(w, strings.ToLower(word)) })
	}
}

// withValue turns the names of things that are counted into the beginning of
// what --weight and --purpose take.
func withValue(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = n + "="
	}
	return out
}

func purposes() []string {
	var out []string
	for _, p := range portfolio.Purposes() {
		out = append(out, p.String())
	}
	return out
}

// areas offers the codes of countries, or names of countries and parts of the
// world once more than a code was typed. What cannot be read offers nothing.
func (e *env) areas(word string) []string {
	e.flags.quiet = true // a notice would stand in the middle of what is typed
	b, err := e.Base()
	if err != nil {
		return nil
	}
	lang := e.messageLang()
	var out []string
	add := func(w, what string) {
		if rest, ok := begins(w, word); ok && !slices.Contains(out, rest+what) {
			out = append(out, rest+what)
		}
	}
	for i, code := range b.Countries.Code {
		name := b.Countries.Name[i]
		if lang == "ja" && b.Countries.NameJA[i] != "" {
			name = b.Countries.NameJA[i]
		}
		add(code, "\t"+name)
		if len(word) > 0 {
			add(name, "")
		}
	}
	for i := range b.Countries.Code {
		add(b.Countries.Region[i], "")
		add(b.Countries.Subregion[i], "")
	}
	return out
}

// places offers names that begin with the word, with region and country where
// the name alone is that of another place too.
func (e *env) places(word string) []string {
	e.flags.quiet = true
	r, err := e.Resolver()
	if err != nil {
		return nil
	}
	found, err := r.Begin(word, placesOffered)
	if err != nil || len(found) == 0 {
		return nil
	}
	b, err := e.Base()
	if err != nil {
		return nil
	}
	var out []string
	for _, u := range found {
		for _, lang := range []string{"en", "ja"} {
			name, ok := begins(b.Name(u, lang), word)
			if !ok {
				continue
			}
			if meant, err := r.Resolve(name); err != nil || meant != u {
				name = strings.Join(slices.DeleteFunc([]string{name, b.Region(u, lang), b.CountryName(b.Units.Country[u], lang)}, func(s string) bool { return s == "" }), ", ")
				if meant, err := r.Resolve(name); err != nil || meant != u {
					break
				}
			}
			out = append(out, name+"\t"+b.Describe(u, e.messageLang()))
			break
		}
	}
	return out
}

// begins tells whether a name begins with what was typed, in any case, and
// returns it with that beginning as it was typed: shells offer no other.
func begins(name, typed string) (string, bool) {
	if name == "" || len(name) < len(typed) || !strings.EqualFold(name[:len(typed)], typed) {
		return "", false
	}
	return typed + name[len(typed):], true
}
