package intake

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/own"
)

// known is all that the resolver of these tests knows.
func known() map[string]string {
	return map[string]string{
		"jp:01635": "jp:01635", "01635": "jp:01635", "新得町, 北海道": "jp:01635", "新得町": "jp:01635", "札幌市": "jp:01100", "札幌市, 北海道": "jp:01100",
		"北海道": "jp:01", "Shintoku": "jp:01635", "ポートランド": "gn:5746545", "Portland": "gn:5746545", "Portland, Oregon": "gn:5746545",
		"ミュンヘン": "gn:2867714", "Munich": "gn:2867714", "瀋陽市": "gn:2034937", "gn:2034937": "gn:2034937",
	}
}

func options() Options {
	countries := map[string]string{"アメリカ": "US", "米国": "US", "USA": "US", "ドイツ": "DE", "Germany": "DE", "中国": "CN", "オーストラリア": "AU", "Australia": "AU", "UK": "GB", "Canada": "CA", "日本": "JP"}
	return Options{
		Date: "2026-05-01", Home: "JP",
		Resolve: func(query, _ string) (string, error) {
			if query == "Springfield" {
				return "", &AmbiguousError{Candidates: []string{"gn:1 (Missouri)", "gn:2 (Illinois)"}}
			}
			if id, ok := known()[query]; ok {
				return id, nil
			}
			return "", errors.New("nothing")
		},
		Country: func(name string) (string, bool) { c, ok := countries[name]; return c, ok },
		Area: func(name string) (areas, codes []string, ok bool) {
			switch name {
			case "Asia", "アジア":
				return []string{"AS"}, nil, true
			case "Oceania":
				return []string{"OC"}, nil, true
			}
			return nil, nil, false
		},
	}
}

const listJA = `姉妹都市一覧(令和8年4月1日現在),,,,,,,
,,,,,,,
都道府県名,自治体名,国名,提携先,提携年月日,分野,状況,備考
北海道,札幌市,アメリカ,ポートランド,昭和34年11月17日,教育・文化,交流中,"a
b"
〃,〃,ドイツ,ミュンヘン,S47.8.28,スポーツ,休止中,
北海道,新得町,米国,Springfield,2001/6/1,,,
北海道,新得町,中国,どこか市,2001,,,
北海道,新得町,火星,ポートランド,2001,,,
北海道,新得町,米国,ポートランド,31/2/2001,,,
北海道,新得町,米国,ポートランド,2001,,大変元気,
`

func readTable(t testing.TB, text string) *Table {
	t.Helper()
	table, err := Read(strings.NewReader(text))
	require.NoError(t, err)
	return table
}

func TestTies(t *testing.T) {
	table := readTable(t, listJA)
	assert.Equal(t, "csv", table.Format)
	columns := GuessTies(table)
	assert.Equal(t, Columns{TownRegion: 0, Town: 1, CountryField: 2, Partner: 3, Since: 4, Theme: 5, StatusField: 6, Note: 7}, columns)
	rows := Ties(table, columns, options())
	require.Len(t, rows, 7)
	first := rows[0]
	require.Equal(t, Resolved, first.Outcome, first.Why)
	assert.Equal(t, 4, first.Number)
	assert.Equal(t, &own.Tie{OwnTie: data.OwnTie{
		A: "jp:01100", B: "gn:5746545", Status: data.TieActive, Since: "1959-11-17", Theme: "教育・文化", Recorded: "2026-05-01",
	}, Note: "a\nb"}, first.Tie)
	assert.Equal(t, "jp:01100", rows[1].Tie.A, "ditto marks stand for the row above")
	assert.Equal(t, "1972-08-28", rows[1].Tie.Since)
	assert.Equal(t, data.TieDormant, rows[1].Tie.Status)
	for i, want := range []struct {
		outcome Outcome
		why     string
	}{
		2: {Ambiguous, "Springfield could be gn:1 (Missouri) or gn:2 (Illinois)"},
		3: {NotFound, "no government どこか市 was found in CN"},
		4: {Invalid, `"火星" is no country`},
		5: {Invalid, `since: "31/2/2001" is no date`},
		6: {Invalid, `status is "大変元気"`},
	} {
		if want.why == "" {
			continue
		}
		assert.Equal(t, want.outcome, rows[i].Outcome)
		assert.Contains(t, rows[i].Why, want.why)
		assert.Nil(t, rows[i].Tie)
	}
	assert.Len(t, rows[2].Candidates, 2)
}

