package cli

import "github.com/shimai/shimai/matcher"

// both returns a text in the two languages of the program.
func both(en, ja string) matcher.Text { return matcher.Text{EN: en, JA: ja} }
