package answer

import (
	"strings"

	"github.com/shimai/shimai/data"
)

// SourceTitle names a source for the reader: as its publisher does, or in Japanese.
func (b *Base) SourceTitle(key, lang string) string {
	if ja, ok := sourcesJA()[key]; ok && lang == "ja" {
		return ja
	}
	return b.Manifest.Source(key).Title
}

// SourceDate words a date of the manifest, whose words are English.
func SourceDate(date, lang string) string {
	if lang != "ja" {
		return date
	}
	for _, w := range []struct{ prefix, after string }{{"about ", "年頃"}, {"since ", "年以降"}, {"to ", "年まで"}, {"version ", "版"}} {
		if rest, ok := strings.CutPrefix(date, w.prefix); ok {
			return rest + w.after
		}
	}
	switch date {
	case "not stated", "not dated":
		return "日付の記載なし"
	}
	return date
}

// LicenceWords words the terms of a source; names of licences stay as they are.
func LicenceWords(licence, lang string) string {
	if ja, ok := map[string]string{"public domain": "パブリックドメイン", "facts": "事実の記載", "attribution": "出典の明記", "own": "自治体の記録"}[licence]; ok && lang == "ja" {
		return ja
	}
	return licence
}

// sourcesJA gives Japanese names of the sources; those of own data have none.
func sourcesJA() map[string]string {
	return map[string]string{
		"airports": "空港と就航先数", "anchorages": "船舶の泊地", "breweries": "Open Brewery DB(醸造所)", "capitals": "各国の首都の変遷",
		"cepii": "CEPII GeoDist", "cldr": "Unicode CLDR(国・言語)", "creative_cities": "ユネスコ創造都市ネットワーク", "cru": "CRU CL 2.0(気候平年値)",
		"cyclones": "IBTrACS(熱帯低気圧の経路)", "deadly_quakes": "米国海洋大気庁(被害地震)", "early_printing": "初期印刷・大学・市の町",
		"embassies": "各国の在外公館一覧", "factbook": "CIAワールド・ファクトブック", "geonames": "GeoNames(地名データ)", "heritage_tags": "環境省・文化庁(国立公園・保存地区)",
		"jica": "国際協力機構(都道府県別移住者数)", "koppen": "ケッペン気候区分図(Rubelほか)", "localgovjp": "localgovjp(地方公共団体一覧)",
		"maff": "農林水産省(市町村別農業産出額)", "mines": "世界の鉱山", "mledoze": "mledoze/countries(地域・国境)", "mlit": "国土交通省(国土数値情報)",
		"mlit_areas": "国土交通省(国土数値情報 行政区域)", "motorsport": "世界選手権の開催サーキット", "natural_earth": "Natural Earth(海岸・湖・川・地形)",
		"natural_earth_map": "Natural Earth(地図)", "openskimap": "OpenSkiMap(スキー場)", "pantheon": "Pantheon(著名人の出生地)", "passport": "パスポート・インデックス(査証)",
		"power": "世界資源研究所(発電所)", "quakes6": "マグニチュード6以上の地震", "rgre2015": "ドイツRGRE(提携登録)", "seekers": "自治体国際化協会(提携希望一覧)",
		"ssdse": "統計センター SSDSE-A-2026", "steel": "Global Energy Monitor(製鉄所)", "themes": "歴史・特色の一覧(本プログラム作成)", "ties": "公開されている提携一覧(集約)",
		"tsunamis": "米国海洋大気庁(津波)", "unesco": "ユネスコ世界遺産一覧", "universities": "国際的な大学順位のある大学の所在地", "unmigrants": "国際連合(移民統計)",
		"unvotes": "国際連合総会の投票", "volcano": "米国海洋大気庁(火山)", "wd2016": "ウィキデータ(姉妹都市)", "wd2017de": "ウィキデータ(姉妹都市、ドイツ)",
		"wd2018eu": "ウィキデータ(姉妹都市、欧州)", "wd2022": "ウィキデータ(姉妹都市)", "wine_ava": "米国ワイン産地(AVA)", "wine_pdo": "EU原産地名称保護ワイン",
		"wof": "Who's On First(地名)", "wp2023": "英語版ウィキペディア(姉妹都市一覧)", "wp2026": "英語版ウィキペディア(姉妹都市一覧)", "wpi": "世界港湾索引(World Port Index)",
		data.SourceOwn: "自治体の記録",
	}
}