func TestEveryEncodingReadsAlike(t *testing.T) {
	want := readTable(t, listJA)
	sjis, err := japanese.ShiftJIS.NewEncoder().String(listJA)
	require.NoError(t, err)
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(listJA)
	require.NoError(t, err)
	for name, text := range map[string]string{
		"utf-8 with mark": "\ufeff" + listJA, "shift_jis": sjis, "utf-16": utf16, "windows lines": strings.ReplaceAll(listJA, "\n", "\r\n"),
	} {
		got := readTable(t, text)
		assert.Equal(t, want.Columns, got.Columns, name)
		assert.Len(t, got.Rows, len(want.Rows), name)
		assert.Equal(t, want.Rows[1], got.Rows[1], name)
	}
	assert.Equal(t, "tsv", readTable(t, strings.ReplaceAll(listJA, ",", "\t")).Format)
	for name, raw := range map[string]string{"bytes of no encoding": "a,b\n\xff\xfe\xfd\x80\n", "binary": "a\x00b,c", "empty": "", "zip": "PK\x03\x04rubbish"} {
		_, err := Read(strings.NewReader(raw))
		require.ErrorIs(t, err, ErrTable, name)
	}
}

// workbook builds a workbook with merged cells and real dates.
func workbook(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i, row := range [][]any{
		{"姉妹提携一覧"},
		{"市区町村", "提携自治体名", "国・地域", "提携年月日", "提携年"},
		{"札幌市", "Portland", "USA", 21871, 1959},
		{nil, "Munich", "Germany", 26539, 1972},
		{nil, nil, nil, nil, nil},
		{"新得町", "どこか", "Germany", 31168, nil},
	} {
		require.NoError(t, f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row))
	}
	require.NoError(t, f.MergeCell("Sheet1", "A3", "A4"))
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	return b.Bytes()
}

func TestWorkbook(t *testing.T) {
	table, err := Read(bytes.NewReader(workbook(t)))
	require.NoError(t, err)
	assert.Equal(t, "xlsx", table.Format)
	columns := GuessTies(table)
	assert.Equal(t, 3, columns[Since], "the first of two columns")
	rows := Ties(table, columns, options())
	require.Len(t, rows, 3, "blank rows are none")
	assert.Equal(t, "1959-11-17", rows[0].Tie.Since)
	assert.Equal(t, "jp:01100", rows[1].Tie.A, "merged cells count for each row")
	assert.Equal(t, NotFound, rows[2].Outcome)
	assert.Equal(t, 6, rows[2].Number)
}

func TestMendedRowsAreReadAgain(t *testing.T) {
	table := readTable(t, listJA)
	rows := Ties(table, GuessTies(table), options())
	for _, format := range []string{"tsv", "csv", "xlsx"} {
		var b bytes.Buffer
		require.NoError(t, WriteRest(&b, table, rows, format))
		again, err := Read(bytes.NewReader(b.Bytes()))
		require.NoError(t, err)
		assert.Equal(t, format, again.Format)
		assert.Equal(t, GuessTies(table), GuessTies(again), "the same columns, the reasons passed over")
		assert.Len(t, again.Rows, 5)
		second := Ties(again, GuessTies(again), options())
		for i, r := range second {
			assert.Equal(t, rows[i+2].Why, r.Why)
		}
		var c bytes.Buffer
		require.NoError(t, WriteRest(&c, again, second, format))
		assert.Equal(t, b.Len(), c.Len(), "the reasons do not pile up")

		again.Rows[1].Cells[3] = "gn:2034937"
		assert.Equal(t, Resolved, Ties(again, GuessTies(again), options())[1].Outcome)
	}
	require.ErrorIs(t, WriteRest(&bytes.Buffer{}, table, rows, "pdf"), ErrTable)
}

func TestRegionsNarrowAndAreNotForgotten(t *testing.T) {
	table := readTable(t, "town\tpartner\tstate\tcountry\nShintoku\tPortland\tOregon\tUSA\nShintoku\tPortland\tMaine\tUSA\nShintoku\tNowhere\tMaine\tUSA\n")
	rows := Ties(table, GuessTies(table), options())
	assert.Equal(t, Resolved, rows[0].Outcome)
	assert.Equal(t, Ambiguous, rows[1].Outcome, "another state is not the one that was written")
	assert.Equal(t, []string{"gn:5746545"}, rows[1].Candidates)
	assert.Equal(t, NotFound, rows[2].Outcome)
	assert.Equal(t, "no government Nowhere was found in Maine, US", rows[2].Why)
}

