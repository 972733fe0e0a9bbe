package intake

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shimai/shimai/matcher"
)

// Field is what a column may hold.
type Field struct {
	// Key names the field in --map and in files, Label for readers.
	Key   string
	Label matcher.Text
	// exact are headings that mean the field and nothing else; parts are words
	// that a heading of the field may contain. Both are folded.
	exact, parts []string
}

// The keys that importers look fields up by.
const (
	Town, Prefecture, Code             = "town", "prefecture", "code"
	Partner, Region, Country           = "partner", "region", "country"
	Kind, Status, Since, Until, Last   = "kind", "status", "since", "until", "last_activity"
	Theme, Reason, Contact, Note       = "theme", "reason", "contact", "note"
	Countries, Areas, Purposes, Wanted = "countries", "areas", "purposes", "text"
	MinPopulation, MaxPopulation       = "min_population", "max_population"
	WishDate                           = "date"
)

// TieFields are the fields of a list of ties, in the order in which columns are
// looked for: the narrower words first.
func TieFields() []Field {
	return []Field{
		{Code, text("town's code", "団体コード"), []string{"code", "団体コード", "自治体コード", "市町村コード"}, []string{"団体コード"}},
		{Last, text("last activity", "最終活動"), []string{"last activity", "last exchange", "直近の交流", "最終交流"}, []string{"最終", "直近", "last"}},
		{Until, text("until", "終了"), []string{"until", "end", "ended"}, []string{"終了", "解消", "until", "満了", "期限"}},
		{Since, text("since", "締結"), []string{"since", "year", "date", "年月日", "signed"}, []string{"提携年", "締結", "提携日", "since", "signed", "調印", "年月日"}},
		{Status, text("status", "現況"), []string{"status", "state", "状態", "現況", "状況"}, []string{"現況", "活動状況", "交流状況", "status", "状態"}},
		{Reason, text("reason", "理由"), []string{"reason", "理由"}, []string{"理由", "reason"}},
		{Kind, text("kind", "種別"), []string{"kind", "type", "form", "種別", "区分", "形態"}, []string{"種別", "区分", "形態", "種類", "kind"}},
		{Theme, text("theme", "分野"), []string{"theme", "field", "fields", "分野", "内容", "テーマ"}, []string{"分野", "テーマ", "theme", "交流内容", "事業内容"}},
		{Contact, text("contact", "連絡先"), []string{"contact", "連絡先", "担当"}, []string{"連絡先", "担当", "contact", "電話", "mail", "メール"}},
		{Note, text("note", "備考"), []string{"note", "notes", "remark", "備考", "摘要"}, []string{"備考", "摘要", "note", "remark", "メモ"}},
		{Country, text("country", "国"), []string{"country", "国", "国名", "相手国", "国・地域", "国 地域", "partner country"}, []string{"国名", "相手国", "country", "国 地域"}},
		{Region, text("partner's region", "州・省"), []string{"region", "state", "province", "州", "省", "partner region"}, []string{"州", "region", "province"}},
		{Prefecture, text("prefecture", "都道府県"), []string{"prefecture", "都道府県", "県", "都道府県名"}, []string{"都道府県", "prefecture"}},
		{Partner, text("partner", "提携先"), []string{"partner", "sister city", "提携先", "姉妹都市", "相手", "相手先", "sister"}, []string{"提携先", "姉妹", "友好都市", "提携都市", "相手", "partner", "sister", "提携自治体"}},
		{Town, text("town", "自治体名"), []string{"town", "city", "municipality", "自治体", "自治体名", "団体名", "市町村", "市町村名", "市区町村", "名称"}, []string{"自治体", "団体名", "市町村", "市区町村", "town", "municipality"}},
	}
}

