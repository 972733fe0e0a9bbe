package report

import (
	"bytes"
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/config"
	"github.com/shimai/shimai/config/brief"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
	"github.com/shimai/shimai/data/local"
	"github.com/shimai/shimai/index"
	"github.com/shimai/shimai/matcher"
)

// theDesk is one desk on the embedded data for all tests; it keeps nothing and
// has no search index.
var theDesk = sync.OnceValue(func() *answer.Desk {
	return answer.NewDesk(answer.DeskOptions{
		Open:      func() (*data.Store, error) { return data.Open(layers.FS) },
		Tell:      func(matcher.Text) {},
		Kept:      func(func(*local.Store) error) {},
		OpenIndex: func(context.Context, *data.Store) (*index.Index, error) { return nil, errors.New("no index here") },
		Version:   "test",
	})
})

// asking is the question of a town as the command line asks it: in the
// countries given, for what a brief in YAML wants.
func asking(t *testing.T, town, lang string, to []string, yaml string) Question {
	t.Helper()
	u, err := theDesk().Resolve(t.Context(), town)
	require.NoError(t, err)
	b, err := brief.Parse("brief.yaml", []byte(yaml))
	require.NoError(t, err)
	set, err := answer.SetOf(&b)
	require.NoError(t, err)
	cfg := config.Config{N: 20, By: "balanced"}
	cfg.To, cfg.PerCountry, cfg.Weights = to, 1, b.Weights
	return Question{Town: u, Set: set, Ask: answer.Ask{Config: cfg, Lang: lang, OwnTo: len(to) > 0, Brief: b}}
}

func built(t *testing.T, q Question) Report {
	t.Helper()
	r, err := Build(t.Context(), theDesk(), q)
	require.NoError(t, err)
	return r
}

// shintokuBrief is that of the examples without its words, which need an index.
func shintokuBrief(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "testdata", "briefs", "shintoku.yaml"))
	require.NoError(t, err)
	var lines []string
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "words:") {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "")
}

// blocksOf lists all blocks of a report.
func blocksOf(r Report) []Block {
	var out []Block
	for _, s := range r.Sections {
		out = append(out, s.Blocks...)
		for _, p := range s.Parts {
			out = append(out, p.Blocks...)
		}
	}
	return out
}

func TestAReportHasAllItsSections(t *testing.T) {
	r := built(t, asking(t, "jp:20204", "ja", nil, ""))
	var keys []string
	for i, s := range r.Sections {
		assert.Equal(t, i+1, s.Number)
		assert.NotEmpty(t, s.Title)
		keys = append(keys, s.Key)
	}
	assert.Equal(t, []string{
		"title", "town", "ties", "wishes", "shortlist", "comparison", "candidates", "balance", "rules", "risks", "resources", "reserve", "steps", "annexes",
	}, keys)
	assert.Len(t, r.Sections[6].Parts, len(r.Portfolio.Members), "a page for each candidate")
	assert.Len(t, r.Sections[13].Parts, 2, "the letter in two languages")
	for _, b := range blocksOf(r) {
		for _, text := range b.Text {
			assert.NotContains(t, text, "%!", "%s", b.Key)
		}
		if b.Table == nil {
			continue
		}
		assert.NotEmpty(t, b.Table.Rows, b.Key)
		for _, row := range b.Table.Rows {
			require.Len(t, row, len(b.Table.Columns), "%s: %v", b.Key, row)
			for i, c := range row {
				assert.NotContains(t, c.Shown, "%!", "%s", b.Key)
				assert.False(t, c.Unknown && c.Value != nil, "%s: an unknown figure", b.Key)
				assert.False(t, c.Shown == "" && b.Table.Columns[i].Head, "%s: a row without a name", b.Key)
			}
		}
	}
}

func TestEveryEvidenceHasSourceAndDate(t *testing.T) {
	for _, q := range []Question{asking(t, "jp:14216", "ja", nil, ""), asking(t, "gn:2648579", "en", []string{"JP"}, "")} {
		r := built(t, q)
		seen := 0
		for _, b := range blocksOf(r) {
			if b.Table == nil {
				continue
			}
			source, date := columnAt(b.Table, "source"), columnAt(b.Table, "date")
			if source < 0 || date < 0 || b.Key == "barred" || b.Key == "sources" {
				continue
			}
			for _, row := range b.Table.Rows {
				unknown := false
				for _, c := range row {
					unknown = unknown || c.Unknown
				}
				if b.Key == "our_ties" || b.Key == "region_ties" || !unknown {
					seen++
					assert.NotContains(t, []string{"", "–"}, row[source].Shown, "%s: %v", b.Key, row)
					assert.NotContains(t, []string{"", "–"}, row[date].Shown, "%s: %v", b.Key, row)
				}
			}
		}
		assert.Greater(t, seen, 100)
	}
}

func columnAt(t *Table, key string) int {
	for i, c := range t.Columns {
		if c.Key == key {
			return i
		}
	}
	return -1
}