func TestKnownPartnersSettleWhatANameMeans(t *testing.T) {
	const list = "town\tpartner\tstate\tcountry\nShintoku\tSpringfield\t\tUSA\nShintoku\tPortland\tオレゴン州\tUSA\nShintoku\tどこか\t\tUSA\n"
	read := func(known ...string) []Row {
		o := options()
		o.Known = func(town, country string) []string {
			assert.Equal(t, "jp:01635 US", town+" "+country)
			return known
		}
		table := readTable(t, list)
		return Ties(table, GuessTies(table), o)
	}
	rows := read("gn:2 Springfield", "gn:5746545 Portland")
	require.Equal(t, Resolved, rows[0].Outcome, rows[0].Why)
	assert.Equal(t, "gn:2", rows[0].Tie.B)
	assert.Equal(t, "gn:5746545", rows[1].Tie.B, "a state in a script that the data lack")
	assert.Equal(t, NotFound, rows[2].Outcome)
	assert.Contains(t, rows[2].Why, "known partners there: gn:2 Springfield, gn:5746545 Portland")
	assert.Equal(t, Ambiguous, read("gn:1 Springfield", "gn:2 Springfield")[0].Outcome, "both are known: it stays in doubt")
	assert.Equal(t, Ambiguous, read()[0].Outcome)
}

func TestAPartnerThatTheDataLackIsKeptByName(t *testing.T) {
	table := readTable(t, "town\tpartner\tcountry\nShintoku\t* Smalltown\tUSA\nShintoku\t*Smalltown\t\n")
	rows := Ties(table, GuessTies(table), options())
	require.Equal(t, Resolved, rows[0].Outcome, rows[0].Why)
	assert.Equal(t, "Smalltown", rows[0].Tie.BName)
	assert.Equal(t, "US", rows[0].Tie.BCountry)
	assert.Equal(t, Invalid, rows[1].Outcome, "a name without a country is nobody")
}

func TestATownsOwnList(t *testing.T) {
	o := options()
	o.Town = "jp:01635"
	table := readTable(t, "提携先,提携年\nミュンヘン,昭和60年\n")
	rows := Ties(table, GuessTies(table), o)
	assert.Equal(t, "jp:01635", rows[0].Tie.A)
	o.Town = ""
	assert.Equal(t, Invalid, Ties(table, GuessTies(table), o)[0].Outcome)
}

func TestCodesOfTowns(t *testing.T) {
	table := readTable(t, "団体コード,提携先\n1635,Munich\n016357,Munich\n01635,Munich\n99999,Munich\n")
	rows := Ties(table, GuessTies(table), options())
	for _, r := range rows[:3] {
		assert.Equal(t, Resolved, r.Outcome, r.Why)
	}
	assert.Equal(t, NotFound, rows[3].Outcome)
}

func TestColumnsCanBeSet(t *testing.T) {
	table := readTable(t, "A,B,いつ\nShintoku,Munich,1985\n")
	c := GuessTies(table)
	assert.Empty(t, c)
	require.NoError(t, c.Set(table, TieFields(), "town=A"))
	require.NoError(t, c.Set(table, TieFields(), "partner=2"))
	require.NoError(t, c.Set(table, TieFields(), "since = いつ"))
	rows := Ties(table, c, options())
	assert.Equal(t, "1985", rows[0].Tie.Since)
	require.NoError(t, c.Set(table, TieFields(), "since="))
	assert.Empty(t, Ties(table, c, options())[0].Tie.Since)
	require.ErrorContains(t, c.Set(table, TieFields(), "mood=A"), "allowed is field=heading")
	require.ErrorContains(t, c.Set(table, TieFields(), "town=Z"), "A | B | いつ")
}

