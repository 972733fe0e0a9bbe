package own

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shimai/shimai/data"
)

// Tie is what is known of one tie.
type Tie struct {
	data.OwnTie
	// Contact and Note are private: who to write to, and anything else.
	Contact string `json:"contact,omitempty"`
	Note    string `json:"note,omitempty"`
}

// FactContact is the key of the one fact that is private: whom to write to.
const FactContact = "contact"

// Fact is one fact of a government; a key of [data.FactKeys] or [FactContact].
type Fact struct {
	data.OwnFact
	// Note is private.
	Note string `json:"note,omitempty"`
}

// Wish tells that a government looks for a partner. There is one for each.
type Wish struct {
	data.OwnWish
	// Contact and Note are private.
	Contact string `json:"contact,omitempty"`
	Note    string `json:"note,omitempty"`
}

// Step is one step of a town toward a candidate.
type Step struct {
	data.OwnStep
	// Contact and Note are private.
	Contact string `json:"contact,omitempty"`
	Note    string `json:"note,omitempty"`
}

// Record is a *[Tie], *[Fact], *[Wish] or *[Step].
type Record interface {
	// RecordID returns the id, "" before the record is kept.
	RecordID() string
	// What returns tie, fact, wish or step.
	What() string

	setID(id string)
	setRecorded(date string)
	// same reports whether another record of the kind is about the same thing.
	same(other Record) bool
	// fill takes what the record leaves open from an older one.
	fill(old Record)
	// normal brings the record into the form in which it is kept, or says what
	// is wrong with it.
	normal() error
	// mentions reports whether the record is about a government.
	mentions(id string) bool
	// public takes the private fields off.
	public()
}

// RecordID returns the id of the tie, as in t12.
func (t *Tie) RecordID() string { return t.ID }

// What returns "tie".
func (t *Tie) What() string            { return "tie" }
func (t *Tie) setID(id string)         { t.ID = id }
func (t *Tie) setRecorded(date string) { t.Recorded = date }

func (t *Tie) mentions(id string) bool { return t.A == id || t.B == id }
func (t *Tie) public()                 { t.Contact, t.Note = "", "" }

// party names the other side: its id, or its country and name.
func (t *Tie) party() string {
	if t.B != "" {
		return t.B
	}
	return t.BCountry + " " + strings.ToLower(t.BName)
}

// same compares parties in any order and the kind; ties of unknown kind are
// the same as any that binds, since nearly all lists leave the kind out.
func (t *Tie) same(other Record) bool {
	o, ok := other.(*Tie)
	if !ok {
		return false
	}
	if (t.A != o.A || t.party() != o.party()) && (t.A != o.party() || t.party() != o.A) {
		return false
	}
	if t.Kind == o.Kind {
		return t.Kind != data.TieProject || t.Theme == o.Theme
	}
	unknown := t.Kind == data.TieKindUnknown || o.Kind == data.TieKindUnknown
	return unknown && t.Kind.Binding() && o.Kind.Binding()
}

func (t *Tie) fill(old Record) {
	o, ok := old.(*Tie)
	if !ok {
		return
	}
	t.A, t.B, t.BName, t.BCountry = o.A, o.B, o.BName, o.BCountry
	t.Kind = cmp.Or(t.Kind, o.Kind)
	if changed := t.Status != data.TieUnknown && t.Status != o.Status; !changed {
		// Why it was in its old state, and until when, is no news of the new one.
		t.Reason, t.Until = cmp.Or(t.Reason, o.Reason), cmp.Or(t.Until, o.Until)
	}
	t.Status = cmp.Or(t.Status, o.Status)
	t.Since, t.LastActivity = cmp.Or(t.Since, o.Since), cmp.Or(t.LastActivity, o.LastActivity)
	t.Theme = cmp.Or(t.Theme, o.Theme)
	t.Contact, t.Note = cmp.Or(t.Contact, o.Contact), cmp.Or(t.Note, o.Note)
}

// RecordID returns the id of the fact, as in f3.
func (f *Fact) RecordID() string { return f.ID }

// What returns "fact".
func (f *Fact) What() string            { return "fact" }
func (f *Fact) setID(id string)         { f.ID = id }
func (f *Fact) setRecorded(date string) { f.Recorded = date }

func (f *Fact) mentions(id string) bool { return f.Unit == id }

func (f *Fact) public() {
	f.Note = ""
	if f.Key == FactContact {
		f.Value = ""
	}
}

func (f *Fact) same(other Record) bool {
	o, ok := other.(*Fact)
	if !ok || f.Unit != o.Unit || f.Key != o.Key {
		return false
	}
	k, _ := data.FactKeyOf(f.Key)
	return !k.Many || f.Value == o.Value
}

func (f *Fact) fill(old Record) {
	if o, ok := old.(*Fact); ok {
		f.Note = cmp.Or(f.Note, o.Note)
		if f.Value == o.Value {
			f.Date = cmp.Or(f.Date, o.Date)
		}
	}
}

// RecordID returns the id of the wish, as in w7.
func (w *Wish) RecordID() string { return w.ID }

// What returns "wish".
func (w *Wish) What() string            { return "wish" }
func (w *Wish) setID(id string)         { w.ID = id }
func (w *Wish) setRecorded(date string) { w.Recorded = date }

func (w *Wish) mentions(id string) bool { return w.Unit == id }
func (w *Wish) public()                 { w.Contact, w.Note = "", "" }

func (w *Wish) same(other Record) bool {
	o, ok := other.(*Wish)
	return ok && w.Unit == o.Unit
}

func (w *Wish) fill(old Record) {
	o, ok := old.(*Wish)
	if !ok {
		return
	}
	if len(w.Countries)+len(w.Areas) == 0 {
		w.Countries, w.Areas = slices.Clone(o.Countries), slices.Clone(o.Areas)
	}
	if w.MinPopulation == 0 && w.MaxPopulation == 0 {
		w.MinPopulation, w.MaxPopulation = o.MinPopulation, o.MaxPopulation
	}
	if len(w.Purposes) == 0 {
		w.Purposes = slices.Clone(o.Purposes)
	}
	w.Text, w.Date = cmp.Or(w.Text, o.Text), cmp.Or(w.Date, o.Date)
	w.Contact, w.Note = cmp.Or(w.Contact, o.Contact), cmp.Or(w.Note, o.Note)
}

// RecordID returns the id of the step, as in s5.
func (s *Step) RecordID() string { return s.ID }

// What returns "step".
func (s *Step) What() string            { return "step" }
func (s *Step) setID(id string)         { s.ID = id }
func (s *Step) setRecorded(date string) { s.Recorded = date }

func (s *Step) mentions(id string) bool { return s.Town == id || s.Candidate == id }
func (s *Step) public()                 { s.Contact, s.Note = "", "" }

func (s *Step) same(other Record) bool {
	o, ok := other.(*Step)
	return ok && s.Town == o.Town && s.Candidate == o.Candidate && s.Stage == o.Stage && s.Outcome == o.Outcome && s.Date == o.Date
}

func (s *Step) fill(old Record) {
	if o, ok := old.(*Step); ok {
		s.Contact, s.Note = cmp.Or(s.Contact, o.Contact), cmp.Or(s.Note, o.Note)
	}
}
