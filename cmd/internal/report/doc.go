// Package report writes the shortlist that a council can decide on: which four
// to eight partners, why, what is known and unknown of each, and what comes next.
//
// # Shape
//
// [Build] puts every number and every sentence of the report into one model, a
// [Report], in one language. A report is a row of fourteen [Section]s; a section
// holds [Block]s and, where it has a page for each candidate, [Part]s. A block is
// one piece to lay out: a heading, paragraphs, a picture, a table, a list, fields
// left for the town to fill in, small print; in this order, whichever it has.
//
// Renderers only lay out. They add no number and no sentence of their own, so
// that JSON, Markdown, HTML, PDF and workbook say the same: a [Cell] carries a
// figure both as a number and as it is written.
//
// # Honesty
//
// Every line of evidence carries its source and date. What the data do not tell
// is written as unknown. Contacts, budgets and people are never made up: they
// are [Blank]s, lines to write on. There is no date of printing, because the same
// question has the same report; the date is that of the data.
package report
