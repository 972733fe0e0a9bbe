package report

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/portfolio"
	"github.com/shimai/shimai/matcher/wish"
)

// author writes one report in one language.
type author struct {
	Question
	lang string
	desk *answer.Desk
	base *answer.Base
	view answer.PortfolioView
	// asking is the question with all that brief and policy made of it.
	asking answer.Question

	town     subject
	members  []subject
	missions *data.Missions
	pairs    *data.Pairs
	months   *data.Months
	climate  *data.Climate
	reader   *wish.Reader
	// steps are those that the town has recorded.
	steps []data.Step

	// cited are the keys of all sources that the report names, in the order of
	// first use, by which they are numbered.
	cited *[]string
}

// subject is a place that the report tells of: the town or a candidate.
type subject struct {
	unit  data.Unit
	name  string
	facts map[string]answer.Fact
	all   []answer.Fact
	ties  []answer.KnownTie
	// past are what own records tell that is no tie: ended ones, contacts, projects.
	past []answer.KnownTie
	// The rest is for candidates: its place in the portfolio, the town as it
	// scores it, and how far the town serves its purposes.
	member *portfolio.Member
	back   matcher.Candidate
	gains  [portfolio.NumPurposes]portfolio.Service
}

// say words a sentence in the language of the report.
func (a *author) say(en, ja string, args ...any) string {
	text := answer.Both(en, ja).In(a.lang)
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// join lists words with the comma of the language.
func (a *author) join(words []string) string { return strings.Join(words, a.say(", ", "、")) }

// sentences sets sentences side by side; Japanese has no space between them.
func (a *author) sentences(list ...string) string {
	gap := " "
	if a.lang == "ja" {
		gap = ""
	}
	return strings.Join(slices.DeleteFunc(list, func(s string) bool { return s == "" }), gap)
}

// place names a government with its country.
func (a *author) place(u data.Unit) string {
	return a.base.Name(u, a.lang) + a.say(" (%s)", "(%s)", a.country(u))
}

func (a *author) country(u data.Unit) string {
	return a.base.CountryName(a.base.Units.Country[u], a.lang)
}

// source names the sources with the given keys, ", " between, and notes that
// the report cites them.
func (a *author) source(keys string) string {
	var out []string
	for _, key := range strings.Split(keys, ", ") {
		if key == "" {
			continue
		}
		a.sourceNumber(key)
		if title := a.sourceTitle(key); !slices.Contains(out, title) {
			out = append(out, title)
		}
	}
	if len(out) == 0 {
		return "–"
	}
	return strings.Join(out, "; ")
}

// dated is the date of a fact, or else those of its sources, in the language
// of the report.
func (a *author) dated(keys, date string) string {
	if date == "" {
		var dates []string
		for _, key := range strings.Split(keys, ", ") {
			if d := a.date(a.base.Manifest.Source(key).Date); d != "" && !slices.Contains(dates, d) {
				dates = append(dates, d)
			}
		}
		return strings.Join(dates, "; ")
	}
	return a.date(date)
}

// date words a date of the manifest.
func (a *author) date(date string) string { return answer.SourceDate(date, a.lang) }

// sourceTitle names a source for the reader; the list of sources gives the
// title of the publisher beside it.
func (a *author) sourceTitle(key string) string {
	if key == data.SourceOwn && a.lang != "ja" {
		return "The town's own records"
	}
	return a.base.SourceTitle(key, a.lang)
}

// cite is the number of a source in brackets, as it stands behind a sentence;
// the list of sources tells its name and date. A date of the fact's own stands
// with the number.
func (a *author) cite(keys, date string) string {
	var numbers []string
	for _, key := range strings.Split(keys, ", ") {
		numbers = append(numbers, strconv.Itoa(a.sourceNumber(key)))
	}
	words := strings.Join(numbers, ", ")
	if date != "" {
		words += ": " + a.date(date)
	}
	return a.say(" [%s]", "[%s]", words)
}

// sourceNumber is the number of a source in the list of those the report cites.
func (a *author) sourceNumber(key string) int {
	i := slices.Index(*a.cited, key)
	if i < 0 {
		i = len(*a.cited)
		*a.cited = append(*a.cited, key)
	}
	return i + 1
}

// reason words a piece of evidence with its source.
func (a *author) reason(ev matcher.Evidence) string {
	return ev.Text.In(a.lang) + a.cite(ev.Source, ev.Date)
}

// quoted words pieces of evidence in one sentence, each with its source.
func (a *author) quoted(list []matcher.Evidence) string {
	words := make([]string, len(list))
	for i, ev := range list {
		words[i] = a.reason(ev)
	}
	return strings.Join(words, a.say("; ", "、"))
}

// words is a cell of text.
func words(s string) Cell { return Cell{Shown: s} }

// unknown is the cell for what the data do not tell.
func (a *author) unknown() Cell { return Cell{Shown: a.say("unknown", "不明"), Unknown: true} }

// known is a cell of text that may be unknown.
func (a *author) known(s string) Cell {
	if s == "" {
		return a.unknown()
	}
	return words(s)
}

// number is a cell with a figure of so many decimals and a unit behind it,
// which brings its own space: " km", "%".
func (a *author) number(v float64, decimals int, unit string) Cell {
	if math.IsNaN(v) {
		return a.unknown()
	}
	scale := math.Pow10(decimals)
	v = math.Round(v*scale)/scale + 0 // +0 takes the sign off a zero
	format := "#,##0"
	if decimals > 0 {
		format += "." + strings.Repeat("0", decimals)
	}
	if unit != "" {
		format += `"` + unit + `"`
	}
	return Cell{Shown: grouped(v, decimals) + unit, Value: &v, format: format}
}

// grouped writes a number with commas between the thousands.
func grouped(v float64, decimals int) string {
	text := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	whole, rest, _ := strings.Cut(text, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return strconv.FormatFloat(v, 'f', decimals, 64)
	}
	if rest != "" {
		rest = "." + rest
	}
	sign := ""
	if v < 0 {
		sign = "-"
	}
	return sign + answer.Grouped(n) + rest
}

// count is a cell with a whole number of a column of the data.
func (a *author) count(n int32) Cell {
	if n == data.NoInt {
		return a.unknown()
	}
	return a.number(float64(n), 0, "")
}

// measure is a cell with a number of a column of the data.
func (a *author) measure(v float32, decimals int, unit string) Cell {
	return a.number(float64(v), decimals, unit)
}

// points is a cell with points to one decimal.
func (a *author) points(p matcher.Points) Cell { return a.number(p.Float(), 1, "") }

// share is a cell with a share of 1 as a percentage.
func (a *author) share(v float64) Cell {
	c := a.number(100*v, 0, "%")
	return c
}

// column is a column of a table.
func (a *author) column(key, en, ja string) Column { return Column{Key: key, Title: a.say(en, ja)} }

// figures is a column of numbers.
func (a *author) figures(key, en, ja string) Column {
	c := a.column(key, en, ja)
	c.Number = true
	return c
}

// wide is a column of sentences.
func (a *author) wide(key, en, ja string) Column {
	c := a.column(key, en, ja)
	c.Wide = true
	return c
}

// head is a column that names the rows.
func (a *author) head(key, en, ja string) Column {
	c := a.column(key, en, ja)
	c.Head = true
	return c
}
