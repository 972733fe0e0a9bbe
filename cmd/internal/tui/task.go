package tui

import tea "charm.land/bubbletea/v2"

// task is a kind of question that is asked once at a time. What is wanted while
// it runs is asked when its answer has come, and then only the latest.
type task struct{ running, again bool }

// ask returns the command, or notes that it is wanted later.
func (t *task) ask(cmd tea.Cmd) tea.Cmd {
	if t.running {
		t.again = true
		return nil
	}
	t.running = true
	return cmd
}

// done notes that the answer has come and tells whether to ask again.
func (t *task) done() bool {
	again := t.again
	t.running, t.again = false, false
	return again
}
