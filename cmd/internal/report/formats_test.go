package report

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html"
)

// TestEveryFormatShowsTheSameFigures reads all formats back and compares each
// cell of each table.
func TestEveryFormatShowsTheSameFigures(t *testing.T) {
	for _, q := range []Question{asking(t, "jp:11231", "ja", nil, ""), asking(t, "gn:2657896", "en", []string{"JP"}, "")} {
		r := built(t, q)
		want := shownIn(r)
		var text bytes.Buffer
		require.NoError(t, WriteJSON(&text, r))
		back, err := ReadJSON(&text)
		require.NoError(t, err)
		assert.Empty(t, cmp.Diff(want, shownIn(back)), "JSON")
		assert.Empty(t, cmp.Diff(want, inMarkdown(t, r)), "Markdown")
		assert.Empty(t, cmp.Diff(want, inHTML(t, r)), "HTML")
		compareWorkbook(t, r)
	}
}

// flat is a text as formats that know no lines show it.
func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

func shownIn(r Report) []string {
	var out []string
	for _, b := range blocksOf(r) {
		if b.Table != nil {
			for _, row := range b.Table.Rows {
				for _, c := range row {
					out = append(out, flat(c.Shown))
				}
			}
		}
	}
	return out
}

// inMarkdown returns the cells of all tables as a reader of Markdown has them.
func inMarkdown(t *testing.T, r Report) []string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, WriteMarkdown(&b, r))
	var out []string
	heading := 0
	for line := range strings.Lines(b.String()) {
		line = strings.TrimSuffix(line, "\n")
		if !strings.HasPrefix(line, "|") {
			heading = 0
			continue
		}
		if heading++; heading <= 2 { // titles and rule
			continue
		}
		var cell []byte
		for i := 2; i < len(line); i++ {
			switch {
			case line[i] == '\\' && i+1 < len(line):
				i++
				cell = append(cell, line[i])
			case line[i] == '|':
				out = append(out, flat(string(cell)))
				cell = nil
			default:
				cell = append(cell, line[i])
			}
		}
	}
	return out
}

// inHTML returns the cells of all tables with data on the page.
func inHTML(t *testing.T, r Report) []string {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(pageOf(t, r)))
	require.NoError(t, err)
	var out []string
	walk(doc, func(n *html.Node) {
		if n.Data == "td" || n.Data == "th" && attribute(n, "scope") == "row" {
			out = append(out, flat(textOf(n)))
		}
	})
	return out
}

// compareWorkbook reads a workbook back as people see it, sheet by sheet.
func compareWorkbook(t *testing.T, r Report) {
	t.Helper()
	f := openWorkbook(t, r)
	sheets := f.GetSheetList()
	require.Len(t, sheets, 1+len(sheetKeys()))
	for i, key := range sheetKeys() {
		var want [][]string
		numbers := 0
		add := func(b Block, before ...string) {
			if b.Key != key {
				return
			}
			for _, row := range b.Table.Rows {
				line := append([]string{}, before...)
				for _, c := range row {
					line = append(line, c.Shown)
					if c.Value != nil {
						numbers++
					}
				}
				want = append(want, line)
			}
		}
		for _, s := range r.Sections {
			for _, b := range s.Blocks {
				add(b)
			}
			for _, p := range s.Parts {
				for _, b := range p.Blocks {
					add(b, p.Title)
				}
			}
		}
		rows, err := f.GetRows(sheets[i+1])
		require.NoError(t, err)
		require.Len(t, rows, len(want)+1, key)
		for n, line := range want {
			for len(rows[n+1]) < len(line) {
				rows[n+1] = append(rows[n+1], "") // the library drops empty cells at the end
			}
			assert.Equal(t, line, rows[n+1], key)
		}
		assert.Equal(t, numbers, numbersIn(t, f, sheets[i+1]), "%s: figures are numbers", key)
		panes, err := f.GetPanes(sheets[i+1])
		require.NoError(t, err)
		assert.True(t, panes.Freeze, "the heading stays in view")
	}
}

