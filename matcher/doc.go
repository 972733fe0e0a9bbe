// Package matcher ranks foreign partner candidates for a town and says why.
//
// # What it answers
//
// [Engine.Rank] lists the best candidates with the evidence for each,
// [Engine.Explain] tells why one stands where it stands, [Engine.Standing]
// how the candidate sees the town. [Engine.Top], [Engine.List] and
// [Engine.Sweep] are the same without words, for runs over many towns. All of
// it depends on the store and the weights alone: no clock, no disk, no network,
// and the same points on every machine.
//
// # Vocabulary
//
// A town asks; candidates are all governments abroad that could be its partner
// (lower ones for a lower one, also regions for a prefecture). Fit tells how
// well the two go together, openness whether the candidate is free and willing,
// both from 0 to 100 [Points]. A [Criterion] is a line of either. [Evidence] is
// a fact behind a line, with the source that says so.
//
// # Method
//
//  1. For each criterion the pair is measured: a ratio of sizes, a distance of
//     climates, a tag that both bear (tags.go lists them). Package model holds
//     what each measure is worth, in bits: the base-2 logarithm of how much more
//     often it is seen among real ties than among pairs made by chance. Bits of
//     one criterion add up, are cut to the criterion's bounds, and become points
//     in proportion. One function, scorer.score, adds points; the words
//     come from the same evidence.
//  2. What others did is evidence, what the town did itself is not: its own ties
//     are taken out of everything that is counted from ties (counted.go).
//  3. Openness adds four lines that concern the candidate alone (openness.go).
//  4. The order is fit and openness in their shares. The best 240 by it are then
//     asked for their own view: the town's place when the candidate ranks the
//     towns of its country (rank.go). The limit per country comes last. Equal
//     candidates stand in the order of fit, openness and unit number.
//  5. What is unknown stands at 0 bits, as a pair that is neither better nor
//     worse than chance; an unknown size at what partners of the other size have
//     in the mean. [Interval] tells how many places it may cost or bring.
//
// # How it is fast
//
// Governments are laid out by country, region, size and tags (layout.go). For
// each cell, for those in it that bear the same tags, then for each government,
// a bound tells how many points it can reach at most (bounds.go); only what may reach the list is scored (scan.go,
// search.go). The result is that of scoring all, and a test holds it to that.
// What the towns of one country have in common is worked out once (home.go).
//
// # Limits
//
// Fit is association, not probability, and knows only what public data tell;
// docs/method.md says how the evidence was learned, what was set by hand and
// why, and how well hidden ties are found again.
package matcher
