package survey

import "github.com/shimai/shimai/data"

// tables are the parts of the store that a survey reads.
type tables struct {
	countries *data.Countries
	units     *data.Units
	ties      *data.Ties
	text      *data.TieText
}

func openTables(st *data.Store) (*tables, error) {
	countries, err := st.Countries()
	if err != nil {
		return nil, err
	}
	units, err := st.Units()
	if err != nil {
		return nil, err
	}
	ties, err := st.Ties()
	if err != nil {
		return nil, err
	}
	text, err := st.TieText()
	return &tables{countries: countries, units: units, ties: ties, text: text}, err
}

// seen tells what an international tie is for the home country: its own
// government, NoUnit when that end was not identified; the other country's
// code; and why an end was not identified. ok is false for ties that are
// domestic or do not touch the country.
func (t *tables) seen(row int, home data.Country) (own data.Unit, partner, reason string, ok bool) {
	if t.ties.Domestic[row] {
		return 0, "", "", false
	}
	a, b := t.ties.A[row], t.ties.B[row]
	code := func(u data.Unit) string { return t.countries.Code[t.units.Country[u]] }
	if b == data.NoUnit {
		reason = t.text.Reason.At(row)
		switch {
		case t.units.Country[a] == home:
			return a, t.text.BCC.At(row), reason, true
		case t.text.BCC.At(row) == t.countries.Code[home]:
			return data.NoUnit, code(a), reason, true
		}
		return 0, "", "", false
	}
	switch {
	case t.units.Country[a] == home:
		return a, code(b), "", true
	case t.units.Country[b] == home:
		return b, code(a), "", true
	}
	return 0, "", "", false
}
