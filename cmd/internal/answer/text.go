package answer

import (
	"fmt"

	"github.com/shimai/shimai/matcher"
)

// Both returns a text in the two languages of the program.
func Both(en, ja string) matcher.Text { return matcher.Text{EN: en, JA: ja} }

// Words formats a text in both languages. Arguments that are texts of both
// themselves are worded in each.
func Words(en, ja string, args ...any) matcher.Text {
	in := func(format, lang string) string {
		worded := make([]any, len(args))
		for i, a := range args {
			if t, ok := a.(matcher.Text); ok {
				a = t.In(lang)
			}
			worded[i] = a
		}
		return fmt.Sprintf(format, worded...)
	}
	return matcher.Text{EN: in(en, "en"), JA: in(ja, "ja")}
}
