// Package plan gives many towns their partners at once, so that no candidate
// is promised to everybody.
//
// Each town comes with a list of candidates and what each is worth to it, in
// whole hundredths of a point. A plan chooses pairs of a town and a candidate
// under four rules ([Rules]): no candidate in more than Cap portfolios, at most
// PerCountry partners of one country for a town, at least Min and at most Max
// partners a town. Among all such plans the one with the greatest sum of values
// is wanted; that every town has its first Min partners goes before it.
//
// # Method
//
// The sum is separable, so a plan is a flow from towns through pairs of town
// and country to candidates, and has prices: what one more portfolio for a
// candidate would be worth to the plan as a whole. They are found by an auction
// after Bertsekas (A distributed algorithm for the assignment problem, 1979;
// for many similar objects: Bertsekas and Castañon, 1989):
//
//  1. Every candidate has Cap places, all free of charge.
//  2. A town that lacks partners looks at value less price of all it could
//     have, takes the best that the rules let it, and offers for each as much
//     as makes it no better than the best replacement, and one step more.
//  3. A candidate whose places are all taken gives the cheapest of them to a
//     higher offer; who loses it bids again.
//  4. When nobody bids any more, no portfolio could gain more than one step a
//     partner at these prices. The last step is chosen so that all steps together
//     are at most a quarter of a per cent of what a plain greedy plan is worth.
//  5. It begins with steps 256 times as long. Each auction starts a little below
//     the prices of the one before, which saves most of the bidding where
//     candidates are scarce. Should such a start have left a candidate free that
//     somebody wanted, the bound shows it, and one auction from nothing follows.
//
// That a town which lost a partner keeps its others is right because the wants
// of a town are gross substitutes: its rules are limits on counts, one within
// the other. So that no town goes without while another is spoilt, its first Min
// partners count more than their value: the last of them twice the greatest
// value of all, the one before it four times, and so on. Where candidates are
// scarce every town has one before any has two. Prices then hold such bonuses;
// a price of 100 points says that some town is short for want of the candidate.
//
// # Bound
//
// Any prices bound the sum from above (weak duality): Cap times all prices,
// plus what every town would gain if it could have its best at these prices.
// Before the bound is taken the prices are made the least that keep every town
// content without what others have, so that a price reads as what the first
// town without the candidate would pay. The bound also covers candidates that stand on no
// list: who made the lists says how they were cut ([Cut]), and a candidate
// beyond the cut is worth no more than the last one before it.
//
// # Order
//
// A plan depends on the towns and their candidates alone, not on their order,
// and is the same on every machine: all arithmetic is in whole numbers, towns
// bid in the order of their units, and equal candidates stand in that order too.
package plan