// Both languages are about the same: the same figures at the same places.
func TestLanguagesAgree(t *testing.T) {
	ja, en := built(t, asking(t, "jp:23212", "ja", nil, "")), built(t, asking(t, "jp:23212", "en", nil, ""))
	x, y := blocksOf(ja), blocksOf(en)
	require.Len(t, y, len(x))
	for i := range x {
		assert.Equal(t, x[i].Key, y[i].Key)
		if x[i].Table == nil {
			continue
		}
		require.NotNil(t, y[i].Table, x[i].Key)
		require.Len(t, y[i].Table.Rows, len(x[i].Table.Rows), x[i].Key)
		for r := range x[i].Table.Rows {
			for c := range x[i].Table.Rows[r] {
				p, q := x[i].Table.Rows[r][c], y[i].Table.Rows[r][c]
				assert.Equal(t, p.Value, q.Value, "%s: %v %v", x[i].Key, p, q)
				assert.Equal(t, p.Unknown, q.Unknown, "%s: %v %v", x[i].Key, p, q)
			}
		}
	}
	assert.NotEqual(t, ja.Title, en.Title)
	assert.Equal(t, ja.Portfolio.Worth, en.Portfolio.Worth)
}

func TestTheSameQuestionHasTheSameReport(t *testing.T) {
	var texts [2]string
	for i := range texts {
		var b bytes.Buffer
		require.NoError(t, WriteJSON(&b, built(t, asking(t, "jp:47354", "ja", nil, ""))))
		texts[i] = b.String()
	}
	assert.Equal(t, texts[0], texts[1])
}

func TestABriefIsTold(t *testing.T) {
	const yaml = `
purposes: {education: 3, trade: 0}
weights: {climate: 2}
countries: {avoid: [NZ]}
population: {min: 3000, max: 40000}
must: [{have: airport, within_km: 80}]
cities: [gn:5892532]
size: 4
facts: {contact: "0156-64-5111 <office>", budget: 3 million yen, horses: twelve}
notes: Children first.
`
	r := built(t, asking(t, "jp:01635", "en", []string{"US", "CA", "AU", "GB"}, yaml))
	var text bytes.Buffer
	require.NoError(t, WriteMarkdown(&text, r))
	for _, want := range []string{
		"Children first.", "0156-64-5111 \\<office\\>", "3 million yen", "horses: twelve", "Cities asked for by name", "Banff",
		"Asked for: ", "Kept out by brief and policy", "2.0", "| trade and exports | 0.0 |",
	} {
		assert.Contains(t, text.String(), want)
	}
	assert.Len(t, r.Portfolio.Members, 4)
	for _, m := range r.Portfolio.Members {
		if m.Population != nil {
			assert.True(t, *m.Population >= 3000 && *m.Population <= 40000, m.Name)
		}
	}
	assert.Equal(t, []Weight{{"climate", 2}}, r.Asked.Weights)
}

func TestOnlyTheLetterAndOnlyTheProfile(t *testing.T) {
	q := asking(t, "jp:01635", "ja", nil, "")
	q.Only = OnlyLetter
	var err error
	q.To, err = theDesk().Resolve(t.Context(), "gn:5892532")
	require.NoError(t, err)
	q.HasTo = true
	r := built(t, q)
	require.Len(t, r.Sections, 1)
	require.Len(t, r.Sections[0].Parts, 2)
	assert.Contains(t, r.Sections[0].Parts[0].Blocks[0].Text[0], "バンフ")
	assert.Contains(t, r.Sections[0].Parts[1].Blocks[0].Text[0], "Banff, Canada")
	q.Only = OnlyProfile
	r = built(t, q)
	require.Len(t, r.Sections, 1)
	require.Greater(t, len(r.Sections[0].Blocks[0].Table.Rows), len(fieldsOf()), "and what only the town knows")
	for i, row := range r.Sections[0].Blocks[0].Table.Rows[:len(fieldsOf())] {
		assert.Equal(t, fieldsOf()[i].ja+" / "+fieldsOf()[i].en, row[0].Shown)
		assert.Equal(t, row[1].Unknown, row[2].Unknown, "both languages tell the same")
	}
	assert.Contains(t, r.Sections[0].Blocks[0].Table.Rows[0][1].Shown, "5,817")
	assert.Contains(t, r.Sections[0].Blocks[0].Table.Rows[0][2].Shown, "5,817")
	_, err = ParseOnly("everything")
	assert.ErrorContains(t, err, "allowed are report, letter, profile")
}

func TestNumbersAreWrittenOnce(t *testing.T) {
	a := &author{lang: "ja"}
	for _, tt := range []struct {
		v        float64
		decimals int
		unit     string
		want     string
	}{
		{1234567, 0, "", "1,234,567"}, {-0.04, 1, "", "0.0"}, {-1234.56, 1, " km", "-1,234.6 km"}, {0.5, 0, "%", "1%"}, {999.95, 1, "", "1,000.0"}, {math.NaN(), 1, "", "不明"},
	} {
		c := a.number(tt.v, tt.decimals, tt.unit)
		assert.Equal(t, tt.want, c.Shown)
		assert.Equal(t, math.IsNaN(tt.v), c.Unknown)
	}
}
