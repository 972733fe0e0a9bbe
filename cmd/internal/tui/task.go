package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"
)

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
	return guard(cmd)
}

// done notes that the answer has come and tells whether to ask again.
func (t *task) done() bool {
	again := t.again
	t.running, t.again = false, false
	return again
}

// failedMsg is an error that ends the program.
type failedMsg struct{ err error }

// guard makes a panic in a command an error, so that the terminal is put in
// order before anything is said about it.
func guard(cmd tea.Cmd) tea.Cmd {
	return func() (msg tea.Msg) {
		defer func() {
			if p := recover(); p != nil {
				msg = failedMsg{fmt.Errorf("explore stopped by an internal error, please report it: %.300v", p)}
			}
		}()
		return cmd()
	}
}
