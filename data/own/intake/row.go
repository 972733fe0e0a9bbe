package intake

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/own"
)

// Outcome tells what became of a row.
type Outcome string

// What can become of a row.
const (
	// Resolved rows are understood.
	Resolved Outcome = "resolved"
	// Ambiguous rows name something that could be several governments.
	Ambiguous Outcome = "ambiguous"
	// NotFound rows name something that is no known government.
	NotFound Outcome = "not_found"
	// Invalid rows hold a value that no record may have.
	Invalid Outcome = "invalid"
)

// AmbiguousError is what a [Resolver] returns for a name that could mean
// several governments.
type AmbiguousError struct {
	// Candidates describes each, beginning with its id, the likeliest first.
	Candidates []string
}

// Error says that there are several.
func (e *AmbiguousError) Error() string {
	return "could be " + strings.Join(e.Candidates, " or ")
}

// Resolver finds the id of the government that a name in any script, or a code
// or an id, means; country is a code or "" where it is not known. It returns an
// [*AmbiguousError], or another error where nothing is found.
type Resolver func(query, country string) (id string, err error)

// Options tell how rows are read.
type Options struct {
	// Date is the day of the import, YYYY-MM-DD.
	Date string
	// Japanese words in Japanese what is wrong with rows. Default: false, in English.
	Japanese bool
	// Town is the id of the town whose list it is, for lists without a column
	// for it. Default: none.
	Town string
	// Home is the code of the country whose towns stand in the column of towns.
	// Default: "", any.
	Home string
	// Resolve finds governments.
	Resolve Resolver
	// Country returns the code of a country by its name in any language.
	Country func(name string) (code string, ok bool)
	// Known describes the partners that a town is known to have in a country,
	// each beginning with its id. Where one of several that a name could mean is
	// among them, it is meant; where nothing was found they are proposed.
	// Default: nil, nobody knows.
	Known func(town, country string) []string
	// Area returns the continent, or the countries, that a word for a part of
	// the world means. It is needed for wishes only.
	Area func(name string) (areas, countries []string, ok bool)
}

// Row is one row and what became of it.
type Row struct {
	Line
	Outcome Outcome
	// Why tells what is wrong, in the language of [Options]; empty for resolved rows.
	Why string
	// Candidates are what an ambiguous name could mean, the five likeliest.
	Candidates []string
	// Tie or Wish is the record of a resolved row.
	Tie  *own.Tie
	Wish *own.Wish
}

// rowError is why a row is not understood.
type rowError struct {
	outcome    Outcome
	why        string
	candidates []string
}

func (e *rowError) Error() string { return e.why }

// say words something in the language that is asked for.
func (r *reader) say(en, ja string, args ...any) string {
	if r.options.Japanese {
		return fmt.Sprintf(ja, args...)
	}
	return fmt.Sprintf(en, args...)
}

// invalid is the error of a row with a value that cannot be read; allowed says
// in Japanese what can be, as err does in English.
func (r *reader) invalid(err error, text, allowed string) error {
	why := err.Error()
	if r.options.Japanese {
		why = fmt.Sprintf("「%s」を読み取れません(%s)", text, allowed)
	}
	return &rowError{outcome: Invalid, why: why}
}

// checked is the error of a row whose record may not be kept.
func (r *reader) checked(x own.Record) error {
	if err := own.Check(x); err != nil {
		return &rowError{outcome: Invalid, why: r.say("%v", "記録できない値があります: %v", err)}
	}
	return nil
}

// fail notes in a row why it was not understood.
func (r *Row) fail(err error) {
	var e *rowError
	if !errors.As(err, &e) {
		e = &rowError{outcome: Invalid, why: err.Error()}
	}
	r.Outcome, r.Why, r.Candidates = e.outcome, e.why, e.candidates[:min(candidatesShown, len(e.candidates))]
}

