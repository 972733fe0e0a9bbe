package own

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/shimai/shimai/data"
)

// ErrInvalid is wrapped by every error about a value that no record may have.
// The user can mend these; they are usage errors.
var ErrInvalid = errors.New("invalid record")

// Bounds of texts, in characters.
const (
	maxText = 400
	maxNote = 4000
	maxID   = 120
)

func invalid(field, value, allowed string) error {
	const longest = 80
	if utf8.RuneCountInString(value) > longest {
		value = string([]rune(value)[:longest]) + "…"
	}
	return fmt.Errorf("%w: %s is %q, allowed is %s", ErrInvalid, field, value, allowed)
}

var dateForm = regexp.MustCompile(`^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$`)

// CheckDate refuses what is no date from 1800 to 2199 in the form YYYY, YYYY-MM
// or YYYY-MM-DD; "" is allowed.
func CheckDate(field, date string) error {
	const allowed = "a date from 1800 to 2199 as YYYY, YYYY-MM or YYYY-MM-DD"
	if date == "" {
		return nil
	}
	if !dateForm.MatchString(date) || date < "1800" || date >= "2200" {
		return invalid(field, date, allowed)
	}
	if _, err := time.Parse("2006-01-02"[:len(date)], date); err != nil {
		return invalid(field, date, allowed)
	}
	return nil
}

// after reports whether a date is later than another beyond doubt: 2026 is not
// later than 2026-03.
func after(a, b string) bool {
	n := min(len(a), len(b))
	return a[:n] > b[:n]
}

// checkDay refuses what is no full date.
func checkDay(field, date string) error {
	if err := CheckDate(field, date); err != nil || len(date) == len("2006-01-02") {
		return err
	}
	return invalid(field, date, "a day as YYYY-MM-DD")
}

var idForm = regexp.MustCompile(`^(gn|jp|rg|pl):[^\s\x00-\x1f\x7f]+$`)

func checkUnit(field, id string) error {
	if !idForm.MatchString(id) || len(id) > maxID || !utf8.ValidString(id) {
		return invalid(field, id, "the id of a government, such as jp:01635 or gn:2648579")
	}
	return nil
}

// checkText refuses text that is too long or would garble a line.
func checkText(field, text string, most int, lines bool) error {
	if n := utf8.RuneCountInString(text); n > most {
		return invalid(field, text, fmt.Sprintf("at most %d characters, not %d", most, n))
	}
	bad := func(r rune) bool { return r == 0x7f || r < ' ' && (!lines || r != '\n') }
	if !utf8.ValidString(text) || strings.ContainsFunc(text, bad) {
		return invalid(field, text, "text in UTF-8 without control characters")
	}
	return nil
}

// checkTexts checks fields given as name, text, name, text.
func checkTexts(pairs ...string) error {
	for i := 0; i < len(pairs); i += 2 {
		if err := checkText(pairs[i], pairs[i+1], maxText, false); err != nil {
			return err
		}
	}
	return nil
}

func checkNote(note string) error { return checkText("note", note, maxNote, true) }

func trim(fields ...*string) {
	for _, f := range fields {
		*f = strings.TrimSpace(*f)
	}
}

var countryForm = regexp.MustCompile(`^[A-Z]{2}$`)

func (t *Tie) normal() error {
	trim(&t.BName, &t.BCountry, &t.Theme, &t.Reason, &t.Contact, &t.Note)
	if err := checkUnit("town", t.A); err != nil {
		return err
	}
	switch {
	case t.B != "":
		if err := checkUnit("partner", t.B); err != nil {
			return err
		}
		if t.A == t.B {
			return invalid("partner", t.B, "another government than the town")
		}
		t.BName, t.BCountry = "", ""
	case t.BName == "":
		return invalid("partner", "", "a government, or the name and the country of one that is not known")
	case !countryForm.MatchString(t.BCountry):
		return invalid("country", t.BCountry, "the two letters of a country, such as FR")
	}
	if int(t.Kind) >= len(data.TieKinds()) {
		return invalid("kind", fmt.Sprint(uint8(t.Kind)), strings.Join(data.TieKinds(), ", "))
	}
	if int(t.Status) >= len(data.TieStatuses()) {
		return invalid("status", fmt.Sprint(uint8(t.Status)), strings.Join(data.TieStatuses(), ", "))
	}
	if err := checkTexts("partner", t.BName, "theme", t.Theme, "reason", t.Reason, "contact", t.Contact); err != nil {
		return err
	}
	if err := checkNote(t.Note); err != nil {
		return err
	}
	return t.dates()
}

