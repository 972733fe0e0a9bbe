package answer

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// townLines is the three-line profile above a ranking: who, where, what for.
func (d *Desk) townLines(u data.Unit, lang string) ([]string, error) {
	b, err := d.Base()
	if err != nil {
		return nil, err
	}
	setting, err := d.setting(u, lang)
	if err != nil {
		return nil, err
	}
	livelihood, err := d.livelihood(u, lang)
	if err != nil {
		return nil, err
	}
	near, err := d.nearWords(u, lang)
	if err != nil {
		return nil, err
	}
	lines := []string{b.Describe(u, lang) + " · " + b.Labels.ID.At(int(u)), strings.Join(setting, " · ")}
	if known := append(livelihood, near...); len(known) > 0 {
		lines = append(lines, strings.Join(known, " · "))
	} else {
		lines = append(lines, Both("industries and specialities unknown", "産業・特色は不明").In(lang))
	}
	return lines, nil
}

// setting words where a unit lies: sea, height, climate.
func (d *Desk) setting(u data.Unit, lang string) ([]string, error) {
	b, err := d.Base()
	if err != nil {
		return nil, err
	}
	var out []string
	if km := b.Units.CoastKm[u]; data.Known(km) && km < 2 {
		out = append(out, Both("on the sea", "海に面する").In(lang))
	} else if data.Known(km) {
		out = append(out, fmt.Sprintf(Both("%s km from the sea", "海から%skm").In(lang), Grouped(int64(math.Round(float64(km))))))
	}
	if m := b.Units.Elevation[u]; m != data.NoInt {
		out = append(out, fmt.Sprintf(Both("%s m above the sea", "標高%sm").In(lang), Grouped(int64(m))))
	}
	koppen, err := d.Koppen(u)
	if err != nil {
		return nil, err
	}
	if koppen != "" {
		out = append(out, Both("climate ", "気候 ").In(lang)+koppen)
	}
	if lake := b.Labels.Lake.At(int(u)); lake != "" {
		out = append(out, Both("near lake ", "近くの湖 ").In(lang)+lake)
	}
	if river := b.Labels.River.At(int(u)); river != "" {
		out = append(out, Both("near river ", "近くの川 ").In(lang)+river)
	}
	if len(out) == 0 {
		out = append(out, Both("setting unknown", "立地は不明").In(lang))
	}
	return out, nil
}

// Koppen returns the Köppen-Geiger class of a unit, "" when it is unknown.
func (d *Desk) Koppen(u data.Unit) (string, error) {
	st, err := d.Data()
	if err != nil {
		return "", err
	}
	c, err := st.Climate()
	if err != nil {
		return "", err
	}
	return c.Classes[c.Koppen[u]], nil
}

// industryJA are the divisions of [data.Industries] in Japanese.
var industryJA = [len(data.Industries)]string{
	"農林業", "漁業", "鉱業", "建設業", "製造業", "電気・ガス・水道", "情報通信業", "運輸・郵便業", "卸売・小売業", "金融・保険業",
	"不動産業", "学術研究・専門サービス", "宿泊・飲食", "生活関連・娯楽", "教育", "医療・福祉", "複合サービス", "その他サービス",
}

// livelihood words what a unit lives from and is known for.
func (d *Desk) livelihood(u data.Unit, lang string) ([]string, error) {
	st, err := d.Data()
	if err != nil {
		return nil, err
	}
	b, err := d.Base()
	if err != nil {
		return nil, err
	}
	var out []string
	if b.Units.Municipalities.Has(u) {
		japan, err := st.Japan()
		if err != nil {
			return nil, err
		}
		i := int(u - b.Units.Municipalities.From)
		for _, d := range concentrated(japan, i) {
			out = append(out, Both(data.Industries[d], industryJA[d]).In(lang))
		}
		if item := japan.FarmItem.At(i); item != "" {
			out = append(out, Both("first farm product ", "農業産出額1位 ").In(lang)+farmItem(item).In(lang))
		}
	}
	themes, err := st.Themes()
	if err != nil {
		return nil, err
	}
	for i := themes.Start[u]; i < themes.Start[u+1]; i++ {
		out = append(out, ThemeWord(themes.Keys[themes.Theme[i]]).In(lang))
	}
	return out, nil
}

