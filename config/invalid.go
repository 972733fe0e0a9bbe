package config

import (
	"errors"
	"fmt"
)

// words is a text in the two languages of the program.
type words struct{ en, ja string }

// InvalidError says which key of which source is wrong, its value, and what is
// allowed, in English and Japanese. It wraps [ErrInvalid].
type InvalidError struct{ source, what words }

// Error is the message in English.
func (e *InvalidError) Error() string {
	return e.source.en + ErrInvalid.Error() + ": " + e.what.en
}

// In is the message in a language, "ja" or else English.
func (e *InvalidError) In(lang string) string {
	if lang == "ja" {
		return e.source.ja + e.what.ja
	}
	return e.Error()
}

// Unwrap makes errors.Is(err, ErrInvalid) hold.
func (e *InvalidError) Unwrap() error { return ErrInvalid }

// invalid returns the error for a value that a key does not allow.
func invalid(key string, value any, allowed words) error {
	return &InvalidError{what: words{
		fmt.Sprintf("%s is %s, allowed is %s", key, show(value), allowed.en),
		fmt.Sprintf("%s に %s は使えません。使える値: %s", key, show(value), allowed.ja),
	}}
}

// from adds the source of a value to the error about it.
func from(source words, err error) error {
	var invalid *InvalidError
	if errors.As(err, &invalid) {
		return &InvalidError{source: source, what: invalid.what}
	}
	return fmt.Errorf("%s%w", source.en, err)
}
