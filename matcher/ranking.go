package matcher

import "github.com/shimai/shimai/data"

// Points measure fit and openness, 0 to 100. They are whole hundredths, so
// that the lines of a score sum exactly to it.
type Points int32

// PointsScale is the number of steps in one point.
const PointsScale = 100

// Float returns the points as a number, 100 for the best.
func (p Points) Float() float64 { return float64(p) / PointsScale }

// Text is a sentence in the languages the program speaks.
type Text struct {
	EN, JA string
}

// In returns the sentence in the given language, "ja" or else English.
func (t Text) In(lang string) string {
	if lang == "ja" && t.JA != "" {
		return t.JA
	}
	return t.EN
}

// Evidence is one reason for points, with the data behind it.
type Evidence struct {
	Text Text
	// Source is the key of a source in the manifest.
	Source string
	// Date is the date of the fact; empty stands for the date of the source.
	Date string
	// Strength orders reasons, strongest first: hundredths of a point that
	// this reason adds over a pair without it. It may be negative.
	Strength Points
}

// Line is what one criterion adds to a score.
type Line struct {
	Criterion Criterion
	// Points is between 0 and Max.
	Points, Max Points
	// Known is false when the data are silent: the line then stands at the
	// points of a pair that is neither better nor worse than chance.
	Known bool
	// Lift is how many times as common such a line is among real ties as among
	// ties rewired within the partner's country (for Country: anywhere), as
	// counted on the ties the weights were learned from; 0 where it is not known.
	Lift     float64
	Evidence []Evidence
}

// Standing is the place of a town in somebody's ranking.
type Standing struct {
	// Rank counts from 1; Of is the number of governments ranked.
	Rank, Of int
}

// Flag is a remark that a reader must not miss.
type Flag struct {
	// Key is stable: part_of, existing_tie, ended_tie, in_contact, own_step, unknown_size, weak_climate, wish, ...
	Key  string
	Text Text
}

// Candidate is one government in a ranking, with the reasons.
type Candidate struct {
	Unit data.Unit
	// Rank counts from 1 within the list as shown.
	Rank int
	// Interval holds the places it may take, given what is unknown; it
	// contains Rank. Zero where nothing was ranked.
	Interval Interval
	// Fit tells how well the two go together; the sum of Lines.
	Fit Points
	// Openness tells how likely the candidate is free and willing; the sum of OpenLines.
	Openness Points
	// OrderScore is what the list is ordered by; its meaning depends on Query.By.
	OrderScore Points
	// TheirRank is the town's place in the candidate's own ranking of the
	// town's country by fit; nil when it was not asked for.
	TheirRank *Standing
	// Confidence is the share of the evidence's weight that rests on known facts, 0 to 1.
	Confidence float64
	// Bonus is what OrderScore holds beside fit, openness and their view; see
	// Query.Bonus.
	Bonus Points
	// Distance between the two, along the ground.
	Distance  data.Km
	Lines     []Line
	OpenLines []Line
	Flags     []Flag
}

// Held counts candidates of a country that --per-country kept out of a list
// although they stand higher than its last row.
type Held struct {
	Country data.Country
	Count   int
}

// Ranking is the answer to a query.
type Ranking struct {
	Town       data.Unit
	Candidates []Candidate
	// Considered is the number of governments that were scored.
	Considered int
	// Held lists what the limit per country kept out, most first.
	Held []Held
	// Parts counts the places left out as probable parts of a larger city.
	Parts int
	// Existing counts the known partners left out.
	Existing int
	// Barred counts what each rule of Query.Barred kept out, in their order.
	Barred []Barred
}

// Order is what a list is ordered by.
type Order string

// The orders of a list.
const (
	// Balanced weighs fit, openness and the candidate's own view; see Engine.Rank.
	Balanced Order = "balanced"
	// ByFit orders by fit alone.
	ByFit Order = "fit"
	// ByOpenness orders by openness, then fit.
	ByOpenness Order = "openness"
	// Mutual orders by the mean of both sides' reciprocal ranks.
	Mutual Order = "mutual"
)

// Query asks for partners of one town.
type Query struct {
	Town data.Unit
	// To limits the countries; nil means every country but the town's own.
	To []data.Country
	// N is the number of candidates wanted. Default: 20.
	N int
	// PerCountry is the most candidates of one country, 0 for no limit.
	// Default: 0; the command line asks for 3.
	PerCountry int
	// By is the order. Default: Balanced.
	By Order
	// Weights multiply the criteria; a missing one counts 1, 0 switches off.
	Weights map[Criterion]float64
	// IncludeParts keeps places that are probably part of a larger city.
	IncludeParts bool
	// Barred are the rules that keep candidates out. Default: nil, nobody.
	Barred *Bars
	// Bonus adds up to MaxBonus to the order score of candidates in the
	// balanced order; other orders and the fit do not know it. Default: nil.
	Bonus map[data.Unit]Points
	// Remarks returns flags of a candidate beside those the data give. It must
	// be safe for concurrent use. Default: nil, none.
	Remarks func(data.Unit) []Flag
}

// Placement tells why a candidate stands where it stands in a town's ranking.
type Placement struct {
	// Candidate with all its lines; Rank and Interval are its places among all
	// considered, before limits and before anybody is asked for a view.
	Candidate Candidate
	Of        int
	// Shown tells whether the list as asked for holds it; Why says what kept it out.
	Shown bool
	Why   []Text
	// Listed is its rank in that list and ListedInterval the places it may take
	// there; zero when it is not shown.
	Listed         int
	ListedInterval Interval
	// Gaps compares its lines with the mean of the first ten of the list,
	// the largest loss first.
	Gaps []Gap
	// Sensitivity tells what would move it.
	Sensitivity Sensitivity
}

// Gap is how far a criterion lies behind the first ten of a list.
type Gap struct {
	Criterion    Criterion
	Points, Best Points
}
