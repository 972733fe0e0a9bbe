// Package ranktest holds the ranking tests: cases that say in plain text which
// candidates ought to appear for a town, judged on the real data with the list
// a user gets by default. Experts write cases without Go; see
// testdata/ranking/README.md for the form of a case and the vocabulary.
//
// The package has tests only. They compare three things:
//
//   - every case of cases.txt is met, unless skip.txt says why it is not;
//   - results.txt, what each case found, so that a change of the ranking is a
//     diff somebody can judge;
//   - rank_stats.txt, the figures of the whole set and of lists for a fixed
//     sample of towns.
//
// After a change of the ranking, look at what the test prints, then rewrite the
// goldens and the skip list with
//
//	go test ./matcher/ranktest -update
package ranktest
