package intake

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Field is what a column holds.
type Field string

// The fields of ties.
const (
	Town          Field = "town"
	TownRegion    Field = "town_region"
	TownCode      Field = "town_code"
	Partner       Field = "partner"
	PartnerLatin  Field = "partner_latin"
	PartnerRegion Field = "partner_region"
	CountryField  Field = "country"
	KindField     Field = "kind"
	StatusField   Field = "status"
	Since         Field = "since"
	Until         Field = "until"
	LastActivity  Field = "last_activity"
	Theme         Field = "theme"
	Reason        Field = "reason"
	Contact       Field = "contact"
	Note          Field = "note"
)

// The further fields of wishes.
const (
	Wants      Field = "wants"
	Population Field = "population"
	Purposes   Field = "purposes"
	Text       Field = "text"
	DateField  Field = "date"
)

// heading are the words that stand above a field.
type heading struct {
	field Field
	words []string
}

func townHeadings() []heading {
	return []heading{
		{Town, []string{"自治体名", "自治体", "市区町村名", "市区町村", "市町村名", "市町村", "団体名", "国内自治体", "日本側自治体", "日本側", "town", "municipality", "local government", "our town", "japanese city"}},
		{TownRegion, []string{"都道府県名", "都道府県", "県名", "prefecture", "pref"}},
		{TownCode, []string{"団体コード", "自治体コード", "市区町村コード", "市町村コード", "全国地方公共団体コード", "地方公共団体コード", "jis", "code", "town id", "town code"}},
		{Contact, []string{"連絡先", "担当", "担当課", "担当部署", "担当者", "担当者連絡先", "担当課連絡先", "担当連絡先", "問合せ先", "問い合わせ先", "contact", "email", "e-mail"}},
		{Note, []string{"備考", "摘要", "メモ", "note", "notes", "remark", "remarks", "comment"}},
	}
}

// tieHeadings lists the headings of ties, in the order in which fields are shown.
func tieHeadings() []heading {
	return append(townHeadings(), []heading{
		{Partner, []string{"提携先", "提携先名", "提携先自治体名", "提携先自治体", "提携先都市名", "提携先都市", "提携自治体", "提携自治体名", "提携都市", "提携都市名", "姉妹都市", "姉妹都市名", "友好都市", "姉妹友好都市", "姉妹友好都市名", "相手先", "相手方", "相手都市", "相手自治体", "海外都市", "海外自治体", "外国都市", "都市名", "partner", "partner city", "sister city", "twin town", "foreign city"}},
		{PartnerLatin, []string{"英語表記", "英語名", "英文名", "欧文表記", "欧文名", "原語表記", "提携先英語", "提携自治体名英語", "都市名英語", "partner english", "english name", "partner latin"}},
		{PartnerRegion, []string{"州", "省", "州省", "州名", "省州", "州省名", "州省等", "州省地域", "state", "province", "region", "partner region"}},
		{CountryField, []string{"国", "国名", "国地域", "国地域名", "国又は地域", "国または地域", "提携先国", "提携国", "提携国名", "相手国", "相手国名", "country", "nation"}},
		{KindField, []string{"種別", "種類", "区分", "提携区分", "提携種別", "提携形態", "形態", "kind", "type", "form"}},
		{StatusField, []string{"状況", "状態", "現況", "交流状況", "活動状況", "交流の状況", "status"}},
		{Since, []string{"提携年月日", "提携年月", "提携年", "提携日", "締結年月日", "締結日", "締結年", "調印日", "調印年月日", "提携締結日", "since", "date", "year", "signed", "date signed", "year signed"}},
		{Until, []string{"終了日", "解消日", "解消年月日", "終了年", "満了日", "期限", "until", "end", "ended", "expires"}},
		{LastActivity, []string{"最終交流", "最終交流日", "最終交流年", "直近の交流", "最近の交流", "最終活動", "last activity", "last exchange"}},
		{Theme, []string{"分野", "交流分野", "提携分野", "主な交流分野", "交流内容", "主な交流", "テーマ", "theme", "themes", "field", "fields", "topic", "topics"}},
		{Reason, []string{"理由", "事由", "reason"}},
	}...)
}

