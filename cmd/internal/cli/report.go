package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/index"
)

// maxListed is how many candidates of an ambiguous name are shown.
const maxListed = 20

// report prints an error on stderr: a sentence and what to do next.
func (e *env) report(err error, status int) {
	var ambiguous *index.AmbiguousError
	var missing *index.NotFoundError
	switch {
	case status == exitInterrupted:
		fmt.Fprintln(e.stderr, "shimai: "+answer.Both("interrupted", "中断しました").In(e.messageLang()))
	case errors.As(err, &ambiguous):
		fmt.Fprint(e.stderr, e.ambiguity(ambiguous))
	case errors.As(err, &missing):
		fmt.Fprint(e.stderr, e.absence(missing))
	default:
		fmt.Fprintln(e.stderr, "shimai: "+clip(message(err, e.messageLang())))
	}
}

// message is what an error says: in the language where it speaks it, in
// English otherwise.
func message(err error, lang string) string {
	if errors.Is(err, index.ErrEmpty) {
		return answer.Both(err.Error(), "自治体名がありません。名前、コード、IDのいずれか(例: 新得町、01635、gn:2648579)で指定してください").In(lang)
	}
	switch e := err.(type) {
	case interface{ In(lang string) string }:
		return e.In(lang)
	case interface{ Unwrap() []error }: // several, told at once
		var lines []string
		for _, one := range e.Unwrap() {
			lines = append(lines, message(one, lang))
		}
		return strings.Join(lines, "\n")
	}
	return err.Error()
}

// ambiguity lists the governments that bear a name, numbered.
func (e *env) ambiguity(a *index.AmbiguousError) string {
	lang := e.messageLang()
	var b strings.Builder
	fmt.Fprintf(&b, "shimai: "+answer.Both("%s may mean %d governments:", "%sは%d件の自治体に当てはまります:").In(lang)+"\n", answer.Shorten(a.Query), len(a.Matches))
	e.list(&b, a.Matches, lang)
	code := "jp:01635"
	if base, err := e.Base(); err == nil && len(a.Matches) > 0 {
		code = base.Labels.ID.At(int(a.Matches[0].Unit))
	}
	fmt.Fprintf(&b, answer.Both("Say which by its code, such as %s, or as \"name, region, country\".", "コード(例: %s)または「名前, 地域, 国」で指定してください。").In(lang)+"\n", code)
	return b.String()
}

// absence says that nothing was found, with what may have been meant.
func (e *env) absence(n *index.NotFoundError) string {
	lang := e.messageLang()
	var b strings.Builder
	fmt.Fprintf(&b, "shimai: "+answer.Both("no government is called %s.", "%sという自治体は見つかりません。").In(lang), answer.Shorten(n.Query))
	if len(n.Suggestions) == 0 {
		b.WriteString(answer.Both(" Try another spelling or script, a code, or `shimai find`.", "別の表記、コード、または `shimai find` をお試しください。").In(lang) + "\n")
		return b.String()
	}
	b.WriteString(answer.Both(" Did you mean:", "次のいずれかですか:").In(lang) + "\n")
	e.list(&b, n.Suggestions, lang)
	return b.String()
}

func (e *env) list(b *strings.Builder, matches []index.Match, lang string) {
	base, err := e.Base()
	if err != nil {
		return // the list is a help to the error that is being reported
	}
	for i, m := range matches {
		if i == maxListed {
			fmt.Fprintf(b, answer.Both("  … and %d more", "  …ほか%d件").In(lang)+"\n", len(matches)-maxListed)
			return
		}
		fmt.Fprintf(b, "%3d. %s · %s\n", i+1, base.Describe(m.Unit, lang), base.Labels.ID.At(int(m.Unit)))
	}
}

// messageLang is the language for messages on stderr. They may be about the
// configuration that says the language: then the locale decides.
func (e *env) messageLang() string {
	if lang, err := e.lang(); err == nil {
		return lang
	}
	if lang := e.flags.lang; lang == "en" || lang == "ja" {
		return lang
	}
	return localeLang(e.getenv)
}
