package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/config"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/local"
	"github.com/shimai/shimai/data/own"
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
		{exitDamaged, "data, cache or own records damaged", isDamaged},
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

func isUsage(err error) bool {
	var usage *answer.UsageError
	if errors.As(err, &usage) {
		return true
	}
	for _, e := range []error{index.ErrAmbiguous, index.ErrNotFound, index.ErrEmpty, matcher.ErrQuery, config.ErrInvalid, own.ErrInvalid, own.ErrNotFound} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

func isDamaged(err error) bool {
	return errors.Is(err, data.ErrDamaged) || errors.Is(err, local.ErrDamaged) || errors.Is(err, own.ErrDamaged)
}
