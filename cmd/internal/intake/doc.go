// Package intake reads the lists that offices keep of their partners and
// wishes, in whatever columns they keep them: TSV, CSV and XLSX files with
// headings in Japanese or English.
//
// [Read] gives the rows. [Guess] tells which column holds which field, by the
// words of the headings; the user confirms or corrects it. [TieKind],
// [TieStatus] and [Date] read what people write in the cells: 友好都市, 休止中,
// 昭和60年4月10日. What cannot be read is an error that names the cell, never
// a guess.
package intake
