package cli

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/plan"
)

func TestParseSize(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in          string
		least, most int
		ok          bool
	}{
		{"4-8", 4, 8, true}, {"6", 6, 6, true}, {" 4 - 8 ", 4, 8, true}, {"1-50", 1, 50, true},
		{"", 0, 0, false}, {"8-4", 0, 0, false}, {"0-3", 0, 0, false}, {"4-51", 0, 0, false},
		{"-4", 0, 0, false}, {"four", 0, 0, false}, {"4-", 0, 0, false},
	} {
		least, most, err := parseSize(tt.in)
		if !tt.ok {
			assert.ErrorContains(t, err, "--size", "%q", tt.in)
			assert.True(t, isUsage(err))
			continue
		}
		require.NoError(t, err, "%q", tt.in)
		assert.Equal(t, [2]int{tt.least, tt.most}, [2]int{least, most}, "%q", tt.in)
	}
}

func TestDepthCoversAllTowns(t *testing.T) {
	t.Parallel()
	rules := plan.Rules{Cap: 3, PerCountry: 1, Min: 4, Max: 8}
	assert.Equal(t, 3, depth(5, rules), "of five towns that want one country, the last gets the second, and one to spare")
	assert.Equal(t, maxDepth, depth(1788, rules))
	rules.PerCountry = 0
	assert.Zero(t, depth(5, rules))
}

func TestLengthGrowsWithTowns(t *testing.T) {
	t.Parallel()
	rules := plan.Rules{Cap: 3, PerCountry: 1, Min: 4, Max: 8}
	assert.Equal(t, leastLength, length(5, rules))
	assert.Greater(t, length(1788, rules), 2135, "the farthest partner in the plan for all Japanese governments")
	rules.Cap = 1
	assert.Equal(t, mostLength, length(1788, rules))
}

// evil is a row as no data should have it.
var evil = planRow{
	TownID: "jp:01635", Town: "=HYPERLINK(\"x\")", CandidateID: "gn:1", Candidate: "a,\"b\"\nc", Region: "@r", Country: "US",
	Rank: 1, Role: "name", Fit: 60.17, Openness: 0, Value: 100, Price: 0.5, OwnRank: 12, Remarks: "=1",
}

func flat(t *testing.T, format string, bom bool, row planRow) []byte {
	t.Helper()
	var b bytes.Buffer
	sink, err := newRows[planRow](&b, format, bom)
	require.NoError(t, err)
	require.NoError(t, sink.write(row))
	require.NoError(t, sink.close())
	return b.Bytes()
}

func TestFlatText(t *testing.T) {
	t.Parallel()
	text := flat(t, answer.FormatCSV, true, evil)
	assert.True(t, bytes.HasPrefix(text, []byte("\ufeff")))
	records, err := csv.NewReader(bytes.NewReader(text[3:])).ReadAll()
	require.NoError(t, err)
	assert.Equal(t, [][]string{
		{"town_id", "town", "candidate_id", "candidate", "region", "country", "rank", "role", "fit", "openness", "value", "price", "own_rank", "remarks"},
		{"jp:01635", "'=HYPERLINK(\"x\")", "gn:1", "a,\"b\" c", "'@r", "US", "1", "name", "60.17", "0.00", "100.00", "0.50", "12", "'=1"},
	}, records)
	assert.Equal(t, text[3:], flat(t, answer.FormatCSV, false, evil))
	lines := strings.Split(string(flat(t, answer.FormatTSV, true, evil)), "\n")
	require.Len(t, lines, 3, "a heading, a row, and the end")
	assert.Equal(t, len(records[0]), strings.Count(lines[1], "\t")+1)
}

func TestParquetIsTyped(t *testing.T) {
	t.Parallel()
	text := flat(t, formatParquet, false, evil)
	rows, err := parquet.Read[planRow](bytes.NewReader(text), int64(len(text)))
	require.NoError(t, err)
	assert.Equal(t, []planRow{evil}, rows)
	f, err := parquet.OpenFile(bytes.NewReader(text), int64(len(text)))
	require.NoError(t, err)
	kinds := map[string]string{}
	for _, field := range f.Schema().Fields() {
		kinds[field.Name()] = field.Type().String()
	}
	assert.Equal(t, "DOUBLE", kinds["fit"])
	assert.Equal(t, "STRING", kinds["town_id"])
	assert.Contains(t, kinds["rank"], "INT")
}

func TestRoleIsWhatTiesHaveMost(t *testing.T) {
	t.Parallel()
	lifts := make([]float64, len(matcher.Criteria()))
	for k, c := range matcher.Criteria() {
		lifts[k] = map[matcher.Criterion]float64{matcher.Country: 9, matcher.Climate: 1.2, matcher.History: 1.8, matcher.Trade: 1.8, matcher.Links: 0.5}[c]
	}
	assert.Equal(t, matcher.History, roleOf(lifts, nil), "the first of equals")
	assert.Equal(t, matcher.Climate, roleOf(lifts, map[matcher.Criterion]float64{matcher.History: 0, matcher.Trade: 0, matcher.Name: 2}))
	assert.Empty(t, roleOf(make([]float64, len(lifts)), nil))
}

func TestJSONProgress(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	now := time.Unix(0, 0)
	update := jsonProgress(&b, "list", func() time.Time { return now })
	now = now.Add(2 * time.Second)
	update(10, 100)
	now = now.Add(time.Second / 2)
	update(20, 100)
	now = now.Add(time.Second)
	update(50, 100)
	update(100, 100)
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	require.Len(t, lines, 3, "one a second, and the last")
	var first progressLine
	require.NoError(t, json.Unmarshal([]byte(lines[0]), &first))
	left := 18.0
	assert.Equal(t, progressLine{Type: "progress", Stage: "list", Done: 10, Total: 100, Seconds: 2, Rate: 5, Left: &left}, first)
}

