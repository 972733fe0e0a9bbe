package index

import (
	"errors"
	"fmt"

	"github.com/shimai/shimai/data"
)

// Sentinels for what callers tell apart with errors.Is.
var (
	// ErrNotFound is in every [NotFoundError].
	ErrNotFound = errors.New("no such town")
	// ErrAmbiguous is in every [AmbiguousError].
	ErrAmbiguous = errors.New("several towns are meant")
	// ErrEmpty is returned for a query that holds no letter and no digit.
	ErrEmpty = errors.New(`no town is named: give a name, a code or an id, for example "Shintoku", 01635 or gn:2648579`)
)

// Match is one unit that a query may mean.
type Match struct {
	Unit data.Unit
	// Name is the name that matched, as the data writes it where it is known.
	Name string
	// Score orders matches: 1 and 0.5 for an exact main and alternate name,
	// bleve's measure from [Index.Find], comparable within one answer only.
	Score float64
}

// AmbiguousError says that a query names several units and none is meant
// beyond doubt.
type AmbiguousError struct {
	// Query is the query as it was understood, bounded and valid UTF-8.
	Query string
	// Matches are in order of population, the largest first.
	Matches []Match
}

// Error names the query and tells how to be precise.
func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%q names %d places: give the id of one, or add its region and country (%q)",
		e.Query, len(e.Matches), e.Query+", REGION, COUNTRY")
}

// Unwrap makes errors.Is(err, ErrAmbiguous) hold.
func (e *AmbiguousError) Unwrap() error { return ErrAmbiguous }

// NotFoundError says that a query names no unit.
type NotFoundError struct {
	// Query is the query as it was understood, bounded and valid UTF-8.
	Query string
	// Suggestions are units that may be meant. The resolver fills in those
	// that bear the name elsewhere; the caller adds what [Index.Find] finds.
	Suggestions []Match
}

// Error names the query and tells what to try.
func (e *NotFoundError) Error() string {
	if len(e.Suggestions) > 0 {
		return fmt.Sprintf("no place is known as %q: choose one of the %d similar ones by its id", e.Query, len(e.Suggestions))
	}
	return fmt.Sprintf("no place is known as %q: check the spelling, or search with `shimai find`", e.Query)
}

// Unwrap makes errors.Is(err, ErrNotFound) hold.
func (e *NotFoundError) Unwrap() error { return ErrNotFound }
