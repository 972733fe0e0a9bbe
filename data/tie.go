package data

import "fmt"

// TieKind tells how close a tie is.
type TieKind uint8

// The kinds of tie, the closest first.
const (
	// TieKindUnknown is a tie of which nobody says what it is; most public lists do not.
	TieKindUnknown TieKind = iota
	// TiePartnership is an agreement of the heads of both governments, without
	// end and not limited to one field: sister cities.
	TiePartnership
	// TieFriendship is an agreement with an end, or limited to some fields.
	TieFriendship
	// TieContact is exchange without an agreement.
	TieContact
	// TieProject is work together on one thing for a time.
	TieProject
)

var tieKinds = [...]string{"unknown", "partnership", "friendship", "contact", "project"}

// TieKinds returns the names of all kinds, "unknown" first, the closest next.
func TieKinds() []string { return append([]string(nil), tieKinds[:]...) }

// String returns the name of the kind as it stands in files and JSON.
func (k TieKind) String() string { return word(tieKinds[:], int(k)) }

// Binding reports whether the kind is a tie that counts: contacts and projects
// are none, they neither take a candidate off the list nor stand in a count.
func (k TieKind) Binding() bool { return k != TieContact && k != TieProject }

// MarshalText writes the name of the kind.
func (k TieKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads the name of a kind; an empty one is TieKindUnknown.
func (k *TieKind) UnmarshalText(text []byte) error {
	i, err := wordNumber("kind", tieKinds[:], string(text))
	*k = TieKind(i)
	return err
}

// TieStatus tells whether a tie is alive.
type TieStatus uint8

// The states a tie can be in.
const (
	// TieUnknown is the state of every tie of the public lists: they tell
	// that it was signed, not that it lives.
	TieUnknown TieStatus = iota
	// TieActive ties have exchange in the last years.
	TieActive
	// TieDormant ties exist in name only.
	TieDormant
	// TieSuspended ties were stopped by one side and may be taken up again.
	TieSuspended
	// TieEnded ties are no ties any more.
	TieEnded
)

var tieStatuses = [...]string{"unknown", "active", "dormant", "suspended", "ended"}

// TieStatuses returns the names of all states, "unknown" first.
func TieStatuses() []string { return append([]string(nil), tieStatuses[:]...) }

// String returns the name of the state as it stands in files and JSON.
func (s TieStatus) String() string { return word(tieStatuses[:], int(s)) }

// MarshalText writes the name of the state.
func (s TieStatus) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the name of a state; an empty one is TieUnknown.
func (s *TieStatus) UnmarshalText(text []byte) error {
	i, err := wordNumber("status", tieStatuses[:], string(text))
	*s = TieStatus(i)
	return err
}

// Outcome tells what came of a step toward a candidate.
type Outcome uint8

// What can come of a step.
const (
	// StepUnknown is not allowed in records.
	StepUnknown Outcome = iota
	// StepContacted: a letter or a call went out; nothing came back so far.
	StepContacted
	// StepAnswered: the other side answered and is willing to go on.
	StepAnswered
	// StepVisited: people of one side went to see the other.
	StepVisited
	// StepRefused: the other side said no.
	StepRefused
	// StepPaused: one side asked to wait.
	StepPaused
	// StepSigned: the agreement is signed.
	StepSigned
)

var outcomes = [...]string{"unknown", "contacted", "answered", "visited", "refused", "paused", "signed"}

// Outcomes returns the names that records may use, in the order they usually come.
func Outcomes() []string { return append([]string(nil), outcomes[1:]...) }

// String returns the name of the outcome as it stands in files and JSON.
func (o Outcome) String() string { return word(outcomes[:], int(o)) }

// MarshalText writes the name of the outcome.
func (o Outcome) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// UnmarshalText reads the name of an outcome; an empty one is StepUnknown.
func (o *Outcome) UnmarshalText(text []byte) error {
	i, err := wordNumber("outcome", outcomes[:], string(text))
	*o = Outcome(i)
	return err
}

func word(words []string, i int) string {
	if i < len(words) {
		return words[i]
	}
	return words[0]
}

// wordNumber finds a word in a list; the error names what is allowed.
func wordNumber(field string, words []string, text string) (int, error) {
	if text == "" {
		return 0, nil
	}
	for i, w := range words {
		if w == text {
			return i, nil
		}
	}
	return 0, fmt.Errorf("%s is %q, allowed are %v", field, text, words)
}
