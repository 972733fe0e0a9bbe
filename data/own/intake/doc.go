// Package intake reads lists of ties and wishes that people keep in tables:
// which column is what, who is meant by each name, and what could not be
// understood.
//
// # Method
//
// [Read] takes TSV, CSV or an Excel workbook, in UTF-8 with or without a mark,
// UTF-16 or Shift_JIS, and finds the row of headings. [GuessTies] and
// [GuessWishes] find the columns by their headings, in English and Japanese;
// the caller shows the guess and may correct it ([Columns.Set]). [Ties] and
// [Wishes] then read row by row: dates in Japanese eras and serial numbers of
// Excel too, words for kinds and states, and names by a function of the
// caller's, which knows the index. Each row comes back with what became of it.
// [WriteRest] writes the rows that were not understood in the same columns with
// the reason, so that they can be mended and read again.
//
// # Limits
//
// A name that is not beyond doubt is never guessed. Where a region is given and
// the place is not found in it, the place without the region is proposed, not
// taken. Only a partner that the town is known to have settles what a name
// means. A partner with * before its name is kept as a name, with its country:
// the data do not know it.
package intake
