package answer

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/shimai/shimai/config/brief"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/names"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/wish"
)

// musts turns the conditions of a brief into those that the data can answer.
func (d *Desk) musts(br *brief.Brief) ([]wish.Must, error) {
	b, err := d.Base()
	if err != nil {
		return nil, err
	}
	var out []wish.Must
	var problems []error
	if p := br.Population; p.Min != nil || p.Max != nil {
		m := wish.Must{Have: wish.Population, ExcludeUnknown: p.Unknown == brief.Exclude}
		if p.Min != nil {
			m.Min = int32(*p.Min)
		}
		if p.Max != nil {
			m.Max = int32(*p.Max)
		}
		out = append(out, m)
	}
	for _, l := range []struct {
		have  wish.Have
		key   string
		words []string
	}{{wish.Language, "languages.want", br.Languages.Want}, {wish.OtherLanguage, "languages.avoid", br.Languages.Avoid}} {
		if len(l.words) == 0 {
			continue
		}
		m, err := b.languages(br, l.key, l.words)
		problems = append(problems, err)
		m.Have = l.have
		out = append(out, m)
	}
	for i, m := range br.Must {
		w, err := d.must(br, fmt.Sprintf("must[%d].is", i+1), m)
		problems = append(problems, err)
		out = append(out, w)
	}
	return out, errors.Join(problems...)
}

// must reads one entry of the list.
func (d *Desk) must(br *brief.Brief, key string, m brief.Must) (wish.Must, error) {
	h, _ := brief.HaveOf(m.Have)
	w := wish.Must{Have: wish.Have(m.Have), Within: data.Km(h.Within), ExcludeUnknown: m.Unknown == brief.Exclude, South: m.Is == "south"}
	if m.WithinKm != nil {
		w.Within = data.Km(*m.WithinKm)
	}
	b, err := d.Base()
	if err != nil {
		return w, err
	}
	switch w.Have {
	case wish.Language:
		l, err := b.languages(br, key, []string{m.Is})
		w.Languages, w.Named = l.Languages, l.Named
		return w, err
	case wish.Theme:
		reader, err := d.Wishes()
		if err != nil {
			return w, err
		}
		if !slices.Contains(reader.Themes(), m.Is) {
			return w, br.Problem(key, "is %s, which is no theme; themes are %s", Shorten(m.Is), strings.Join(reader.Themes(), ", "))
		}
		w.Theme, w.Named = m.Is, ThemeWord(m.Is)
	}
	return w, nil
}

// languages reads words for languages; several keys are numbered, one is not.
func (b *Base) languages(br *brief.Brief, key string, words []string) (wish.Must, error) {
	var m wish.Must
	var en, ja []string
	var problems []error
	for i, word := range words {
		at := key
		if strings.HasPrefix(key, "languages") {
			at = fmt.Sprintf("%s[%d]", key, i+1)
		}
		code, named, ok := b.language(word)
		if !ok {
			problems = append(problems, br.Problem(at, "is %s, which is no language that countries are known to speak; write a name (English, 英語) or a code (en)", Shorten(word)))
			continue
		}
		m.Languages = append(m.Languages, code)
		en, ja = append(en, named.EN), append(ja, named.In("ja"))
	}
	m.Named = Both(strings.Join(en, " or "), strings.Join(ja, "か"))
	return m, errors.Join(problems...)
}

// language finds a language by name or code.
func (b *Base) language(word string) (code string, named matcher.Text, ok bool) {
	fold := names.Fold(word)
	for _, l := range languageNames {
		if l.code == strings.ToLower(word) || names.Fold(l.en) == fold || names.Fold(l.ja) == fold {
			return l.code, Both(l.en, l.ja), true
		}
	}
	for _, list := range b.Countries.Languages {
		for _, l := range list {
			if base, _, _ := strings.Cut(l.Code, "-"); strings.EqualFold(base, word) {
				return base, Both(base, base), true
			}
		}
	}
	return "", matcher.Text{}, false
}

// languageNames names the languages that partners are asked for by; any other
// is understood by its code.
var languageNames = []struct{ code, en, ja string }{
	{"en", "English", "英語"}, {"fr", "French", "フランス語"}, {"de", "German", "ドイツ語"}, {"es", "Spanish", "スペイン語"},
	{"pt", "Portuguese", "ポルトガル語"}, {"it", "Italian", "イタリア語"}, {"nl", "Dutch", "オランダ語"}, {"zh", "Chinese", "中国語"},
	{"ko", "Korean", "韓国語"}, {"ja", "Japanese", "日本語"}, {"ru", "Russian", "ロシア語"}, {"uk", "Ukrainian", "ウクライナ語"},
	{"pl", "Polish", "ポーランド語"}, {"cs", "Czech", "チェコ語"}, {"sk", "Slovak", "スロバキア語"}, {"hu", "Hungarian", "ハンガリー語"},
	{"ro", "Romanian", "ルーマニア語"}, {"bg", "Bulgarian", "ブルガリア語"}, {"el", "Greek", "ギリシャ語"}, {"tr", "Turkish", "トルコ語"},
	{"sv", "Swedish", "スウェーデン語"}, {"nb", "Norwegian", "ノルウェー語"}, {"da", "Danish", "デンマーク語"}, {"fi", "Finnish", "フィンランド語"},
	{"et", "Estonian", "エストニア語"}, {"lv", "Latvian", "ラトビア語"}, {"lt", "Lithuanian", "リトアニア語"}, {"is", "Icelandic", "アイスランド語"},
	{"ga", "Irish", "アイルランド語"}, {"hr", "Croatian", "クロアチア語"}, {"sr", "Serbian", "セルビア語"}, {"sl", "Slovenian", "スロベニア語"},
	{"ar", "Arabic", "アラビア語"}, {"he", "Hebrew", "ヘブライ語"}, {"fa", "Persian", "ペルシャ語"}, {"hi", "Hindi", "ヒンディー語"},
	{"bn", "Bengali", "ベンガル語"}, {"ta", "Tamil", "タミル語"}, {"si", "Sinhala", "シンハラ語"}, {"ne", "Nepali", "ネパール語"},
	{"th", "Thai", "タイ語"}, {"vi", "Vietnamese", "ベトナム語"}, {"id", "Indonesian", "インドネシア語"}, {"ms", "Malay", "マレー語"},
	{"fil", "Filipino", "フィリピノ語"}, {"km", "Khmer", "クメール語"}, {"lo", "Lao", "ラオ語"}, {"my", "Burmese", "ビルマ語"},
	{"mn", "Mongolian", "モンゴル語"}, {"kk", "Kazakh", "カザフ語"}, {"uz", "Uzbek", "ウズベク語"}, {"sw", "Swahili", "スワヒリ語"},
}
