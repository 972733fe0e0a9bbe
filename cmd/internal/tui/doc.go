// Package tui is the explorer for terminals: look for a town, see its list,
// understand a candidate, weigh the criteria, see the world, fill a basket and
// leave with a file.
//
// # Shape
//
// A [Model] holds all that is on the screen; keys and answers change it, and
// its View draws it without asking anybody. What takes longer than a blink is
// asked of the desk by commands that run beside the loop. Each kind of
// question runs once at a time: what changes meanwhile is asked when the
// answer has come (see task), so that a key held down costs no queue.
//
// A screen is a list of lines, a line a list of spans; only where a line is
// printed its spans are cut to the width of the terminal and styled. Widths of
// columns are those that terminals give today, in which ambiguous characters
// take one column; lines are cut by the wider measure of [answer.Ruler], so
// that a terminal that gives them two columns shows no broken lines either.
// Frames, bars and maps are drawn with ASCII and braille, which all of them
// give one.
//
// # Limits
//
// The map is a plate carrée, centred on the town; it shows where, not how far.
package tui