func openWorkbook(t *testing.T, r Report) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, WriteWorkbook(&b, r))
	f, err := excelize.OpenReader(&b)
	require.NoError(t, err)
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func numbersIn(t *testing.T, f *excelize.File, sheet string) int {
	t.Helper()
	rows, err := f.GetRows(sheet)
	require.NoError(t, err)
	n := 0
	for y, row := range rows {
		for x := range row {
			at, err := excelize.CoordinatesToCellName(x+1, y+1)
			require.NoError(t, err)
			kind, err := f.GetCellType(sheet, at)
			require.NoError(t, err)
			if kind == excelize.CellTypeUnset || kind == excelize.CellTypeNumber {
				if v, err := f.GetCellValue(sheet, at, excelize.Options{RawCellValue: true}); err == nil && v != "" {
					n++
				}
			}
		}
	}
	return n
}

func TestNamesStayTextInAllFormats(t *testing.T) {
	r := evilReport()
	r.Sections[0].Blocks[0].Key = "shortlist"
	var text bytes.Buffer
	require.NoError(t, WriteJSON(&text, r))
	back, err := ReadJSON(&text)
	require.NoError(t, err)
	assert.Equal(t, r.Sections[0].Blocks[0].Text, back.Sections[0].Blocks[0].Text)

	var md bytes.Buffer
	require.NoError(t, WriteMarkdown(&md, r))
	assert.NotRegexp(t, `(^|[^\\])<`, md.String(), "no tag of HTML")
	assert.Empty(t, cmp.Diff(shownIn(r), inMarkdown(t, r)))

	f := openWorkbook(t, r)
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		require.NoError(t, err)
		for y, row := range rows {
			for x := range row {
				at, err := excelize.CoordinatesToCellName(x+1, y+1)
				require.NoError(t, err)
				formula, err := f.GetCellFormula(sheet, at)
				require.NoError(t, err)
				assert.Empty(t, formula, "%s %s", sheet, at)
			}
		}
	}
	rows, err := f.GetRows(f.GetSheetList()[1])
	require.NoError(t, err)
	for i, name := range evil() {
		assert.Equal(t, name, rows[i+1][0])
	}
}

func TestAWorkbookIsTheSameEachTime(t *testing.T) {
	r := built(t, asking(t, "jp:47354", "ja", nil, ""))
	var a, b bytes.Buffer
	require.NoError(t, WriteWorkbook(&a, r))
	require.NoError(t, WriteWorkbook(&b, r))
	assert.Equal(t, a.Bytes(), b.Bytes())
}

func TestReadJSONRefusesOtherDocuments(t *testing.T) {
	for name, text := range map[string]string{"another schema": `{"schema":"shimai.recommend/1"}`, "no JSON": "# report", "nothing": ""} {
		_, err := ReadJSON(strings.NewReader(text))
		assert.ErrorContains(t, err, "read report: ", name)
	}
}

func FuzzReadJSON(f *testing.F) {
	f.Add([]byte(`{"schema":"shimai.report/1","sections":[{"number":1,"blocks":[{"table":{"rows":[[{"shown":"x"}]]}}]}]}`))
	f.Add([]byte(`{"schema":"shimai.report/1","portfolio":{"members":[{"id":"gn:1","points":[{}]}]}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := ReadJSON(bytes.NewReader(text))
		if err != nil {
			return
		}
		d, err := Compare(r, r)
		require.NoError(t, err)
		assert.Empty(t, d.Causes)
		require.NoError(t, WriteMarkdown(&bytes.Buffer{}, r))
	})
}

// TestGoldenReports keeps three whole reports as text, so that a change of any
// sentence or figure is a diff that somebody can judge. Rewrite them with
//
//	UPDATE_GOLDEN=1 go test ./cmd/internal/report -run Golden
func TestGoldenReports(t *testing.T) {
	for _, c := range []struct {
		name string
		q    Question
	}{
		{"shintoku", asking(t, "jp:01635", "ja", nil, shintokuBrief(t))},
		{"okegawa", asking(t, "jp:11231", "ja", nil, "")},
		{"glasgow-to-japan", asking(t, "gn:2648579", "en", []string{"JP"}, "")},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b bytes.Buffer
			require.NoError(t, WriteMarkdown(&b, built(t, c.q)))
			path := filepath.Join("..", "..", "..", "testdata", "golden", "report-"+c.name+".md")
			if os.Getenv("UPDATE_GOLDEN") != "" {
				require.NoError(t, os.WriteFile(path, b.Bytes(), 0o600))
			}
			want, err := os.ReadFile(path) //nolint:gosec // the repository's own file
			require.NoError(t, err)
			if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(b.String(), "\n")); diff != "" {
				t.Errorf("%s changed; if the new report is right, rewrite it (-old +new):\n%s", path, diff)
			}
		})
	}
}
