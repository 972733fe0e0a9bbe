package answer

import "github.com/shimai/shimai/matcher"

// Both returns a text in the two languages of the program.
func Both(en, ja string) matcher.Text { return matcher.Text{EN: en, JA: ja} }
