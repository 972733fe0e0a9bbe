package answer

import (
	"fmt"
	"unicode/utf8"
)

// UsageError is a request that cannot be understood; the message says what to
// write instead.
type UsageError struct {
	text string
	err  error
}

func (u *UsageError) Error() string { return u.text }
func (u *UsageError) Unwrap() error { return u.err }

// Usagef returns a usage error. %w is not understood: the text is the message.
func Usagef(format string, args ...any) error {
	return &UsageError{text: fmt.Sprintf(format, args...)}
}

// AsUsage makes err a usage error and keeps its message.
func AsUsage(err error) error { return &UsageError{text: err.Error(), err: err} }

// ShownLength bounds how much of a user's word an error repeats, in bytes.
const ShownLength = 60

// Shorten quotes a user's word for a message: invalid bytes and control
// characters are escaped, and ten megabytes do not come back.
func Shorten(word string) string {
	cut := word
	if len(cut) > ShownLength {
		cut = cut[:ShownLength]
		for len(cut) > 0 && !utf8.RuneStart(word[len(cut)]) {
			cut = cut[:len(cut)-1]
		}
		return fmt.Sprintf("%q… (%d bytes)", cut, len(word))
	}
	return fmt.Sprintf("%q", cut)
}