func TestWishesAsOnThePublicList(t *testing.T) {
	table := readTable(t, "jis\tname\tpref\twants\tcriteria_quoted\tsnapshot\turl\n"+
		"01635\t新得町 Shintoku\tHokkaido\tUK, Canada, Australia\tA similar-sized community\tpage dated May 2018\tx\n"+
		"01635\t新得町\tHokkaido\tAsia, Oceania\t\t2016-2018\tx\n"+
		"01635\t新得町\tHokkaido\t(none stated)\t\t\tx\n"+
		"01635\t新得町\tHokkaido\tMars\t\t\tx\n")
	rows := Wishes(table, GuessWishes(table), options())
	require.Len(t, rows, 4)
	assert.Equal(t, &own.Wish{OwnWish: data.OwnWish{
		Unit: "jp:01635", Countries: []string{"AU", "CA", "GB"}, Text: "A similar-sized community", Date: "2018", Recorded: "2026-05-01",
	}}, rows[0].Wish)
	assert.Equal(t, []string{"AS", "OC"}, rows[1].Wish.Areas)
	assert.Equal(t, "2018", rows[1].Wish.Date)
	assert.Empty(t, rows[2].Wish.Countries)
	assert.Equal(t, Invalid, rows[3].Outcome)
}

func TestRangesAndPurposes(t *testing.T) {
	for text, want := range map[string][2]int32{
		"": {}, "5000": {2500, 10_000}, "3,000-10,000": {3000, 10_000}, "1万人〜3万人": {10_000, 30_000}, "-5000": {0, 5000}, "5000人から": {5000, 0},
	} {
		low, high, err := parseRange(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, [2]int32{low, high}, text)
	}
	_, _, err := parseRange("big")
	require.Error(t, err)
	got, err := parsePurposes("学生交流、経済・観光, sports")
	require.NoError(t, err)
	assert.Equal(t, []string{"education", "trade", "tourism", "culture"}, got)
	_, err = parsePurposes("fun")
	require.Error(t, err)
}

func TestParseDate(t *testing.T) {
	text, book := &Table{Format: "csv"}, &Table{Format: "xlsx"}
	for in, want := range map[string]string{
		"": "", "不明": "", "令和3年4月1日": "2021-04-01", "令和元年": "2019", "R3.4.1": "2021-04-01", "S60.10": "1985-10", "昭和60年": "1985",
		"昭和六十三年十二月五日": "1988-12-05", "平成元年5月1日": "1989-05-01", "H31/4/30": "2019-04-30", "1985年4月1日": "1985-04-01", "1985年度": "1985",
		"1985/4/1": "1985-04-01", "1985.4": "1985-04", "1985-04-01": "1985-04-01", "19850401": "1985-04-01", "1985-04-01 00:00:00": "1985-04-01",
		"25/12/1985": "1985-12-25", "12/25/1985": "1985-12-25", "4/4/1985": "1985-04-04", "１９８５年４月": "1985-04", "31168": "1985-05-01",
		"昭和65年": "!", "令和100年": "!", "1985年13月": "!", "1985-02-30": "!", "4/1/1985": "!", "soon": "!", "123": "!", "3000": "!", "昭和": "!",
	} {
		got, err := text.ParseDate(in)
		if want == "!" {
			assert.Error(t, err, "%s gave %s", in, got)
			continue
		}
		require.NoError(t, err, in)
		assert.Equal(t, want, got, in)
	}
	got, err := book.ParseDate("8000")
	require.NoError(t, err)
	assert.Equal(t, "1921-11-25", got, "a day of long ago")
	book.date1904 = true
	got, err = book.ParseDate("29706")
	require.NoError(t, err)
	assert.Equal(t, "1985-05-01", got)
}