// WishFields are the fields of a list of those who look for a partner.
func WishFields() []Field {
	return []Field{
		{Code, text("town's code", "団体コード"), []string{"code", "id", "jis", "団体コード", "自治体コード"}, []string{"団体コード"}},
		{MinPopulation, text("least population", "最小人口"), []string{"min population"}, []string{"最小人口", "人口下限", "min pop"}},
		{MaxPopulation, text("most population", "最大人口"), []string{"max population"}, []string{"最大人口", "人口上限", "max pop"}},
		{WishDate, text("date", "日付"), []string{"date", "year", "年", "年度", "日付", "status"}, []string{"年度", "日付", "date"}},
		{Purposes, text("purposes", "目的"), []string{"purposes", "purpose", "目的"}, []string{"目的", "purpose"}},
		{Countries, text("countries or continents", "希望国・地域"), []string{"countries", "country", "wanted country", "wants", "希望国", "国"}, []string{"希望国", "希望する国", "希望地域", "country", "countries", "相手国", "国名"}},
		{Areas, text("continents", "希望地域"), []string{"areas", "continents", "地域"}, []string{"continent", "大陸", "地域", "area"}},
		{Wanted, text("what is asked for", "希望内容"), []string{"text", "theme", "criteria", "criteria quoted", "希望内容", "内容"}, []string{"希望内容", "分野", "内容", "theme", "criteria", "text"}},
		{Contact, text("contact", "連絡先"), []string{"contact", "連絡先", "担当"}, []string{"連絡先", "担当", "contact"}},
		{Note, text("note", "備考"), []string{"note", "notes", "備考"}, []string{"備考", "摘要", "note"}},
		{Prefecture, text("region", "都道府県・地域"), []string{"prefecture", "region", "pref", "都道府県", "都道府県名"}, []string{"都道府県", "prefecture"}},
		{Town, text("town", "自治体名"), []string{"town", "city", "municipality", "自治体", "自治体名", "団体名", "市町村", "市町村名", "name", "名称"}, []string{"自治体", "団体名", "市町村", "市区町村", "town", "municipality"}},
	}
}

func text(en, ja string) matcher.Text { return matcher.Text{EN: en, JA: ja} }

// Columns tells which column holds which field, by key; columns count from 0.
type Columns map[string]int

// Guess tells which column holds which field by its heading: one that is a
// known word before one that contains it, the first column before later ones.
func Guess(headings []string, fields []Field) Columns {
	out, taken := Columns{}, map[int]bool{}
	fold := make([]string, len(headings))
	for i, h := range headings {
		fold[i] = folded(h)
	}
	take := func(key string, match func(string) bool) {
		if _, ok := out[key]; ok {
			return
		}
		for i, h := range fold {
			if h != "" && !taken[i] && match(h) {
				out[key], taken[i] = i, true
				return
			}
		}
	}
	for _, f := range fields {
		take(f.Key, func(h string) bool { return h == folded(f.Key) || slices.Contains(f.exact, h) })
	}
	for _, f := range fields {
		take(f.Key, func(h string) bool { return has(h, f.parts...) })
	}
	return out
}

// Set lays a user's correction over a guess: field=heading, or field=number of
// the column from 1, or field= for none.
func (c Columns) Set(spec string, headings []string, fields []Field) error {
	key, heading, ok := strings.Cut(spec, "=")
	key, heading = strings.TrimSpace(key), strings.TrimSpace(heading)
	var keys []string
	for _, f := range fields {
		keys = append(keys, f.Key)
	}
	if !ok || !slices.Contains(keys, key) {
		return fmt.Errorf("%q is no field=heading; the fields are %s", spec, strings.Join(keys, ", "))
	}
	if heading == "" {
		delete(c, key)
		return nil
	}
	at := slices.IndexFunc(headings, func(h string) bool { return folded(h) == folded(heading) })
	if at < 0 {
		var n int
		if _, err := fmt.Sscanf(heading, "%d", &n); err == nil && n >= 1 && n <= len(headings) {
			at = n - 1
		}
	}
	if at < 0 {
		return fmt.Errorf("%q is no heading of the file; they are %s", heading, strings.Join(headings, ", "))
	}
	for other, i := range c {
		if i == at {
			delete(c, other)
		}
	}
	c[key] = at
	return nil
}

// Cell returns the cell of a field in a row, "" where there is no such column.
func (c Columns) Cell(r Row, key string) string {
	at, ok := c[key]
	if !ok || at >= len(r.Cells) {
		return ""
	}
	return r.Cells[at]
}

// Holds reports whether a column holds a field.
func (c Columns) Holds(at int) bool {
	for _, i := range c {
		if i == at {
			return true
		}
	}
	return false
}
