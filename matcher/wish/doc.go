// Package wish answers for each candidate what a town wants of all of them: an
// airport within 60 km, a language, a size, the southern hemisphere.
//
// The answer is yes, no or unknown, with the fact behind it. No is said only
// where the data would know: a list of all airports makes "no airport" a fact,
// a list of well-known universities does not make "no university" one. What is
// unknown never excludes anybody unless the town said so; [Reader.Bar] turns
// conditions into rules of a ranking, with one rule for "no" and another for
// "not known", so that both are counted apart.
package wish
