package cli

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
		"anchorage cells of the largest":                  both("%s anchorage cells in the largest", "最大の泊地は%s区画"),
		"destinations of the best-connected (about 2014)": both("%s destinations from the best-connected (about 2014)", "最多就航先数%s(2014年頃)"),
		"km of downhill runs, summed":                     both("%s km of downhill runs in all", "滑走コース計%skm"),
		"last year as capital":                            both("last known as capital in %s", "首都だった最後の年 %s年"),
		"year":                                            both("year %s", "%s年"),
		"largest magnitude":                               both("up to magnitude %s", "最大M%s"),
		"deaths of the worst":                             both("%s deaths in the worst", "最多の死者%s人"),
		"greatest height in metres":                       both("up to %s m high", "最大波高%sm"),
		"GWh a year, summed":                              both("%s GWh a year in all", "年間計%sGWh"),
		"thousand tonnes a year, summed":                  both("%s thousand tonnes a year in all", "年間計%s千トン"),
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
		out = append(out, fmt.Sprintf(both("%s (%s)", "%s(%s)").In(lang), capitalised(name), kind))
	}
	return strings.Join(out, ", ")
}

// landforms names the kinds of landforms in the data.
func landforms() map[string]matcher.Text {
	return map[string]matcher.Text{
		"Basin": both("basin", "盆地"), "Coast": both("coast", "海岸"), "Delta": both("delta", "三角州"), "Depression": both("depression", "凹地"),
		"Desert": both("desert", "砂漠"), "Foothills": both("foothills", "山麓"), "Gorge": both("gorge", "峡谷"), "Island": both("island", "島"),
		"Island group": both("islands", "諸島"), "Isthmus": both("isthmus", "地峡"), "Lake": both("lake", "湖"), "Lowland": both("lowland", "低地"),
		"Pen/cape": both("peninsula or cape", "半島・岬"), "Plain": both("plain", "平野"), "Plateau": both("plateau", "高原"),
		"Range/mtn": both("mountains", "山地"), "Tundra": both("tundra", "ツンドラ"), "Valley": both("valley", "谷"), "Wetlands": both("wetlands", "湿地"),
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
