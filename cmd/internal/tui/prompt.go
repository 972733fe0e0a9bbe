package tui

import tea "charm.land/bubbletea/v2"

// prompt is a question in the last line but one: for a text, or yes or no.
type prompt struct {
	label  string
	in     input
	yesNo  bool
	accept func(string) tea.Cmd
}

func (m *Model) promptKey(k tea.KeyPressMsg) tea.Cmd {
	p := m.prompt
	switch key := k.String(); {
	case key == "esc" || p.yesNo && (key == "n" || key == "N"):
		m.prompt = nil
	case p.yesNo && (key == "y" || key == "Y"), !p.yesNo && key == "enter":
		m.prompt = nil
		return p.accept(p.in.String())
	case !p.yesNo:
		p.in.key(k)
	}
	return nil
}
