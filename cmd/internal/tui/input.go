package tui

import (
	"slices"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"github.com/shimai/shimai/cmd/internal/answer"
)

// maxTyped is longer than any name of a place or file that makes sense, in runes.
const maxTyped = 200

// input is a line that the user types.
type input struct {
	runes []rune
	// at is the position of the cursor among the runes.
	at int
}

func typed(s string) input {
	r := []rune(s)
	return input{r, len(r)}
}

func (in *input) String() string { return string(in.runes) }

// key edits the line and tells whether the key was for it.
func (in *input) key(k tea.KeyPressMsg) bool {
	switch k.String() {
	case "left", "ctrl+b":
		in.at = max(0, in.at-1)
	case "right", "ctrl+f":
		in.at = min(len(in.runes), in.at+1)
	case "home", "ctrl+a":
		in.at = 0
	case "end", "ctrl+e":
		in.at = len(in.runes)
	case "backspace", "ctrl+h":
		in.cut(in.at-1, in.at)
	case "delete", "ctrl+d":
		in.cut(in.at, in.at+1)
	case "ctrl+u":
		in.cut(0, in.at)
	case "ctrl+k":
		in.cut(in.at, len(in.runes))
	case "ctrl+w":
		from := len([]rune(strings.TrimRightFunc(string(in.runes[:in.at]), unicode.IsSpace)))
		for from > 0 && !unicode.IsSpace(in.runes[from-1]) {
			from--
		}
		in.cut(from, in.at)
	default:
		if k.Text == "" {
			return false
		}
		in.insert(k.Text)
	}
	return true
}

// insert puts text at the cursor; line breaks and control characters become spaces.
func (in *input) insert(s string) {
	r := []rune(answer.OneLine(strings.ToValidUTF8(s, "")))
	r = r[:min(len(r), max(0, maxTyped-len(in.runes)))]
	in.runes = slices.Insert(in.runes, in.at, r...)
	in.at += len(r)
}

// cut removes what lies between two positions.
func (in *input) cut(from, to int) {
	from, to = max(0, from), min(len(in.runes), to)
	if from < to {
		in.runes = slices.Delete(in.runes, from, to)
		in.at = from
	}
}

// window returns what of the line fits into w columns with the cursor in it,
// and the column of the cursor there.
func (in *input) window(p pen, w int) (string, int) {
	from := 0
	for p.width(string(in.runes[from:in.at])) >= w && from < in.at {
		from++
	}
	text := p.narrow.Truncate(string(in.runes[from:]), w, "")
	return text, p.width(string(in.runes[from:in.at]))
}