// reader reads the rows of one table. Names that were found are remembered:
// a list names the same town in many rows.
type reader struct {
	table   *Table
	columns Columns
	options Options
	known   map[[2]string]answer
	// above is the row above, with what its ditto marks stand for.
	above []string
}

type answer struct {
	id  string
	err error
}

func newReader(t *Table, c Columns, o Options) *reader {
	return &reader{table: t, columns: c, options: o, known: map[[2]string]answer{}}
}

// next returns a row with what its ditto marks stand for, so that it means the
// same where the row above is not there any more.
func (r *reader) next(l Line) Line {
	l.Cells = slices.Clone(l.Cells)
	for i, text := range l.Cells {
		switch text {
		case "〃", "″", "同上", "同":
			if i < len(r.above) {
				l.Cells[i] = r.above[i]
			}
		}
	}
	r.above = l.Cells
	return l
}

// text returns a field of a row.
func (r *reader) text(l Line, f Field) string { return r.columns.cell(l, f) }

func (r *reader) find(query, country string) (string, error) {
	key := [2]string{query, country}
	a, ok := r.known[key]
	if !ok {
		a.id, a.err = r.options.Resolve(query, country)
		r.known[key] = a
	}
	return a.id, a.err
}

// town finds the government that a row is about.
func (r *reader) town(l Line) (string, error) {
	code, name, region := r.text(l, TownCode), r.text(l, Town), r.text(l, TownRegion)
	if code == "" && name == "" {
		if r.options.Town != "" {
			return r.options.Town, nil
		}
		if region == "" {
			return "", &rowError{outcome: Invalid, why: r.say("the row names no town", "自治体名がありません")}
		}
		name, region = region, ""
	}
	if code != "" {
		id, err := r.find(townCode(code), r.options.Home)
		if err == nil || name == "" {
			return id, r.asNotFound(err, code)
		}
	}
	if name == region {
		region = ""
	}
	return r.government([]string{name}, region, r.options.Home)
}

// townCode reads the code of a Japanese government: 5 digits, or 6 with a
// check digit; tables lose the zero in front.
func townCode(code string) string {
	plain := norm.NFKC.String(code)
	digits := strings.Trim(plain, "0123456789") == ""
	switch {
	case digits && len(plain) == 4, digits && len(plain) == 1:
		return "0" + plain
	case digits && len(plain) == 6:
		return plain[:5]
	}
	return plain
}

func (r *reader) asNotFound(err error, code string) error {
	if err == nil {
		return nil
	}
	return &rowError{outcome: NotFound, why: r.say("no government has the code %s", "団体コード%sの自治体はありません", code)}
}

// country returns the code of a country word, "" for an empty one.
func (r *reader) country(l Line) (string, error) {
	word := r.text(l, CountryField)
	if word == "" {
		return "", nil
	}
	code, ok := r.options.Country(word)
	if !ok {
		return "", &rowError{outcome: Invalid, why: r.say("%q is no country that is known", "「%s」は国名として読み取れません", word)}
	}
	return code, nil
}

// Ties reads the rows of a list of ties.
func Ties(t *Table, c Columns, o Options) []Row {
	r := newReader(t, c, o)
	out := make([]Row, len(t.Rows))
	for i, l := range t.Rows {
		l = r.next(l)
		out[i] = Row{Line: l, Outcome: Resolved}
		tie, err := r.tie(l)
		if err != nil {
			out[i].fail(err)
			continue
		}
		out[i].Tie = tie
	}
	return out
}

