package answer

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/shimai/shimai/matcher"
)

// measureWords words a measure of a nearby feature; means is what the data say
// it measures.
func measureWords(v float64, means, lang string) string {
	number := strconv.FormatFloat(v, 'f', -1, 64)
	words, ok := measures()[means]
	switch {
	case !ok:
		return number + " " + means
	case !strings.Contains(means, "year") || strings.Contains(means, "a year"):
		number = groupedDecimals(number) // a year has no thousands
	}
	return fmt.Sprintf(words.In(lang), number)
}

// measures puts the number into words, for every measure of the data.
func measures() map[string]matcher.Text {
	return map[string]matcher.Text{
		"anchorage cells of the largest":                  Both("%s anchorage cells in the largest", "最大の泊地は%s区画"),
		"destinations of the best-connected (about 2014)": Both("%s destinations from the best-connected (about 2014)", "最多就航先数%s(2014年頃)"),
		"km of downhill runs, summed":                     Both("%s km of downhill runs in all", "滑走コース計%skm"),
		"last year as capital":                            Both("last known as capital in %s", "首都だった最後の年 %s年"),
		"year":                                            Both("year %s", "%s年"),
		"largest magnitude":                               Both("up to magnitude %s", "最大M%s"),
		"deaths of the worst":                             Both("%s deaths in the worst", "最多の死者%s人"),
		"greatest height in metres":                       Both("up to %s m high", "最大波高%sm"),
		"GWh a year, summed":                              Both("%s GWh a year in all", "年間計%sGWh"),
		"thousand tonnes a year, summed":                  Both("%s thousand tonnes a year in all", "年間計%s千トン"),
	}
}

// areaWords names the landforms that a place lies in. The data hold them as
// kind and name, the large ones in capitals: Island:GREAT BRITAIN.
func areaWords(areas, lang string) string {
	if areas == "" {
		return ""
	}
	var out []string
	for _, area := range strings.Split(areas, "|") {
		kind, name, found := strings.Cut(area, ":")
		if !found {
			out = append(out, area)
			continue
		}
		if words, ok := landforms()[kind]; ok {
			kind = words.In(lang)
		}
		if words, ok := japaneseAreas()[name]; ok {
			if name = words.EN; lang == "ja" { // whose names tell the kind
				out = append(out, words.JA)
				continue
			}
		}
		out = append(out, fmt.Sprintf(Both("%s (%s)", "%s(%s)").In(lang), capitalised(name), kind))
	}
	return strings.Join(out, ", ")
}

// japaneseAreas names the islands of Japan, whose names the source spells in its
// own way.
func japaneseAreas() map[string]matcher.Text {
	return map[string]matcher.Text{
		"HOKKAIDŌ": Both("Hokkaido", "北海道"), "HONSHŪ": Both("Honshu", "本州"), "KYŪSHŪ": Both("Kyushu", "九州"), "SHIKOKU": Both("Shikoku", "四国"),
		"JAPAN": Both("Japan", "日本列島"), "Amami": Both("Amami", "奄美群島"), "Daitō Islands": Both("Daito", "大東諸島"), "IZU-SHOTŌ": Both("Izu", "伊豆諸島"),
		"NAMPŌ-SHOTŌ": Both("Nanpo", "南方諸島"), "Oki Is.": Both("Oki", "隠岐諸島"), "Okinawa": Both("Okinawa", "沖縄諸島"),
		"RYŪKYŪ ISLANDS": Both("Ryukyu", "琉球諸島"), "Sakishima Is.": Both("Sakishima", "先島諸島"),
	}
}

// landforms names the kinds of landforms in the data.
func landforms() map[string]matcher.Text {
	return map[string]matcher.Text{
		"Basin": Both("basin", "盆地"), "Coast": Both("coast", "海岸"), "Delta": Both("delta", "三角州"), "Depression": Both("depression", "凹地"),
		"Desert": Both("desert", "砂漠"), "Foothills": Both("foothills", "山麓"), "Gorge": Both("gorge", "峡谷"), "Island": Both("island", "島"),
		"Island group": Both("islands", "諸島"), "Isthmus": Both("isthmus", "地峡"), "Lake": Both("lake", "湖"), "Lowland": Both("lowland", "低地"),
		"Pen/cape": Both("peninsula or cape", "半島・岬"), "Plain": Both("plain", "平野"), "Plateau": Both("plateau", "高原"),
		"Range/mtn": Both("mountains", "山地"), "Tundra": Both("tundra", "ツンドラ"), "Valley": Both("valley", "谷"), "Wetlands": Both("wetlands", "湿地"),
	}
}

// capitalised writes a name that is all in capitals with capitals at the
// beginnings of its words only; other names stay.
func capitalised(name string) string {
	if name != strings.ToUpper(name) {
		return name
	}
	inWord := false
	return strings.Map(func(c rune) rune {
		first := !inWord
		inWord = unicode.IsLetter(c) || unicode.IsMark(c)
		if first {
			return c
		}
		return unicode.ToLower(c)
	}, name)
}
