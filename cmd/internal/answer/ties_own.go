package answer

import (
	"slices"
	"strconv"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// OtherTies returns what own records tell of a government that is no tie: ties
// that ended, contacts and projects, in the order of ties.
func (d *Desk) OtherTies(u data.Unit) ([]KnownTie, error) {
	b, ties, err := d.tieTables()
	if err != nil {
		return nil, err
	}
	var out []KnownTie
	for _, r := range slices.Concat(ties.Past(u), ties.Contacts(u)) {
		t := KnownTie{Partner: r.Other(u), Year: yearIn(r.Since), Sources: []string{data.SourceOwn}, Status: r.Status, Own: &r}
		if t.Partner == data.NoUnit {
			t.Name, t.Country = r.BName, r.BCountry
		} else {
			t.Country = b.Country(t.Partner)
		}
		t.Domestic = t.Country == b.Country(u)
		out = append(out, t)
	}
	slices.SortStableFunc(out, compareTies)
	return out, nil
}

// yearIn is the year of a date, unknown for "".
func yearIn(date string) int32 {
	year, err := strconv.ParseInt(date[:min(4, len(date))], 10, 32)
	if err != nil {
		return data.NoInt
	}
	return int32(year)
}

// form is the key of how close the tie is, "" where it is not known.
func (t KnownTie) form() string {
	if t.Own != nil && t.Own.Kind != data.TieKindUnknown {
		return t.Own.Kind.String()
	}
	return formKey(t.Form)
}

// formWord names how close the tie is for readers; unknown is "?".
func (t KnownTie) formWord(lang string) string {
	if t.Own == nil || t.Own.Kind == data.TieKindUnknown {
		return FormWord(t.Form, lang)
	}
	return KindOfTie(t.Own.Kind, lang)
}

// KindOfTie names a kind of tie for readers; unknown is "?".
func KindOfTie(k data.TieKind, lang string) string {
	switch k {
	case data.TiePartnership:
		return FormWord("p", lang)
	case data.TieFriendship:
		return FormWord("f", lang)
	case data.TieContact:
		return FormWord("k", lang)
	case data.TieProject:
		return Both("project", "共同事業").In(lang)
	}
	return "?"
}

// statusWord names the state of a tie in a table; unknown is "?".
func statusWord(s data.TieStatus, lang string) string {
	if s == data.TieUnknown {
		return "?"
	}
	return matcher.StatusText(s).In(lang)
}
