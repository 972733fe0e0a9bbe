package data

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
)

// SourceOwn is the key under which own records are cited as evidence.
const SourceOwn = "own"

// Overlay is what somebody knows beyond the public data: their own records, as
// plain values. [Store.With] lays it over the layers. Contacts and notes are
// not part of it, so that nothing built on a store can give them away.
//
// Dates are YYYY, YYYY-MM or YYYY-MM-DD, "" where unknown. Governments are
// named by the ids of [Labels.ID].
type Overlay struct {
	// AsOf is the day that "lately" is counted from; the results must not
	// depend on a clock. Package data/own gives the day of the newest change.
	AsOf   string    `json:"as_of,omitempty"`
	Ties   []OwnTie  `json:"ties,omitempty"`
	Facts  []OwnFact `json:"facts,omitempty"`
	Wishes []OwnWish `json:"wishes,omitempty"`
	Steps  []OwnStep `json:"steps,omitempty"`
}

// OwnTie is what the own records say of one tie.
type OwnTie struct {
	// ID names the record, as in t12.
	ID string `json:"id"`
	// A and B are the parties. B is empty where no government is known for it;
	// BName and BCountry (a country's code) are then all that is known.
	A        string `json:"a"`
	B        string `json:"b,omitempty"`
	BName    string `json:"b_name,omitempty"`
	BCountry string `json:"b_country,omitempty"`

	Kind   TieKind   `json:"kind"`
	Status TieStatus `json:"status"`
	// Since is when it was signed, Until when it ended or when its term ends,
	// LastActivity when something was last done together.
	Since        string `json:"since,omitempty"`
	Until        string `json:"until,omitempty"`
	LastActivity string `json:"last_activity,omitempty"`
	// Theme tells in a few words what it is about, Reason why it is in its state.
	Theme  string `json:"theme,omitempty"`
	Reason string `json:"reason,omitempty"`
	// Recorded is the day the record was last changed.
	Recorded string `json:"recorded"`
}

// OwnFact corrects or adds one fact of a government; see [FactKeys].
type OwnFact struct {
	// ID names the record, as in f3.
	ID string `json:"id"`
	// Unit is the id of the government.
	Unit string `json:"unit"`
	// Key is one of [FactKeys]; Value is in the form that [ParseFact] gives it.
	Key   string `json:"key"`
	Value string `json:"value"`
	// Date is of when the fact is, "" for the day of the record.
	Date     string `json:"date,omitempty"`
	Recorded string `json:"recorded"`
}

// OwnWish tells that a government looks for a partner.
type OwnWish struct {
	// ID names the record, as in w7.
	ID string `json:"id"`
	// Unit is the id of the government that looks for one.
	Unit string `json:"unit"`
	// Countries are codes as in [Countries.Code], Areas continents as in
	// [Countries.Continent]; with neither a partner from anywhere is wished for.
	Countries []string `json:"countries,omitempty"`
	Areas     []string `json:"areas,omitempty"`
	// MinPopulation and MaxPopulation bound the partner's inhabitants, 0 for no bound.
	MinPopulation int32 `json:"min_population,omitempty"`
	MaxPopulation int32 `json:"max_population,omitempty"`
	// Purposes are keys such as education; see PurposeKeys.
	Purposes []string `json:"purposes,omitempty"`
	// Text tells in a few words what is asked for.
	Text string `json:"text,omitempty"`
	// Date is of when the wish is, "" for the day of the record.
	Date     string `json:"date,omitempty"`
	Recorded string `json:"recorded"`
}

// OwnStep is one step of a town toward a candidate.
type OwnStep struct {
	// ID names the record, as in s5.
	ID string `json:"id"`
	// Town and Candidate are ids of governments.
	Town      string `json:"town"`
	Candidate string `json:"candidate"`
	// Stage is 1 to 8: list candidates, sound them out, survey or trial,
	// intent, approval at home, text, signing, exchange.
	Stage   int     `json:"stage"`
	Outcome Outcome `json:"outcome"`
	// Date is when it happened.
	Date     string `json:"date"`
	Recorded string `json:"recorded"`
}

// PurposeKeys are the purposes that a wish may name, in the order of display.
func PurposeKeys() []string {
	return []string{"trade", "tourism", "education", "culture", "workers", "disaster", "innovation"}
}

// Empty reports whether the overlay says nothing.
func (o *Overlay) Empty() bool {
	return len(o.Ties)+len(o.Facts)+len(o.Wishes)+len(o.Steps) == 0
}

// Digest identifies the content, in whatever order its records stand; "" when
// there is none.
func (o *Overlay) Digest() string {
	if o.Empty() {
		return ""
	}
	lines := []string{"as of " + o.AsOf}
	lines = appendJSON(lines, "tie", o.Ties)
	lines = appendJSON(lines, "fact", o.Facts)
	lines = appendJSON(lines, "wish", o.Wishes)
	lines = appendJSON(lines, "step", o.Steps)
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return hex.EncodeToString(sum[:6])
}

func appendJSON[T any](lines []string, what string, records []T) []string {
	for i := range records {
		text, err := json.Marshal(&records[i])
		if err != nil {
			text = []byte(err.Error()) // plain values can always be written
		}
		lines = append(lines, what+" "+string(text))
	}
	return lines
}

// sorted returns a copy in the order of record ids.
func (o *Overlay) sorted() Overlay {
	c := *o
	c.Ties, c.Facts = slices.Clone(o.Ties), slices.Clone(o.Facts)
	c.Wishes, c.Steps = slices.Clone(o.Wishes), slices.Clone(o.Steps)
	slices.SortStableFunc(c.Ties, func(x, y OwnTie) int { return compareIDs(x.ID, y.ID) })
	slices.SortStableFunc(c.Facts, func(x, y OwnFact) int { return compareIDs(x.ID, y.ID) })
	slices.SortStableFunc(c.Wishes, func(x, y OwnWish) int { return compareIDs(x.ID, y.ID) })
	slices.SortStableFunc(c.Steps, func(x, y OwnStep) int { return compareIDs(x.ID, y.ID) })
	return c
}

// compareIDs orders t9 before t10.
func compareIDs(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) }