func (r *reader) tie(l Line) (*own.Tie, error) {
	x := &own.Tie{}
	x.Recorded = r.options.Date
	country, err := r.country(l)
	if err != nil {
		return nil, err
	}
	if x.A, err = r.town(l); err != nil {
		return nil, err
	}
	names := []string{r.text(l, Partner), r.text(l, PartnerLatin)}
	if names[0]+names[1] == "" {
		return nil, &rowError{outcome: Invalid, why: r.say("the row names no partner", "提携先がありません")}
	}
	if kept, ok := strings.CutPrefix(names[0], "*"); ok {
		x.BName, x.BCountry = strings.TrimSpace(kept), country
	} else if x.B, err = r.government(names, r.text(l, PartnerRegion), country); err != nil {
		if x.B, err = r.settle(err, x.A, country); err != nil {
			return nil, err
		}
	}
	for _, d := range []struct {
		field Field
		to    *string
	}{{Since, &x.Since}, {Until, &x.Until}, {LastActivity, &x.LastActivity}} {
		if *d.to, err = r.table.ParseDate(r.text(l, d.field)); err != nil {
			return nil, r.invalid(fmt.Errorf("%s: %w", d.field, err), r.text(l, d.field), "日付は1985、1985-04-01、昭和60年4月1日など")
		}
	}
	if x.Kind, err = parseKind(r.text(l, KindField)); err != nil {
		return nil, r.invalid(err, r.text(l, KindField), "種別は姉妹都市、友好都市、協定、交流、事業など")
	}
	if x.Status, err = parseStatus(r.text(l, StatusField)); err != nil {
		return nil, r.invalid(err, r.text(l, StatusField), "状況は交流中、休止、停止、解消、不明など")
	}
	x.Theme, x.Reason = oneLine(r.text(l, Theme)), oneLine(r.text(l, Reason))
	x.Contact, x.Note = oneLine(r.text(l, Contact)), strings.ReplaceAll(r.text(l, Note), "\r", "")
	return x, r.checked(x)
}

// oneLine joins the lines of a cell.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// parseKind reads a word for a kind of tie; "" is unknown. The Japanese words
// follow the lists of CLAIR, where 姉妹 and 友好 cities are of one kind.
func parseKind(text string) (data.TieKind, error) {
	plain := plainHeading(text)
	var k data.TieKind
	if err := k.UnmarshalText([]byte(plain)); err == nil {
		return k, nil
	}
	switch {
	case strings.Contains(plain, "姉妹"), strings.Contains(plain, "友好都市"), plain == "友好提携", plain == "友好", plain == "sistercity", plain == "twintown", plain == "twinning":
		return data.TiePartnership, nil
	case strings.Contains(plain, "友好"), strings.Contains(plain, "協定"), strings.Contains(plain, "覚書"), plain == "mou":
		return data.TieFriendship, nil
	case strings.Contains(plain, "事業"), strings.Contains(plain, "プロジェクト"):
		return data.TieProject, nil
	case strings.Contains(plain, "交流"):
		return data.TieContact, nil
	}
	return 0, fmt.Errorf("kind is %q, allowed are %s, or such as 姉妹都市, 協定, 交流, 事業", text, strings.Join(data.TieKinds(), ", "))
}

// parseStatus reads a word for a state; "" is unknown.
func parseStatus(text string) (data.TieStatus, error) {
	plain := plainHeading(text)
	var s data.TieStatus
	if err := s.UnmarshalText([]byte(plain)); err == nil {
		return s, nil
	}
	for _, w := range []struct {
		status data.TieStatus
		words  []string
	}{
		{data.TieEnded, []string{"解消", "終了", "廃止", "終息", "破棄", "失効", "terminated", "dissolved"}},
		{data.TieSuspended, []string{"停止", "凍結", "中断", "保留", "frozen"}},
		{data.TieDormant, []string{"休止", "休眠", "なし", "無し", "途絶", "停滞", "inactive", "noactivity"}},
		{data.TieActive, []string{"活発", "交流中", "継続", "実施", "あり", "有り", "活動中", "alive"}},
		{data.TieUnknown, []string{"不明", "未確認"}},
	} {
		for _, word := range w.words {
			if strings.Contains(plain, word) {
				return w.status, nil
			}
		}
	}
	return 0, fmt.Errorf("status is %q, allowed are %s, or such as 交流中, 休止, 停止, 解消, 不明", text, strings.Join(data.TieStatuses(), ", "))
}
