package intake

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/japanese"

	"github.com/shimai/shimai/data"
)

func TestReadDate(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "不明": "", "1985": "1985", "1985年": "1985", "1985/4/10": "1985-04-10", "1985-04": "1985-04", "1985年4月": "1985-04",
		"昭和60年4月10日": "1985-04-10", "S60.4.10": "1985-04-10", "平成元年10月1日": "1989-10-01", "令和5年": "2023", "10 April 1985": "1985-04-10",
		"April 10, 1985": "1985-04-10", "Oct 1999": "1999-10", "Sept 1999": "1999-09", "March 3, 2001": "2001-03-03", "1985-04-10 00:00:00": "1985-04-10", "1985.4.10": "1985-04-10",
	} {
		got, err := Date(cell)
		require.NoError(t, err, cell)
		assert.Equal(t, want, got, cell)
	}
	for _, cell := range []string{"4/10/1985", "1985-02-30", "soon", "60", "昭和", "1985-13"} {
		_, err := Date(cell)
		assert.Error(t, err, cell)
	}
}

func TestReadWords(t *testing.T) {
	for cell, want := range map[string]data.TieKind{"姉妹都市": data.TiePartnership, "友好都市": data.TieFriendship, "交流": data.TieContact, "": 0, "Sister City": data.TiePartnership} {
		got, err := TieKind(cell)
		require.NoError(t, err)
		assert.Equal(t, want, got, cell)
	}
	for cell, want := range map[string]data.TieStatus{"継続": data.TieActive, "休止中": data.TieDormant, "解消": data.TieEnded, "停止": data.TieSuspended, "inactive": data.TieDormant, "": 0} {
		got, err := TieStatus(cell)
		require.NoError(t, err)
		assert.Equal(t, want, got, cell)
	}
	_, err := TieStatus("まあまあ")
	require.ErrorContains(t, err, "まあまあ")
}

func TestGuess(t *testing.T) {
	for name, c := range map[string]struct {
		headings []string
		want     map[string]string
	}{
		"Japanese": {
			[]string{"都道府県", "自治体名", "提携先", "国", "提携年月日", "分野", "備考"},
			map[string]string{Prefecture: "都道府県", Town: "自治体名", Partner: "提携先", Country: "国", Since: "提携年月日", Theme: "分野", Note: "備考"},
		},
		"association": {
			[]string{"団体コード", "団体名", "姉妹都市名", "国名", "州・省", "提携年", "種別", "活動状況", "直近の交流", "担当課"},
			map[string]string{Code: "団体コード", Town: "団体名", Partner: "姉妹都市名", Country: "国名", Region: "州・省", Since: "提携年", Kind: "種別", Status: "活動状況", Last: "直近の交流", Contact: "担当課"},
		},
		"English": {
			[]string{"Town", "Sister City", "Country", "Since", "Status", "Notes"},
			map[string]string{Town: "Town", Partner: "Sister City", Country: "Country", Since: "Since", Status: "Status", Note: "Notes"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := map[string]string{}
			for key, at := range Guess(c.headings, TieFields()) {
				got[key] = c.headings[at]
			}
			assert.Equal(t, c.want, got)
		})
	}
}

func TestColumnsCanBeCorrected(t *testing.T) {
	headings := []string{"A", "提携先", "国"}
	c := Guess(headings, TieFields())
	require.NoError(t, c.Set("town=A", headings, TieFields()))
	require.NoError(t, c.Set("theme=2", headings, TieFields()))
	assert.Equal(t, Columns{Town: 0, Theme: 1, Country: 2}, c)
	require.ErrorContains(t, c.Set("town=B", headings, TieFields()), "提携先")
	require.ErrorContains(t, c.Set("planet=A", headings, TieFields()), "partner")
}

func TestRead(t *testing.T) {
	const csvText = "姉妹都市一覧,\n\n自治体名,提携先\n新得町,\"Banff\nTown\"\n\n士幌町,X\n"
	sjis, err := japanese.ShiftJIS.NewEncoder().Bytes([]byte(csvText))
	require.NoError(t, err)
	book := excelize.NewFile()
	for cell, v := range map[string]string{"A1": "姉妹都市一覧", "A3": "自治体名", "B3": "提携先", "A4": "新得町", "B4": "Banff\nTown", "A7": "士幌町", "B7": "X"} {
		require.NoError(t, book.SetCellStr("Sheet1", cell, v))
	}
	xlsx, err := book.WriteToBuffer()
	require.NoError(t, err)
	for name, content := range map[string][]byte{"a.csv": []byte(csvText), "sjis.csv": sjis, "a.XLSX": xlsx.Bytes(), "bom.csv": []byte("\ufeff" + csvText)} {
		got, err := Read(content, name)
		require.NoError(t, err, name)
		assert.Equal(t, []string{"自治体名", "提携先"}, got.Headings)
		require.Len(t, got.Rows, 2, name)
		assert.Equal(t, Row{4, []string{"新得町", "Banff Town"}}, got.Rows[0])
		assert.Equal(t, 7, got.Rows[1].Line)
	}
	for name, content := range map[string]string{"empty.csv": "", "one.tsv": "only\n", "bad.xlsx": "no zip", "bin.tsv": "\xff\xff\xff\x80"} {
		_, err := Read([]byte(content), name)
		require.ErrorIs(t, err, ErrTable, name)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("自治体名\t提携先\n新得町\tBanff\n"), false)
	f.Add([]byte("a,b\n\"x\ny\",z\n"), true)
	f.Fuzz(func(t *testing.T, content []byte, comma bool) {
		name := "a.tsv"
		if comma {
			name = "a.csv"
		}
		got, err := Read(content, name)
		if err != nil {
			return
		}
		for _, r := range got.Rows {
			require.Len(t, r.Cells, len(got.Headings))
		}
		Guess(got.Headings, TieFields())
	})
}

func FuzzDate(f *testing.F) {
	f.Add("昭和60年4月10日")
	f.Add("10 April 1985")
	f.Fuzz(func(t *testing.T, cell string) {
		got, err := Date(cell)
		if err != nil || got == "" {
			return
		}
		again, err := Date(got)
		require.NoError(t, err)
		require.Equal(t, got, again)
	})
}