// Industries are named when they employ this share and this many times the
// national share; two are enough for a line.
const (
	industryShare    = 0.03
	industryQuotient = 1.5
	industriesNamed  = 2
)

// concentrated returns the divisions in which a Japanese government employs
// far more of its people than the whole country does, most concentrated first.
func concentrated(j *data.Japan, i int) []int {
	if j.Employees[i] == data.NoInt || j.Employees[i] <= 0 {
		return nil
	}
	nation, all := [len(data.Industries)]float64{}, 0.0
	for d := range nation {
		for _, n := range j.Industry[d] {
			if n != data.NoInt {
				nation[d] += float64(n)
				all += float64(n)
			}
		}
	}
	quotient := func(d int) float64 {
		return float64(j.Industry[d][i]) / float64(j.Employees[i]) / (nation[d] / all)
	}
	var out []int
	for d := range nation {
		n := j.Industry[d][i]
		if n != data.NoInt && nation[d] > 0 && float64(n)/float64(j.Employees[i]) >= industryShare && quotient(d) >= industryQuotient {
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(x, y int) int { return cmp.Compare(quotient(y), quotient(x)) })
	return out[:min(len(out), industriesNamed)]
}

// nearShown are the features that say most about a town to a stranger.
var nearShown = [...]data.Feature{
	data.FeatureHeritage, data.FeatureCreativeCity, data.FeaturePort, data.FeatureSki, data.FeatureWinePDO,
	data.FeatureUniversity, data.FeaturePark, data.FeatureMine, data.FeatureAirport,
}

// nearNamed bounds the line of features.
const nearNamed = 4

// nearWords names what lies in or near a unit.
func (d *Desk) nearWords(u data.Unit, lang string) ([]string, error) {
	st, err := d.Data()
	if err != nil {
		return nil, err
	}
	near, err := st.Near()
	if err != nil {
		return nil, err
	}
	names, err := st.NearText()
	if err != nil {
		return nil, err
	}
	var out []string
	for _, f := range nearShown {
		i, ok := near.Find(u, f)
		if !ok || len(out) == nearNamed {
			continue
		}
		word := Both(data.Features[f].Label, data.Features[f].LabelJA).In(lang)
		if n := names.Name(i); n != "" {
			word += " " + n
		}
		if km := names.Km(i); data.Known(km) && km >= 1 {
			word += fmt.Sprintf(" (%.0f km)", km)
		}
		out = append(out, word)
	}
	return out, nil
}

// UnitJSON is a government in JSON documents.
type UnitJSON struct {
	ID         string   `json:"id"`
	Kind       string   `json:"kind"`
	Name       string   `json:"name"`
	NameJA     string   `json:"name_ja,omitempty"`
	Country    string   `json:"country"`
	Region     string   `json:"region,omitempty"`
	Population *int32   `json:"population"`
	Lat        *float64 `json:"lat"`
	Lon        *float64 `json:"lon"`
}

func (b *Base) UnitJSON(u data.Unit) UnitJSON {
	return UnitJSON{
		ID: b.Labels.ID.At(int(u)), Kind: b.Units.Kind[u].String(), Name: b.Name(u, "en"), NameJA: b.Labels.NameJA.At(int(u)),
		Country: b.Country(u), Region: b.Region(u, "en"), Population: knownInt(b.Units.Population[u]),
		Lat: knownFloat(b.Units.Lat[u]), Lon: knownFloat(b.Units.Lon[u]),
	}
}

// CriterionName names a criterion, of fit or of openness, for readers.
func CriterionName(c matcher.Criterion, lang string) string {
	ja, ok := map[matcher.Criterion]string{
		matcher.Name: "名称", matcher.Population: "人口", matcher.Climate: "気候", matcher.Geography: "地理", matcher.History: "歴史",
		matcher.Trade: "産業・貿易", matcher.Education: "教育", matcher.Culture: "文化・観光", matcher.Disaster: "災害", matcher.Access: "交通",
		matcher.Links: "つながり", matcher.Country: "国",
		matcher.Signs: "締結の主体", matcher.Experience: "提携の経験", matcher.Free: "提携の余地", matcher.Wish: "提携の希望",
	}[c]
	en := strings.ReplaceAll(string(c), "_", " ")
	if !ok {
		ja = en
	}
	return Both(en, ja).In(lang)
}
