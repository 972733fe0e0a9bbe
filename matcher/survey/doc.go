// Package survey answers questions about all governments of a country at once:
// who has a tie that is known here ([Coverage]), and which important foreign
// cities have none with the country ([Gaps]).
//
// # Method
//
// Only international ties count, and each counts once. A tie of which the
// other party was not identified is still a tie of the government at this end;
// it is listed by the reason. A tie of which this end was not identified counts
// for nobody and is listed apart.
//
// # Limits
//
// The register of ties is incomplete, so that the absence of a tie here proves
// nothing: the reports say "no tie known", and give no rate of governments
// that have partners.
package survey
