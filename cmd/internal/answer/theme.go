package answer

import (
	"strings"

	"github.com/shimai/shimai/matcher"
)

// ThemeWord names a theme of the data for readers. A key that has no words here,
// as layers of one's own may hold, is shown as it is.
func ThemeWord(key string) matcher.Text {
	if words, ok := themeWords()[key]; ok {
		return words
	}
	plain := strings.ReplaceAll(key, "_", " ")
	return Both(plain, plain)
}

// themeWords says what each theme makes of a place. The words stand alone, in
// a list; those of the matcher complete a sentence about two places.
func themeWords() map[string]matcher.Text {
	return map[string]matcher.Text{
		"auto_city":               Both("car making", "自動車産業"),
		"canal_water_town":        Both("canals", "運河・水郷"),
		"castle_walled":           Both("castle or town walls", "城・城壁"),
		"ceramics":                Both("ceramics", "焼き物"),
		"coal_mining":             Both("coal mining", "炭鉱"),
		"cutlery_metalwork":       Both("cutlery and metalware", "刃物・金属加工"),
		"expo_host":               Both("world exposition", "万博開催地"),
		"eyewear_optics":          Both("spectacles and optics", "眼鏡・光学"),
		"festival_animation_film": Both("film or animation festival", "映画・アニメの祭典"),
		"film_music_composer":     Both("music and film", "音楽・映画"),
		"fishing_port":            Both("fishing port", "漁港"),
		"former_capital":          Both("former capital", "かつての都"),
		"garden_flower":           Both("gardens and flowers", "庭園・花"),
		"glass":                   Both("glass", "ガラス"),
		"hanseatic":               Both("Hanseatic town", "ハンザ都市"),
		"metal_mining":            Both("metal mining", "鉱山"),
		"musical_instruments":     Both("musical instruments", "楽器"),
		"nikkei_community":        Both("community of Japanese descent", "日系人社会"),
		"olympic_host":            Both("Olympic Games", "オリンピック開催地"),
		"pilgrimage":              Both("pilgrimage", "巡礼・門前町"),
		"portuguese_jesuit":       Both("Portuguese and Jesuit past", "南蛮・イエズス会ゆかりの地"),
		"quake_tsunami_memory":    Both("memory of an earthquake or tsunami", "震災の記憶"),
		"shipbuilding":            Both("shipbuilding", "造船"),
		"silk_road":               Both("Silk Road", "シルクロード"),
		"spa_seed":                Both("spa", "温泉"),
		"space":                   Both("space flight", "宇宙"),
		"tea":                     Both("tea", "お茶"),
		"textile_silk":            Both("textiles or silk", "繊維・絹"),
		"treaty_port":             Both("treaty port", "開港場"),
		"voc_dutch_trade":         Both("trade with the Dutch company", "オランダ東インド会社ゆかりの地"),
		"volcano_disaster_memory": Both("memory of an eruption", "噴火災害の記憶"),
		"war_destroyed":           Both("rebuilt after war", "戦災復興"),
		"watch_precision":         Both("watches and precision tools", "時計・精密機械"),
		"whaling":                 Both("whaling", "捕鯨"),
		"whisky_spirits":          Both("whisky or spirits", "ウイスキー・蒸留酒"),
		"wine_seed":               Both("wine", "ワイン"),
	}
}
