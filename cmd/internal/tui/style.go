package tui

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// tone is what a span of text is, which decides its style.
type tone int

const (
	plain tone = iota
	faint
	strong
	// accent marks where one is and what is asked for.
	accent
	good
	bad
	// chosen is the selected row.
	chosen
	// ours is the town on the map, land its background.
	ours
	land
)

// styles uses the 16 colours of the terminal's own theme. Without colour what
// matters can be told from marks: > before the selected row, + for the basket.
func styles() map[tone]lipgloss.Style {
	s := lipgloss.NewStyle
	return map[tone]lipgloss.Style{
		faint: s().Faint(true), strong: s().Bold(true), accent: s().Bold(true).Foreground(lipgloss.Cyan),
		good: s().Foreground(lipgloss.Green), bad: s().Foreground(lipgloss.Red).Bold(true), chosen: s().Reverse(true),
		ours: s().Bold(true).Foreground(lipgloss.Yellow), land: s().Foreground(lipgloss.Blue),
	}
}

// print cuts a line to w columns by the wider measure and styles it.
func (p pen) print(l line, w int, table map[tone]lipgloss.Style) string {
	var b strings.Builder
	for _, s := range trim(p.wide, l, w) {
		style, styled := table[s.tone]
		if !styled || s.text == "" {
			b.WriteString(s.text)
			continue
		}
		b.WriteString(style.Render(s.text))
	}
	return b.String()
}
