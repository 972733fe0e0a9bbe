package index

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/names"
)

// documents makes the document of each unit.
type documents struct {
	units    *data.Units
	names    *data.Names
	keys     *data.NameKeys
	themes   *data.Themes
	near     *data.Near
	nearText *data.NearText
	japan    *data.Japan
}

func openDocuments(st *data.Store) (d *documents, err error) {
	d = &documents{}
	if d.units, err = st.Units(); err != nil {
		return nil, err
	}
	if d.names, err = st.Names(); err != nil {
		return nil, err
	}
	if d.keys, err = st.NameKeys(); err != nil {
		return nil, err
	}
	if d.themes, err = st.Themes(); err != nil {
		return nil, err
	}
	if d.near, err = st.Near(); err != nil {
		return nil, err
	}
	if d.nearText, err = st.NearText(); err != nil {
		return nil, err
	}
	d.japan, err = st.Japan()
	return d, err
}

// byFame returns all units, the most populous first and parts of cities last.
// Documents are numbered in this order, so that equal scores sort by it.
func (d *documents) byFame() []data.Unit {
	u := d.units
	list := make([]data.Unit, u.Len())
	for i := range list {
		list[i] = data.Unit(i)
	}
	part := func(x data.Unit) int {
		if u.PartOf[x] != data.NoUnit {
			return 1
		}
		return 0
	}
	slices.SortFunc(list, func(a, b data.Unit) int {
		return cmp.Or(cmp.Compare(part(a), part(b)), cmp.Compare(u.Population[b], u.Population[a]), cmp.Compare(a, b))
	})
	return list
}

// documentID returns an id that sorts by rank and tells the unit.
func documentID(rank int, unit data.Unit) string { return fmt.Sprintf("%07d-%d", rank, unit) }

// parseID returns the unit of a document.
func parseID(id string) (data.Unit, error) {
	_, unit, _ := strings.Cut(id, "-")
	n, err := strconv.ParseInt(unit, 10, 32)
	if err != nil || n < 0 {
		return data.NoUnit, fmt.Errorf("%w: document %q is of no unit", ErrCorrupt, id)
	}
	return data.Unit(n), nil
}

// of returns the fields of a unit's document.
func (d *documents) of(unit data.Unit) map[string]any {
	var raw, exact, words, eastern, sounds []string
	for i := d.names.Start[unit]; i < d.names.Start[unit+1]; i++ {
		name := d.names.Name.At(int(i))
		fold := names.Fold(name)
		if fold == "" || slices.Contains(exact, fold) {
			continue
		}
		raw, exact = append(raw, name), append(exact, fold)
		if strings.Contains(fold, " ") {
			words = append(words, fold)
		}
		if isEastern(fold) {
			eastern = append(eastern, fold)
		}
	}
	for i := d.keys.Start[unit]; i < d.keys.Start[unit+1]; i++ {
		sounds = append(sounds, d.keys.Sound.At(int(i)))
	}
	doc := map[string]any{fieldNames: raw, fieldExact: exact}
	for field, list := range map[string][]string{fieldWords: words, fieldCJK: eastern, fieldSound: sounds} {
		if len(list) > 0 {
			doc[field] = list
		}
	}
	if known := d.facts(unit); len(known) > 0 {
		folded := make([]string, len(known))
		for i, k := range known {
			folded[i] = names.Fold(k)
		}
		doc[fieldKnown], doc[fieldFacts] = known, folded
	}
	return doc
}

// isEastern reports whether a name holds characters that are not cut into
// words by spaces.
func isEastern(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
	}) >= 0
}

// niche are the features whose kind and name people search for. Ports, power
// plants and the like are too many to be what a place is known for.
var niche = [data.NumFeatures]bool{
	data.FeatureHeritage: true, data.FeatureCreativeCity: true, data.FeatureUniversity: true, data.FeatureMotorsport: true,
	data.FeatureCapital: true, data.FeatureEarlyPrinting: true, data.FeatureVolcano: true, data.FeatureMine: true,
	data.FeatureWinePDO: true, data.FeatureWineAVA: true, data.FeaturePark: true, data.FeatureOldTown: true,
	data.FeatureSki: true, data.FeatureSteel: true,
}

// facts lists what a unit is known for, each fact as one text: its themes, the
// niche features near it with their names, and its first farm product.
func (d *documents) facts(unit data.Unit) []string {
	var list []string
	for i := d.themes.Start[unit]; i < d.themes.Start[unit+1]; i++ {
		key := d.themes.Keys[d.themes.Theme[i]]
		list = append(list, strings.TrimSpace(strings.ReplaceAll(key, "_", " ")+" "+themeWords[key]))
	}
	for i := d.near.Start[unit]; i < d.near.Start[unit+1]; i++ {
		f := d.near.Feature[i]
		if f >= data.NumFeatures || !niche[f] {
			continue
		}
		info := data.Features[f]
		list = append(list, strings.Join(strings.Fields(info.Label+" "+info.LabelJA+" "+d.nearText.Name(int(i))+" "+d.nearText.Detail(int(i))), " "))
	}
	if d.units.Municipalities.Has(unit) {
		if item := d.japan.FarmItem.At(int(unit - d.units.Municipalities.From)); item != "" {
			list = append(list, "farm product 農産物 "+item)
		}
	}
	return list
}

// themeWords are the words by which a theme is searched, in English where the
// key lacks them, and in Japanese.
var themeWords = map[string]string{
	"expo_host": "world exposition 万博 博覧会", "silk_road": "シルクロード", "spa_seed": "hot spring onsen 温泉",
	"quake_tsunami_memory": "earthquake disaster 地震 津波 震災", "portuguese_jesuit": "missionaries 南蛮 ポルトガル イエズス会",
	"auto_city": "car automobile industry 自動車", "tea": "茶 お茶", "fishing_port": "fishery 漁港 水産", "pilgrimage": "巡礼 霊場",
	"shipbuilding": "shipyard 造船", "film_music_composer": "festival 映画 音楽 作曲家", "nikkei_community": "Japanese emigrants 日系 移民",
	"wine_seed": "vineyard ワイン", "metal_mining": "copper silver gold 鉱山 金属", "castle_walled": "castle walls 城 城壁 城下町",
	"former_capital": "old capital 古都", "olympic_host": "Olympics オリンピック 五輪", "ceramics": "pottery porcelain 陶磁器 焼き物",
	"textile_silk": "weaving 織物 絹 繊維", "garden_flower": "horticulture 庭園 花", "war_destroyed": "peace war damage 戦災 平和",
	"whaling": "whale 捕鯨 鯨", "coal_mining": "coal mine 炭鉱 石炭", "canal_water_town": "waterways 運河 水郷",
	"musical_instruments": "piano violin guitar 楽器", "hanseatic": "Hanse ハンザ", "festival_animation_film": "comics manga アニメ 漫画 映画祭",
	"space": "rocket launch aerospace 宇宙 ロケット", "watch_precision": "watchmaking clock 時計 精密機械", "volcano_disaster_memory": "eruption 火山 噴火",
	"treaty_port": "opened port 開港", "glass": "crystal ガラス", "whisky_spirits": "distillery whiskey ウイスキー 蒸留酒",
	"cutlery_metalwork": "knives blades 刃物 金物", "eyewear_optics": "spectacles glasses lens 眼鏡 光学", "voc_dutch_trade": "Dutch East India オランダ 東インド会社",
}
