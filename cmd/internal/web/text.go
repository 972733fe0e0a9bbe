package web

import (
	"fmt"

	"github.com/shimai/shimai/cmd/internal/answer"
)

// sayf words a message in the language.
func sayf(lang, en, ja string, args ...any) string {
	return fmt.Sprintf(answer.Both(en, ja).In(lang), args...)
}
