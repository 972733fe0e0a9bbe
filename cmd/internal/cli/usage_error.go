package cli

import (
	"fmt"
	"unicode/utf8"
)

// usageError is a request that cannot be understood; the message says what to
// write instead.
type usageError struct {
	text string
	err  error
}

func (u *usageError) Error() string { return u.text }
func (u *usageError) Unwrap() error { return u.err }

// usagef returns a usage error. %w is not understood: the text is the message.
func usagef(format string, args ...any) error {
	return &usageError{text: fmt.Sprintf(format, args...)}
}

// asUsage makes err a usage error and keeps its message.
func asUsage(err error) error { return &usageError{text: err.Error(), err: err} }

// shownLength bounds how much of a user's word an error repeats, in bytes.
const shownLength = 60

// shorten quotes a user's word for a message: invalid bytes and control
// characters are escaped, and ten megabytes do not come back.
func shorten(word string) string {
	cut := word
	if len(cut) > shownLength {
		cut = cut[:shownLength]
		for len(cut) > 0 && !utf8.RuneStart(word[len(cut)]) {
			cut = cut[:len(cut)-1]
		}
		return fmt.Sprintf("%q… (%d bytes)", cut, len(word))
	}
	return fmt.Sprintf("%q", cut)
}
