package answer

import (
	"fmt"
	"unicode/utf8"

	"github.com/shimai/shimai/matcher"
)

// UsageError is a request that cannot be understood; the message says what to
// write instead.
type UsageError struct {
	text matcher.Text
	err  error
}

func (u *UsageError) Error() string { return u.text.EN }
func (u *UsageError) Unwrap() error { return u.err }

// In returns the message in a language, in English where it has no other.
func (u *UsageError) In(lang string) string { return u.text.In(lang) }

// Usage returns a usage error that speaks both languages.
func Usage(words matcher.Text) error { return &UsageError{text: words} }

// Usagef returns a usage error in English, for what only they meet who run
// servers, measure, or build data. %w is not understood: the text is the message.
func Usagef(format string, args ...any) error {
	return &UsageError{text: matcher.Text{EN: fmt.Sprintf(format, args...)}}
}

// AsUsage makes err a usage error and keeps its message, in both languages
// where it has them.
func AsUsage(err error) error {
	text := matcher.Text{EN: err.Error()}
	if spoken, ok := err.(interface{ In(lang string) string }); ok {
		text.JA = spoken.In("ja")
	}
	return &UsageError{text: text, err: err}
}

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
