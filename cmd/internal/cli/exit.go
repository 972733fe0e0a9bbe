package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/local"
	"github.com/shimai/shimai/index"
	"github.com/shimai/shimai/matcher"
)

// Exit statuses.
const (
	exitDone        = 0
	exitError       = 1
	exitUsage       = 2
	exitPartial     = 3
	exitDamaged     = 4
	exitInterrupted = 130
)

// exitRule maps a kind of error to the exit status and tells what it means.
type exitRule struct {
	status  int
	meaning string
	is      func(error) bool
}

// exitRules is the one table of exit statuses; the first rule that holds counts.
func exitRules() []exitRule {
	return []exitRule{
		{exitDone, "done", func(err error) bool { return err == nil }},
		{exitInterrupted, "interrupted", func(err error) bool { return errors.Is(err, context.Canceled) }},
		{exitDamaged, "data or cache damaged", isDamaged},
		{exitUsage, "usage, ambiguous or not found", isUsage},
		{exitPartial, "part of a batch failed", func(err error) bool { return errors.Is(err, errPartial) }},
		{exitError, "error", func(error) bool { return true }},
	}
}

// errPartial marks a run of which a part failed.
var errPartial = errors.New("a part failed")

// exitStatus returns the exit status for an error.
func exitStatus(ctx context.Context, err error) int {
	if err != nil && ctx.Err() != nil {
		return exitInterrupted
	}
	for _, r := range exitRules() {
		if r.is(err) {
			return r.status
		}
	}
	return exitError
}

// exitHelp describes the exit statuses for help texts.
func exitHelp() string {
	var parts []string
	for _, status := range []int{exitDone, exitError, exitUsage, exitPartial, exitDamaged, exitInterrupted} {
		for _, r := range exitRules() {
			if r.status == status {
				parts = append(parts, fmt.Sprintf("%d %s", status, r.meaning))
			}
		}
	}
	return "\nExit status: " + strings.Join(parts, " · ") + "."
}

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

func isUsage(err error) bool {
	var usage *usageError
	if errors.As(err, &usage) {
		return true
	}
	for _, e := range []error{index.ErrAmbiguous, index.ErrNotFound, index.ErrEmpty, matcher.ErrQuery} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

func isDamaged(err error) bool {
	return errors.Is(err, data.ErrDamaged) || errors.Is(err, local.ErrDamaged)
}

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
