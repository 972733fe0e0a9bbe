package cli

import (
	"strings"

	"github.com/shimai/shimai/matcher"
)

// themeWord names a theme of the data for readers. A key that has no words here,
// as layers of one's own may hold, is shown as it is.
func themeWord(key string) matcher.Text {
	if words, ok := themeWords()[key]; ok {
		return words
	}
	plain := strings.ReplaceAll(key, "_", " ")
	return both(plain, plain)
}

// themeWords says what each theme makes of a place. The words stand alone, in
// a list; those of the matcher complete a sentence about two places.
func themeWords() map[string]matcher.Text {
	return map[string]matcher.Text{
		"auto_city":               both("car making", "自動車産業"),
		"canal_water_town":        both("canals", "運河・水郷"),
		"castle_walled":           both("castle or town walls", "城・城壁"),
		"ceramics":                both("ceramics", "焼き物"),
		"coal_mining":             both("coal mining", "炭鉱"),
		"cutlery_metalwork":       both("cutlery and metalware", "刃物・金属加工"),
		"expo_host":               both("world exposition", "万博開催地"),
		"eyewear_optics":          both("spectacles and optics", "眼鏡・光学"),
		"festival_animation_film": both("film or animation festival", "映画・アニメの祭典"),
		"film_music_composer":     both("music and film", "音楽・映画"),
		"fishing_port":            both("fishing port", "漁港"),
		"former_capital":          both("former capital", "かつての都"),
		"garden_flower":           both("gardens and flowers", "庭園・花"),
		"glass":                   both("glass", "ガラス"),
		"hanseatic":               both("Hanseatic town", "ハンザ都市"),
		"metal_mining":            both("metal mining", "鉱山"),
		"musical_instruments":     both("musical instruments", "楽器"),
		"nikkei_community":        both("community of Japanese descent", "日系人社会"),
		"olympic_host":            both("Olympic Games", "オリンピック開催地"),
		"pilgrimage":              both("pilgrimage", "巡礼・門前町"),
		"portuguese_jesuit":       both("Portuguese and Jesuit past", "南蛮・イエズス会ゆかりの地"),
		"quake_tsunami_memory":    both("memory of an earthquake or tsunami", "震災の記憶"),
		"shipbuilding":            both("shipbuilding", "造船"),
		"silk_road":               both("Silk Road", "シルクロード"),
		"spa_seed":                both("spa", "温泉"),
		"space":                   both("space flight", "宇宙"),
		"tea":                     both("tea", "お茶"),
		"textile_silk":            both("textiles or silk", "繊維・絹"),
		"treaty_port":             both("treaty port", "開港場"),
		"voc_dutch_trade":         both("trade with the Dutch company", "オランダ東インド会社ゆかりの地"),
		"volcano_disaster_memory": both("memory of an eruption", "噴火災害の記憶"),
		"war_destroyed":           both("rebuilt after war", "戦災復興"),
		"watch_precision":         both("watches and precision tools", "時計・精密機械"),
		"whaling":                 both("whaling", "捕鯨"),
		"whisky_spirits":          both("whisky or spirits", "ウイスキー・蒸留酒"),
		"wine_seed":               both("wine", "ワイン"),
	}
}
