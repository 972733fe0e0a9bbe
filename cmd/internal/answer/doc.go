// Package answer answers questions in words and numbers that people and
// programs can read, whoever asks: a command, a page, a report.
//
// # Shape
//
// A [Desk] holds the data and all that is made ready from them, each when it is
// first needed, and may be asked by many goroutines. An [Ask] says how a
// question is asked: configuration, language. For each kind of question there
// is a method of the desk (Recommend, Explain, Compare, Portfolio, Profile,
// Ties, Find, Gaps, Coverage) and a view that holds the answer; its Result has
// the shapes that the formats need: a [Document] of columns and rows for
// people and spreadsheets, and a typed JSON document, both made from the same
// view, so that they cannot disagree.
//
// # Limits
//
// Where a result goes is not decided here, nor what an error means to the
// program: [UsageError] tells that the question has to be put otherwise.
package answer