func TestKindsAndStates(t *testing.T) {
	for text, want := range map[string]data.TieKind{
		"": data.TieKindUnknown, "Partnership": data.TiePartnership, "姉妹都市": data.TiePartnership, "友好都市": data.TiePartnership,
		"友好交流協定": data.TieFriendship, "MOU": data.TieFriendship, "交流": data.TieContact, "共同事業": data.TieProject,
	} {
		got, err := parseKind(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
	}
	for text, want := range map[string]data.TieStatus{
		"": data.TieUnknown, "Active": data.TieActive, "交流中": data.TieActive, "休止中": data.TieDormant, "交流なし": data.TieDormant,
		"一時停止": data.TieSuspended, "解消": data.TieEnded, "提携終了": data.TieEnded, "不明": data.TieUnknown,
	} {
		got, err := parseStatus(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
	}
}

// An association's list is read and kept in no time, and the second time
// nothing changes.
func TestAssociationsListIsKeptOnce(t *testing.T) {
	var b strings.Builder
	b.WriteString("自治体名\t提携先\t国\t提携年月日\t分野\n")
	for i := range 1800 {
		fmt.Fprintf(&b, "gn:%d\tgn:%d\tドイツ\t昭和%d年4月1日\t教育\n", i/3, 10_000+i, 40+i%20)
	}
	o := options()
	o.Resolve = func(query, _ string) (string, error) { return query, nil }
	folder := t.TempDir()
	keep := func() []own.Entry {
		table := readTable(t, b.String())
		entries, err := own.Change(folder, own.Writer{Date: o.Date}, "ties import", func(e *own.Edit) error {
			for _, r := range Ties(table, GuessTies(table), o) {
				require.Equal(t, Resolved, r.Outcome, r.Why)
				if _, err := e.Put(r.Tie); err != nil {
					return err
				}
			}
			return nil
		})
		require.NoError(t, err)
		return entries
	}
	assert.Len(t, keep(), 1800)
	o.Date = "2027-01-01"
	assert.Empty(t, keep())
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(listJA))
	sjis, err := japanese.ShiftJIS.NewEncoder().String(listJA)
	require.NoError(f, err)
	f.Add([]byte(sjis))
	f.Add(workbook(f))
	f.Add([]byte("a\tb\n\"c\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		table, err := Read(bytes.NewReader(raw))
		if err != nil {
			require.ErrorIs(t, err, ErrTable)
			return
		}
		rows := Ties(table, GuessTies(table), options())
		require.Len(t, rows, len(table.Rows))
		for _, r := range rows {
			require.Equal(t, r.Outcome == Resolved, r.Tie != nil)
			require.Equal(t, r.Outcome == Resolved, r.Why == "")
		}
		Wishes(table, GuessWishes(table), options())
		if table.date1904 {
			return
		}
		require.NoError(t, WriteRest(&bytes.Buffer{}, table, rows, "tsv"))
	})
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"令和3年4月1日", "S60.10", "1985-04-01", "12/25/1985", "六十三", "31168"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, format := range []string{"csv", "xlsx"} {
			table := &Table{Format: format}
			got, err := table.ParseDate(text)
			if err != nil {
				continue
			}
			require.NoError(t, own.CheckDate("date", got))
			again, err := table.ParseDate(got)
			require.NoError(t, err)
			require.Equal(t, got, again)
		}
	})
}

func TestAWishForAnywhere(t *testing.T) {
	for _, text := range []string{"どこでも", "不問", "Anywhere", "", "(none stated)"} {
		table, err := Read(strings.NewReader("自治体名\t希望国\n新得町\t" + text + "\n"))
		require.NoError(t, err)
		rows := Wishes(table, GuessWishes(table), options())
		require.Len(t, rows, 1)
		require.Equal(t, Resolved, rows[0].Outcome, rows[0].Why)
		assert.Empty(t, append(rows[0].Wish.Countries, rows[0].Wish.Areas...), text)
	}
}

func TestReasonsInJapanese(t *testing.T) {
	const list = "自治体名\t提携先\t国名\t提携年月日\t種別\n" +
		"新得町\tどこか市\t中国\t\t\n新得町\tSpringfield\tUSA\t\t\n新得町\tPortland\tどこか国\t\t\n新得町\tPortland\tUSA\t4/1/1985\t\n" +
		"新得町\tPortland\tUSA\t\t親戚\n新得町\t\tUSA\t\t\n\tPortland\tUSA\t\t\n"
	table, err := Read(strings.NewReader(list))
	require.NoError(t, err)
	o := options()
	o.Japanese = true
	var got []string
	for _, r := range Ties(table, GuessTies(table), o) {
		got = append(got, r.Why)
	}
	assert.Equal(t, []string{
		"CNに「どこか市」という自治体は見つかりません",
		"Springfieldは次のいずれか: gn:1 (Missouri)、gn:2 (Illinois)",
		"「どこか国」は国名として読み取れません",
		"「4/1/1985」を読み取れません(日付は1985、1985-04-01、昭和60年4月1日など)",
		"「親戚」を読み取れません(種別は姉妹都市、友好都市、協定、交流、事業など)",
		"提携先がありません",
		"自治体名がありません",
	}, got)
}
