// Package policy reads the rules by which candidates are excluded, warned of or
// remarked on for reasons that have nothing to do with how well they fit:
// diplomatic relations, sanctions, a council's resolution.
//
// Such reasons are never mixed into points. A rule names countries, places or
// states of a tie, and says why, by whom and of which date; whatever it does is
// shown with these words. [Default] only informs and holds no opinion.
//
// As in package brief, countries and places are words here.
package policy