func (t *Tie) dates() error {
	for _, d := range [][2]string{{"since", t.Since}, {"until", t.Until}, {"last activity", t.LastActivity}} {
		if err := CheckDate(d[0], d[1]); err != nil {
			return err
		}
		if d[0] != "until" && after(d[1], t.Recorded) {
			return invalid(d[0], d[1], "a date no later than that of the record, "+t.Recorded)
		}
	}
	if t.Since != "" && t.Until != "" && after(t.Since, t.Until) {
		return invalid("until", t.Until, "a date no earlier than since, "+t.Since)
	}
	if t.Status == data.TieEnded && after(t.Until, t.Recorded) {
		return invalid("until", t.Until, "for an ended tie a date no later than that of the record, "+t.Recorded)
	}
	return checkDay("recorded", t.Recorded)
}

func (f *Fact) normal() error {
	trim(&f.Key, &f.Value, &f.Note)
	if err := checkUnit("town", f.Unit); err != nil {
		return err
	}
	if f.Key == FactContact {
		if err := checkText(f.Key, f.Value, maxNote, true); err != nil {
			return err
		}
		if f.Value == "" {
			return invalid(f.Key, "", "words")
		}
	} else {
		value, err := data.ParseFact(f.Key, f.Value)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrInvalid, err)
		}
		f.Value = value
	}
	if err := CheckDate("date", f.Date); err != nil {
		return err
	}
	if after(f.Date, f.Recorded) {
		return invalid("date", f.Date, "a date no later than that of the record, "+f.Recorded)
	}
	if err := checkNote(f.Note); err != nil {
		return err
	}
	return checkDay("recorded", f.Recorded)
}

func continents() []string { return []string{"AF", "AN", "AS", "EU", "NA", "OC", "SA"} }

func (w *Wish) normal() error {
	trim(&w.Text, &w.Contact, &w.Note)
	if err := checkUnit("town", w.Unit); err != nil {
		return err
	}
	w.Countries, w.Areas, w.Purposes = sortedSet(w.Countries), sortedSet(w.Areas), sortedSet(w.Purposes)
	for _, c := range w.Countries {
		if !countryForm.MatchString(c) {
			return invalid("country", c, "the two letters of a country, such as FR")
		}
	}
	for _, a := range w.Areas {
		if !slices.Contains(continents(), a) {
			return invalid("continent", a, strings.Join(continents(), ", "))
		}
	}
	for _, p := range w.Purposes {
		if !slices.Contains(data.PurposeKeys(), p) {
			return invalid("purpose", p, strings.Join(data.PurposeKeys(), ", "))
		}
	}
	if w.MinPopulation < 0 || w.MaxPopulation < 0 || w.MaxPopulation > 0 && w.MaxPopulation < w.MinPopulation {
		return invalid("population", fmt.Sprintf("%d-%d", w.MinPopulation, w.MaxPopulation), "a range of people, the smaller number first")
	}
	if err := CheckDate("date", w.Date); err != nil {
		return err
	}
	if err := checkTexts("text", w.Text, "contact", w.Contact); err != nil {
		return err
	}
	if err := checkNote(w.Note); err != nil {
		return err
	}
	return checkDay("recorded", w.Recorded)
}

// sortedSet returns the words in order, each once; nil for none.
func sortedSet(words []string) []string {
	if len(words) == 0 {
		return nil
	}
	out := slices.Clone(words)
	slices.Sort(out)
	return slices.Compact(out)
}

func (s *Step) normal() error {
	trim(&s.Contact, &s.Note)
	if err := checkUnit("town", s.Town); err != nil {
		return err
	}
	if err := checkUnit("candidate", s.Candidate); err != nil {
		return err
	}
	switch {
	case s.Town == s.Candidate:
		return invalid("candidate", s.Candidate, "another government than the town")
	case s.Stage < 1 || s.Stage > 8:
		return invalid("stage", fmt.Sprint(s.Stage), "a number from 1 to 8")
	case s.Outcome == data.StepUnknown || int(s.Outcome) > len(data.Outcomes()):
		return invalid("outcome", s.Outcome.String(), strings.Join(data.Outcomes(), ", "))
	case s.Outcome == data.StepSigned && s.Stage < 7:
		return invalid("outcome", s.Outcome.String(), "signed from step 7, the signing, on")
	case s.Date == "":
		return invalid("date", "", "the date of the step")
	}
	if err := CheckDate("date", s.Date); err != nil {
		return err
	}
	if after(s.Date, s.Recorded) {
		return invalid("date", s.Date, "a date no later than that of the record, "+s.Recorded)
	}
	if err := checkTexts("contact", s.Contact); err != nil {
		return err
	}
	if err := checkNote(s.Note); err != nil {
		return err
	}
	return checkDay("recorded", s.Recorded)
}

// Check brings a record that is not kept yet into its normal form, or says what
// is wrong with it; the error is [ErrInvalid]. Its day of record must be set.
func Check(r Record) error { return r.normal() }
