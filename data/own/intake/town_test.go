package intake

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/japanese"
)

// asked resolves every name to itself, with the country behind it, but for
// those that begin with a question mark.
func asked() Options {
	return Options{
		Resolve: func(query, country string) (string, error) {
			if strings.HasPrefix(query, "?") {
				return "", errors.New("nothing")
			}
			if country != "" {
				query += " of " + country
			}
			return query, nil
		},
		Country: func(name string) (string, bool) { return strings.ToUpper(name), len(name) == 2 },
	}
}

func TestTowns(t *testing.T) {
	for _, tt := range []struct {
		name, ext, in string
		want          []string
	}{
		{"lines", "txt", "\ufeff新得町\r\n# a remark\n\n jp:11231 # Okegawa\nGlasgow", []string{"新得町", "jp:11231", "Glasgow"}},
		{"names with commas", "txt", "府中市, 東京都\n", []string{"府中市, 東京都"}},
		{"by a heading", "csv", "\ufeffname,town_id\nShintoku,jp:01635\nOkegawa,jp:11231\n", []string{"jp:01635", "jp:11231"}},
		{"without headings", "csv", "\"府中市, 東京都\",x\nManno\n", []string{"府中市, 東京都", "Manno"}},
		{"of headings that nobody knows", "csv", "なんとか,かんとか\n1,新得町\n2,桶川市\n", []string{"かんとか", "新得町", "桶川市"}},
		{"a plan of an earlier run", "tsv", "town_id\ttown\tcandidate_id\tregion\tcountry\njp:01635\tShintoku\tgn:1\tOhio\tUS\n", []string{"jp:01635"}},
		{"as offices keep it", "csv", "町村会名簿\n番号,都道府県名,市区町村名\n1,東京都,府中市\n2,〃,調布市\n,,\n3,北海道,\n", []string{"府中市, 東京都", "調布市, 東京都", "北海道"}},
		{"codes without their zero", "csv", "団体コード,自治体名\n1635,新得町\n016357,新得町\n", []string{"01635", "01635"}},
		{"an id that only numbers the rows", "csv", "id,name\n1,新得町\n2,桶川市\n", []string{"新得町", "桶川市"}},
		{"a code that is none", "csv", "id,name\n?1,新得町\n", []string{"新得町"}},
		{"of two countries", "csv", "town,country\nHamilton,ca\nHamilton,nz\n", []string{"Hamilton of CA", "Hamilton of NZ"}},
		{"semicolons", "csv", "市町村名;都道府県名\n新得町;北海道\n", []string{"新得町, 北海道"}},
		{"nothing", "txt", "\n#\n", nil},
	} {
		sjis, err := japanese.ShiftJIS.NewEncoder().String(strings.TrimPrefix(tt.in, "\ufeff"))
		require.NoError(t, err)
		for _, text := range []string{tt.in, sjis} {
			read := Read
			if tt.ext == "txt" {
				read = ReadLines
			}
			table, err := read(strings.NewReader(text))
			require.NoError(t, err, tt.name)
			var got []string
			for _, x := range Towns(table, asked()) {
				require.Equal(t, Resolved, x.Outcome, x.Why)
				got = append(got, x.Unit)
			}
			assert.Equal(t, tt.want, got, tt.name)
		}
	}
	table, err := Read(strings.NewReader("市町村名,国名\n?,jp\n新得町,火星\n"))
	require.NoError(t, err)
	list := Towns(table, asked())
	assert.Equal(t, NotFound, list[0].Outcome)
	assert.Equal(t, "?", list[0].Name)
	assert.Equal(t, Invalid, list[1].Outcome)
	assert.Equal(t, "新得町", list[1].Name)
}

func FuzzTowns(f *testing.F) {
	f.Add([]byte("town_id,town\njp:01635,新得町\n"), true)
	f.Add([]byte("a\"b\n# c"), false)
	f.Fuzz(func(t *testing.T, text []byte, table bool) {
		read := ReadLines
		if table {
			read = Read
		}
		list, err := read(bytes.NewReader(text))
		if err != nil {
			return
		}
		for _, x := range Towns(list, asked()) {
			if x.Name == "" || strings.TrimSpace(x.Name) != x.Name {
				t.Errorf("town %q", x.Name)
			}
		}
	})
}

// A ditto mark stands for a row that may be imported already, and is then not
// above it in the file to mend.
func TestMendedRowsHaveNoDittoMarks(t *testing.T) {
	table := readTable(t, "自治体名,提携先,国名\n札幌市,Munich,ドイツ\n〃,どこか,〃\n新得町,どこか,〃\n")
	rows := Ties(table, GuessTies(table), options())
	require.Equal(t, Resolved, rows[0].Outcome, rows[0].Why)
	var b bytes.Buffer
	require.NoError(t, WriteRest(&b, table, rows, "tsv"))
	assert.Contains(t, b.String(), "札幌市\tどこか\tドイツ\t")
	assert.Contains(t, b.String(), "新得町\tどこか\tドイツ\t")
}