func TestErrorsOfAnEarlierRunGo(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "plan.errors.tsv")
	require.NoError(t, removeErrors(path))
	require.NoError(t, os.WriteFile(path, []byte(errorsHeading+"jp:1\tx\ty\tz\n"), 0o600))
	require.NoError(t, removeErrors(path))
	assert.NoFileExists(t, path)
	require.NoError(t, os.WriteFile(path, []byte("my own notes"), 0o600))
	require.NoError(t, removeErrors(path))
	assert.FileExists(t, path, "what we did not write stays")
	assert.Equal(t, "out/plan.v2.errors.tsv", errorsFile("out/plan.v2.csv"))
}

// runCLI runs a command with a cache of its own.
func runCLI(t *testing.T, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	config := filepath.Join(t.TempDir(), "config.yaml")
	require.NoError(t, os.WriteFile(config, nil, 0o600))
	status = Main(append(args, "--cache", t.TempDir(), "--config", config), strings.NewReader(""), &out, &errs)
	return status, out.String(), errs.String()
}

func TestWorkbook(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "plan.xlsx")
	towns := filepath.Join(t.TempDir(), "towns.txt")
	require.NoError(t, os.WriteFile(towns, []byte("jp:01635\njp:01636\njp:01637\nno such town at all\n"), 0o600))
	status, stdout, stderr := runCLI(t, "batch", "--file", towns, "--cap", "1", "--size", "4-5", "--lang", "ja", "-o", path)
	require.Equal(t, exitPartial, status, stderr)
	assert.Empty(t, stdout)
	f, err := excelize.OpenFile(path)
	require.NoError(t, err)
	defer f.Close()
	assert.Equal(t, []string{sheetSummary, sheetPartners, sheetDisplaced, sheetErrors}, f.GetSheetList())
	rows, err := f.GetRows(sheetPartners)
	require.NoError(t, err)
	require.Len(t, rows, 1+3*5)
	assert.Equal(t, []string{"town_id", "town", "candidate_id"}, rows[0][:3])
	assert.Equal(t, "新得町", rows[1][1])
	kind, err := f.GetCellType(sheetPartners, "I2")
	require.NoError(t, err)
	assert.NotContains(t, []excelize.CellType{excelize.CellTypeInlineString, excelize.CellTypeSharedString}, kind, "a fit is a number")
	panes, err := f.GetPanes(sheetPartners)
	require.NoError(t, err)
	assert.True(t, panes.Freeze && panes.YSplit == 1, "the heading stays in view")
	displaced, err := f.GetRows(sheetDisplaced)
	require.NoError(t, err)
	assert.Greater(t, len(displaced), 1, "neighbours want the same candidates, and only one may have each")
	failed, err := f.GetRows(sheetErrors)
	require.NoError(t, err)
	assert.Equal(t, "not_found", failed[1][2])
}

// A plan and the rankings of the same towns tell the same of a pair; and where
// nobody competes, the plan is the first of each ranking, one a country.
func TestPlanAgreesWithRankings(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	towns := filepath.Join(dir, "towns.txt")
	require.NoError(t, os.WriteFile(towns, []byte("jp:01635\ngn:2648579\njp:13\n"), 0o600))
	read := func(name string, args ...string) map[string][]string {
		path := filepath.Join(dir, name)
		status, _, stderr := runCLI(t, append([]string{"batch", "--file", towns, "--weight", "climate=3", "-o", path}, args...)...)
		require.Equal(t, exitDone, status, stderr)
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		out := map[string][]string{}
		for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n")[1:] {
			cells := strings.Split(line, "\t")
			id := cells[1]
			if name == "plan.tsv" {
				id = cells[2]
			}
			out[cells[0]+" "+id] = cells
		}
		return out
	}
	ranked := read("ranking.tsv", "--independent", "-n", "1000")
	planned := read("plan.tsv", "--size", "3", "--cap", "3")
	require.Len(t, planned, 9)
	for key, p := range planned {
		r, ok := ranked[key]
		require.True(t, ok, "%s is in the plan and not in the ranking", key)
		assert.Equal(t, r[3:6], p[8:11], "fit, openness and value of %s", key)
		assert.Equal(t, r[2] == "1", p[12] == "1", "the first is the first")
		assert.Equal(t, "0.00", p[11], "nobody competes")
	}
}

func TestRankingsFillSheets(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	sink, err := newWorkbookRows[rankingRow](&out, 4)
	require.NoError(t, err)
	for i := range 7 {
		require.NoError(t, sink.write(rankingRow{"jp:01635", "gn:1", int32(i + 1), 60.5, 70, 63}))
	}
	require.NoError(t, sink.close())
	f, err := excelize.OpenReader(&out)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, f.Close()) })
	assert.Equal(t, []string{"Rankings", "Rankings 2", "Rankings 3"}, f.GetSheetList())
	next := 1
	for _, sheet := range f.GetSheetList() {
		records, err := f.GetRows(sheet)
		require.NoError(t, err)
		require.LessOrEqual(t, len(records), 4, "the heading counts")
		assert.Equal(t, []string{"town_id", "candidate_id", "rank", "fit", "openness", "order_score"}, records[0])
		for _, r := range records[1:] {
			assert.Equal(t, []string{"jp:01635", "gn:1", fmt.Sprint(next), "60.50", "70.00", "63.00"}, r)
			next++
		}
	}
	assert.Equal(t, 8, next)
}
