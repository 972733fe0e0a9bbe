package intake

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/own"
)

// Wishes reads the rows of a list of governments that look for a partner.
func Wishes(t *Table, c Columns, o Options) []Row {
	r := newReader(t, c, o)
	out := make([]Row, len(t.Rows))
	for i, l := range t.Rows {
		l = r.next(l)
		out[i] = Row{Line: l, Outcome: Resolved}
		wish, err := r.wish(l)
		if err != nil {
			out[i].fail(err)
			continue
		}
		out[i].Wish = wish
	}
	return out
}

func (r *reader) wish(l Line) (*own.Wish, error) {
	x := &own.Wish{}
	x.Recorded = r.options.Date
	var err error
	home := r.options.Home
	if country, err := r.country(l); err != nil {
		return nil, err
	} else if country != "" {
		r.options.Home = country
	}
	x.Unit, err = r.town(l)
	r.options.Home = home
	if err != nil {
		return nil, err
	}
	if err := r.wants(x, r.text(l, Wants)); err != nil {
		return nil, r.invalid(err, r.text(l, Wants), "希望国・地域は国名、大陸名など")
	}
	if x.MinPopulation, x.MaxPopulation, err = parseRange(r.text(l, Population)); err != nil {
		return nil, r.invalid(err, r.text(l, Population), "人口規模は5000、1万人〜3万人など")
	}
	if x.Purposes, err = parsePurposes(r.text(l, Purposes)); err != nil {
		return nil, r.invalid(err, r.text(l, Purposes), "目的は貿易、観光、教育、文化、人材、防災、技術など")
	}
	x.Text = oneLine(r.text(l, Text))
	x.Date = newestYear(r.text(l, DateField), r.table)
	x.Contact, x.Note = oneLine(r.text(l, Contact)), strings.ReplaceAll(r.text(l, Note), "\r", "")
	return x, r.checked(x)
}

// words cuts a list at the marks that people put between words.
func words(text string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(norm.NFKC.String(text), func(r rune) bool { return strings.ContainsRune(",;/、・|\n", r) }) {
		if w = strings.TrimSpace(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// anywhere reports whether a text says that no country is asked for; a note in
// brackets, as in (none stated), says so, too.
func anywhere(text string) bool {
	switch strings.ToLower(text) {
	case "特になし", "なし", "どこでも", "問わない", "不問", "指定なし", "世界", "anywhere", "any", "none":
		return true
	}
	return strings.HasPrefix(text, "(")
}

// wants reads countries and parts of the world.
func (r *reader) wants(x *own.Wish, text string) error {
	if anywhere(text) {
		return nil
	}
	for _, w := range words(text) {
		if areas, countries, ok := r.options.Area(w); ok && len(areas)+len(countries) > 0 {
			x.Areas, x.Countries = append(x.Areas, areas...), append(x.Countries, countries...)
			continue
		}
		code, ok := r.options.Country(w)
		if !ok {
			return fmt.Errorf("%s: %q is no country or part of the world that is known", Wants, w)
		}
		x.Countries = append(x.Countries, code)
	}
	return nil
}

// parseRange reads a number of people or a range: 5000, 3,000-10,000, 1万人〜3万人.
// One number means a half to twice as many.
func parseRange(text string) (low, high int32, err error) {
	plain := strings.NewReplacer("〜", "-", "~", "-", "から", "-", " - ", "-", "–", "-").Replace(norm.NFKC.String(text))
	if strings.TrimSpace(plain) == "" {
		return 0, 0, nil
	}
	from, to, isRange := strings.Cut(plain, "-")
	bound := func(s string) (int32, error) {
		if s = strings.TrimSpace(s); s == "" {
			return 0, nil
		}
		value, err := data.ParseFact(data.FactPopulation, s)
		if err != nil {
			return 0, err
		}
		n, err := strconv.ParseInt(value, 10, 32)
		return int32(n), err
	}
	if low, err = bound(from); err != nil {
		return 0, 0, err
	}
	if !isRange {
		return low / 2, low * 2, nil
	}
	high, err = bound(to)
	return low, high, err
}

// parsePurposes reads keys of purposes and the Japanese words for them.
func parsePurposes(text string) ([]string, error) {
	var out []string
	for _, w := range words(text) {
		key := ""
		for _, p := range []struct {
			key   string
			words []string
		}{
			{"trade", []string{"trade", "export", "貿易", "輸出", "経済", "産業"}},
			{"tourism", []string{"tourism", "観光"}},
			{"education", []string{"education", "student", "school", "教育", "学生", "青少年"}},
			{"culture", []string{"culture", "sport", "文化", "芸術", "スポーツ"}},
			{"workers", []string{"worker", "人材", "労働"}},
			{"disaster", []string{"disaster", "防災", "災害"}},
			{"innovation", []string{"innovation", "技術", "研究"}},
		} {
			for _, x := range p.words {
				if key == "" && strings.Contains(strings.ToLower(w), x) {
					key = p.key
				}
			}
		}
		if key == "" {
			return nil, fmt.Errorf("purpose is %q, allowed are %s", w, strings.Join(data.PurposeKeys(), ", "))
		}
		out = append(out, key)
	}
	return out, nil
}

// newestYear returns the date of a text, or the last year that it names, as in
// "page dated May 2016"; "" where there is none.
func newestYear(text string, t *Table) string {
	if date, err := t.ParseDate(text); err == nil {
		return date
	}
	year := ""
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return r < '0' || r > '9' }) {
		if len(w) == 4 && w >= "1800" && w < "2200" {
			year = max(year, w)
		}
	}
	return year
}
