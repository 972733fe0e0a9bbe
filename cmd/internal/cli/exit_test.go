package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/local"
	"github.com/shimai/shimai/index"
	"github.com/shimai/shimai/matcher"
)

func TestExitStatus(t *testing.T) {
	for _, c := range []struct {
		name string
		err  error
		want int
	}{
		{"done", nil, 0},
		{"any error", errors.New("disk full"), 1},
		{"usage", answer.Usagef("no"), 2},
		{"usage, wrapped", fmt.Errorf("x: %w", answer.Usagef("no")), 2},
		{"ambiguous", &index.AmbiguousError{}, 2},
		{"not found", &index.NotFoundError{}, 2},
		{"empty name", index.ErrEmpty, 2},
		{"query", fmt.Errorf("%w: y", matcher.ErrQuery), 2},
		{"partial", fmt.Errorf("x: %w", errPartial), 3},
		{"layer damaged", fmt.Errorf("x: %w", data.ErrDamaged), 4},
		{"one of several damaged", errors.Join(errors.New("x"), data.ErrDamaged), 4},
		{"store damaged", local.ErrDamaged, 4},
		{"damage outranks usage", answer.AsUsage(data.ErrDamaged), 4},
		{"cancelled", fmt.Errorf("x: %w", context.Canceled), 130},
	} {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, c.want, exitStatus(t.Context(), c.err)) })
	}
}

func TestExitStatusAfterASignal(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	assert.Equal(t, 130, exitStatus(ctx, errors.New("whatever the interruption led to")))
	assert.Equal(t, 0, exitStatus(ctx, nil), "a result that was printed is a result")
}

func TestExitHelpListsEveryStatus(t *testing.T) {
	help := exitHelp()
	for _, want := range []string{"0 done", "1 error", "2 usage", "3 part", "4 data", "130 interrupted"} {
		assert.Contains(t, help, want)
	}
}

func TestShortenKeepsMessagesShort(t *testing.T) {
	assert.Equal(t, `"新得町"`, answer.Shorten("新得町"))
	assert.Equal(t, `"\xff\x1b"`, answer.Shorten("\xff\x1b"), "nothing drives the terminal")
	long := answer.Shorten(strings.Repeat("町", 4_000_000))
	assert.Less(t, len(long), 120)
	assert.Contains(t, long, "12000000 bytes")
	assert.NotContains(t, long, `\x`, "cut between characters")
}
