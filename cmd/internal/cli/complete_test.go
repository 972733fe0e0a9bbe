package cli

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestCompletion(t *testing.T) {
	for _, c := range []struct {
		why  string
		args []string
		want string // a line
		then string // the directive: 2 no space, 4 no file
	}{
		{"a town in kanji", []string{"recommend", "新得"}, "新得町\tShintoku (新得町), Hokkaido, Japan · population 5,817", ":4"},
		{"as it is typed", []string{"profile", "shintok"}, "shintoku\tShintoku (新得町), Hokkaido, Japan · population 5,817", ":4"},
		{"one of several", []string{"ties", "Misat"}, "Misato, Akita, Japan\tMisato (美郷町), Akita, Japan · population 18,613", ":4"},
		{"a candidate", []string{"explain", "新得町", "Glasgo"}, "Glasgow\tGlasgow, Scotland, United Kingdom · population 626,410", ":4"},
		{"one more candidate", []string{"compare", "新得町", "Aspen", "Glasgo"}, "Glasgow\tGlasgow, Scotland, United Kingdom · population 626,410", ":4"},
		{"a country by code", []string{"recommend", "x", "--to", "NZ"}, "NZ\tNew Zealand", ":6"},
		{"the last of a list", []string{"recommend", "x", "--to", "US,Canad"}, "US,Canada", ":6"},
		{"a part of the world", []string{"gaps", "--to", "Ocea"}, "Oceania", ":6"},
		{"in Japanese", []string{"--lang", "ja", "gaps", "--country", "カナ"}, "カナダ", ":4"},
		{"a criterion", []string{"recommend", "x", "--weight", "cli"}, "climate=", ":6"},
		{"a purpose", []string{"portfolio", "x", "--purpose", "edu"}, "education=", ":6"},
		{"an order", []string{"recommend", "x", "--by", "m"}, "mutual", ":4"},
		{"a format", []string{"recommend", "x", "--format", "geo"}, "geojson", ":4"},
	} {
		status, stdout, _ := runMain(t, append([]string{"__complete"}, c.args...)...)
		lines := strings.Split(strings.TrimSpace(stdout), "\n")
		assert.Zero(t, status, c.why)
		assert.Contains(t, lines, c.want, c.why)
		assert.Equal(t, c.then, lines[len(lines)-1], c.why)
	}
	for why, args := range map[string][]string{
		"nothing typed yet": {"recommend", ""}, "a word too many": {"recommend", "x", "y"}, "no such name": {"recommend", "xqzzqx"}, "own records have no names": {"own", "ties", "edit", "t"},
	} {
		_, stdout, _ := runMain(t, append([]string{"__complete"}, args...)...)
		assert.Equal(t, ":4\n", stdout, why)
	}
}
