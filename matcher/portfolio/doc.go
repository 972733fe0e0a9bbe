// Package portfolio picks the four to eight candidates that serve a town best
// together, and says what each of them is for.
//
// # What is maximised
//
// The worth of a set is a sum of points:
//
//   - value: the order score of each member, as a ranking has it;
//   - coverage: for each [Purpose], what the member that serves it best adds.
//     A second member with the same strengths adds nothing, so likeness of
//     strengths costs by itself;
//   - variety, as a loss: a member in a country, in a part of the world or in a
//     setting that the portfolio already has costs a few points. The part of
//     the world stands for the risk that countries share: a crisis, a closed
//     border or a change of prices rarely stops at one country;
//   - commonality: pairs of members that are tied already, have a partner in
//     common, or live from the same rare thing as the town can work together.
//
// Rules are hard: the size, the most members of one country, the least number
// of continents. Existing partners count: they take their country's place,
// stand for their continent, and serve purposes, at half since nobody knows
// from public lists whether a tie is alive.
//
// # How it is found
//
// The pool is small, some 60 to 130 candidates (see pool.go). On it the search
// is exact: branch and bound, where the bound replaces "the best member of the
// set" for each purpose by a price that every member may exceed on its own
// account. For any prices that is an upper bound, and with good prices, found
// once at the root, it is nearly tight. It is the dual bound that facility location
// problems are solved with: G. Cornuéjols, M. L. Fisher, G. L. Nemhauser,
// "Location of bank accounts to optimize float", Management Science 23 (1977).
//
// Everything is a whole number of hundredths of a point and every tie is broken
// by unit number: the same question has the same answer on every machine, in
// whatever order the candidates come.
//
// # Limits
//
// What a purpose is served with is read from few facts about towns and
// countries (signals.go). It tells where to begin to look, not what the
// partnership will bring. Facts the data do not have add nothing.
package portfolio
