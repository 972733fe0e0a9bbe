package ranktest_test

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// outcome is what a case found.
type outcome struct {
	entry
	met bool
	// kind is the class of a property case, "named" of the other.
	kind string
	// found says in words what was there instead or as well.
	found string
	// place and ofCountry are the best named candidate's places among all that
	// were asked for and in its own country, without limits; above far when
	// they are deeper. 0 in property cases.
	place, ofCountry int
}

// judge looks whether a case is met.
func (w *world) judge(ctx context.Context, c entry) (outcome, error) {
	if c.town == everyTown {
		return w.judgeSample(ctx, c)
	}
	town, err := w.town(c.town)
	if err != nil {
		return outcome{}, fmt.Errorf("town: %w", err)
	}
	to, err := w.targets(town, c.to)
	if err != nil {
		return outcome{}, fmt.Errorf("to: %w", err)
	}
	list, err := w.list(ctx, town, to)
	if err != nil {
		return outcome{}, err
	}
	list.Candidates = list.Candidates[:min(c.within, len(list.Candidates))]
	if least, names := cutNames(c.expect); len(names) > 0 {
		return w.named(ctx, c, least, names, list, to)
	}
	q, words, ok := cutQuantity(c.expect)
	if !ok {
		return outcome{}, fmt.Errorf("expect: %q begins with no quantity and names nobody", c.expect)
	}
	members, err := w.class(words)
	if err != nil {
		return outcome{}, fmt.Errorf("expect: %w", err)
	}
	return w.count(c, q, words, members(list), list), nil
}

// quantity says how many members of a class are right.
type quantity struct {
	word string
	n    int
}

// cutQuantity reads "3 ski", "at most 2 capital", "all size known", "half
// within 3x", "none suburb"; ok is false for anything else.
func cutQuantity(expect string) (q quantity, words string, ok bool) {
	word, rest, _ := strings.Cut(expect, " ")
	switch word {
	case "all", "half", "none":
		return quantity{word: word}, rest, true
	case "at":
		if most, isMost := strings.CutPrefix(rest, "most "); isMost {
			count, class, _ := strings.Cut(most, " ")
			n, err := strconv.Atoi(count)
			return quantity{"at most", n}, class, err == nil
		}
	}
	n, err := strconv.Atoi(word)
	return quantity{"at least", n}, rest, err == nil
}

// met tells whether members of a list are as many as they ought to be. An
// empty list is never right.
func (q quantity) met(members, list int) bool {
	switch {
	case list == 0:
		return false
	case q.word == "all":
		return members == list
	case q.word == "half":
		return 2*members >= list
	case q.word == "none":
		return members == 0
	case q.word == "at most":
		return members <= q.n
	default:
		return members >= q.n
	}
}

func (w *world) count(c entry, q quantity, words string, members []data.Unit, list matcher.Ranking) outcome {
	kind := strings.Fields(words)[0]
	if q.word == "all" || q.word == "half" {
		members = others(list, members)
		return outcome{entry: c, kind: kind, met: q.met(len(list.Candidates)-len(members), len(list.Candidates)),
			found: fmt.Sprintf("%d of %d not so%s", len(members), len(list.Candidates), w.listed(members))}
	}
	return outcome{entry: c, kind: kind, met: q.met(len(members), len(list.Candidates)),
		found: fmt.Sprintf("%d of %d%s", len(members), len(list.Candidates), w.listed(members))}
}

// others are the candidates that are no members.
func others(list matcher.Ranking, members []data.Unit) []data.Unit {
	in := map[data.Unit]bool{}
	for _, u := range members {
		in[u] = true
	}
	var out []data.Unit
	for _, c := range list.Candidates {
		if !in[c.Unit] {
			out = append(out, c.Unit)
		}
	}
	return out
}

func (w *world) listed(units []data.Unit) string {
	if len(units) == 0 {
		return ""
	}
	var all []string
	for _, u := range units {
		all = append(all, w.name(u))
	}
	return ": " + strings.Join(all, ", ")
}

func TestQuantity(t *testing.T) {
	for _, c := range []struct {
		expect, words string
		ok            bool
		members, list int
		want          bool
	}{
		{"3 ski", "ski", true, 3, 8, true},
		{"3 ski", "ski", true, 2, 8, false},
		{"all within 10x", "within 10x", true, 8, 8, true},
		{"all within 10x", "within 10x", true, 7, 8, false},
		{"half within 3x", "within 3x", true, 4, 8, true},
		{"half within 3x", "within 3x", true, 3, 8, false},
		{"none suburb", "suburb", true, 0, 8, true},
		{"none suburb", "suburb", true, 0, 0, false},
		{"at most 1 capital", "capital", true, 1, 8, true},
		{"at most 1 capital", "capital", true, 2, 8, false},
		{"Bled", "", false, 0, 0, false},
	} {
		t.Run(fmt.Sprint(c.expect, " ", c.members), func(t *testing.T) {
			q, words, ok := cutQuantity(c.expect)
			require.Equal(t, c.ok, ok)
			if ok {
				assert.Equal(t, c.words, words)
				assert.Equal(t, c.want, q.met(c.members, c.list))
			}
		})
	}
}