// wishHeadings lists the headings of wishes.
func wishHeadings() []heading {
	return append(townHeadings(), []heading{
		{Town, []string{"name", "名称"}},
		{Wants, []string{"希望国", "希望地域", "希望国地域", "希望する国", "希望する国地域", "希望先", "wants", "wanted", "countries"}},
		{CountryField, []string{"国", "国名", "country"}},
		{Population, []string{"人口規模", "希望人口", "希望規模", "規模", "population", "size"}},
		{Purposes, []string{"目的", "交流目的", "希望分野", "purpose", "purposes"}},
		{Text, []string{"希望内容", "希望条件", "条件", "内容", "criteria", "criteria quoted", "text"}},
		{DateField, []string{"時点", "掲載日", "年月日", "snapshot", "date", "as of"}},
	}...)
}

// plainHeading takes off what headings are decorated with.
func plainHeading(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune("()[]【】「」『』・/,.、。:;*※_-―ー~〜&", r) && r != 'ー' {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKC.String(text))
}

// fieldOf returns the field that a heading names, "" for none.
func fieldOf(headings []heading, text string) Field {
	plain := plainHeading(text)
	if plain == "" {
		return ""
	}
	for _, h := range headings {
		for _, w := range h.words {
			if plainHeading(w) == plain {
				return h.field
			}
		}
	}
	return ""
}

// Columns tells which column holds which field, by number from 0.
type Columns map[Field]int

// GuessTies finds the columns of a list of ties by their headings. Of two
// columns for one field the first is taken.
func GuessTies(t *Table) Columns { return guess(t, tieHeadings()) }

// GuessWishes finds the columns of a list of wishes by their headings.
func GuessWishes(t *Table) Columns { return guess(t, wishHeadings()) }

func guess(t *Table, headings []heading) Columns {
	c := Columns{}
	for i, text := range t.Columns {
		if t.rest && i == len(t.Columns)-1 {
			continue
		}
		if f := fieldOf(headings, text); f != "" {
			if _, taken := c[f]; !taken {
				c[f] = i
			}
		}
	}
	return c
}

// TieFields returns the fields of ties in the order of display.
func TieFields() []Field { return fields(tieHeadings()) }

// WishFields returns the fields of wishes in the order of display.
func WishFields() []Field { return fields(wishHeadings()) }

func fields(headings []heading) []Field {
	var out []Field
	for _, h := range headings {
		if !slices.Contains(out, h.field) {
			out = append(out, h.field)
		}
	}
	return out
}

// Set corrects a guess with `field=heading`: the heading as it stands in the
// file, or the number of the column from 1, or nothing for no column.
func (c Columns) Set(t *Table, allowed []Field, assignment string) error {
	name, text, ok := strings.Cut(assignment, "=")
	field := Field(strings.TrimSpace(name))
	if !ok || !slices.Contains(allowed, field) {
		return fmt.Errorf("%w: %q, allowed is field=heading with a field of %v", ErrTable, assignment, allowed)
	}
	text = strings.TrimSpace(text)
	if text == "" {
		delete(c, field)
		return nil
	}
	for i, h := range t.Columns {
		if plainHeading(h) == plainHeading(text) || text == fmt.Sprint(i+1) {
			c[field] = i
			return nil
		}
	}
	return fmt.Errorf("%w: no column %q; the headings are %s", ErrTable, text, strings.Join(t.Columns, " | "))
}

func (c Columns) has(f Field) bool {
	_, ok := c[f]
	return ok
}

// cell returns the text of a field in a row, "" where there is no such column.
func (c Columns) cell(l Line, f Field) string {
	i, ok := c[f]
	if !ok || i < 0 || i >= len(l.Cells) {
		return ""
	}
	return strings.TrimSpace(l.Cells[i])
}
