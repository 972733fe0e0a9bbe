package matcher

import "github.com/shimai/shimai/data"

// tag is one yes-or-no property of a government that pairs can share.
type tag struct {
	criterion Criterion
	// name is that of the term in the weights.
	name  string
	label Text
	// theme is the theme key behind the tag, feature the near feature; at most one is set.
	theme   string
	feature data.Feature
	near    bool
	// within is how near the feature has to be in km, least the least value that counts.
	within, least float32
	source        string
}

func themed(c Criterion, name, en, ja string) tag {
	return tag{criterion: c, name: name, theme: name, label: Text{en, ja}, source: "themes"}
}

func nearby(c Criterion, name string, f data.Feature, within, least float32, en, ja string) tag {
	return tag{criterion: c, name: name, feature: f, near: true, within: within, least: least, label: Text{en, ja}, source: data.Features[f].Source}
}

func shaped(c Criterion, name, en, ja, source string) tag {
	return tag{criterion: c, name: name, label: Text{en, ja}, source: source}
}

// maxTags is the number of bits in a tag word.
const maxTags = 64

// tags lists every tag; the position is the bit. Labels complete "both …".
func tags() []tag {
	return []tag{
		shaped(Population, "seat", "are seats of a state or prefecture", "州・県の行政の中心", "geonames"),
		shaped(Population, "capital", "are national capitals", "首都", "geonames"),
		shaped(Geography, "coast", "lie on the sea", "海に面している", "natural_earth"),
		shaped(Geography, "island", "lie on an island", "島にある", "natural_earth"),
		shaped(Geography, "mountain", "lie among mountains", "山あいにある", "natural_earth"),
		shaped(Geography, "highland", "lie above 700 m", "標高700m以上の高地", "geonames"),
		shaped(Geography, "lake", "lie by a lake", "湖畔にある", "natural_earth"),
		shaped(Geography, "river", "lie by a river", "川沿いにある", "natural_earth"),
		shaped(Geography, "snow", "have snowy winters", "雪国", "cru"),
		shaped(Geography, "tropical", "know no winter", "常夏の地", "cru"),
		themed(History, "castle_walled", "are castle or walled towns", "城下町・城郭都市"),
		themed(History, "canal_water_town", "are canal or water towns", "運河・水郷の町"),
		themed(History, "former_capital", "were capitals", "かつての都"),
		themed(History, "hanseatic", "were Hanseatic towns", "ハンザ都市"),
		themed(History, "war_destroyed", "were destroyed in war and rebuilt", "戦災復興都市"),
		themed(History, "coal_mining", "grew on coal", "炭鉱の町"),
		themed(History, "metal_mining", "grew on metal mines", "鉱山の町"),
		themed(History, "pilgrimage", "are places of pilgrimage", "巡礼・門前の町"),
		themed(History, "treaty_port", "were treaty ports", "開港場"),
		themed(History, "portuguese_jesuit", "knew the Portuguese and the Jesuits", "南蛮・イエズス会ゆかりの地"),
		themed(History, "voc_dutch_trade", "traded with the Dutch company", "オランダ東インド会社ゆかりの地"),
		themed(History, "silk_road", "lie on the Silk Road", "シルクロードの町"),
		themed(History, "olympic_host", "hosted Olympic Games", "オリンピック開催地"),
		themed(History, "expo_host", "hosted a world exposition", "万博開催地"),
		themed(History, "whaling", "hunted whales", "捕鯨の町"),
		nearby(History, "early_printing", data.FeatureEarlyPrinting, 5, 0, "were early printing or fair towns", "初期の印刷・市の町"),
		themed(Trade, "shipbuilding", "build ships", "造船の町"),
		themed(Trade, "fishing_port", "are fishing ports", "漁港の町"),
		themed(Trade, "textile_silk", "make textiles or silk", "繊維・絹の町"),
		themed(Trade, "auto_city", "build cars", "自動車の町"),
		nearby(Trade, "steel", data.FeatureSteel, 12, 0, "have steelworks", "製鉄所がある"),
		nearby(Trade, "port", data.FeaturePort, 12, 0, "have a seaport", "港がある"),
		nearby(Trade, "mine", data.FeatureMine, 20, 0, "have mines", "鉱山がある"),
		themed(Trade, "ceramics", "make ceramics", "焼き物の町"),
		themed(Trade, "glass", "make glass", "ガラスの町"),
		themed(Trade, "cutlery_metalwork", "make cutlery and metalware", "刃物・金属加工の町"),
		themed(Trade, "eyewear_optics", "make spectacles and optics", "眼鏡・光学の町"),
		themed(Trade, "musical_instruments", "make musical instruments", "楽器の町"),
		themed(Trade, "watch_precision", "make watches and precision tools", "時計・精密機械の町"),
		themed(Trade, "tea", "grow tea", "お茶の産地"),
		themed(Trade, "wine", "make wine", "ワインの産地"),
		themed(Trade, "whisky_spirits", "distil spirits", "ウイスキー・蒸留酒の産地"),
		nearby(Trade, "geothermal", data.FeatureGeothermal, 20, 0, "use geothermal power", "地熱発電がある"),
		nearby(Trade, "hydro", data.FeatureHydro, 15, 0, "use water power", "水力発電がある"),
		nearby(Education, "university", data.FeatureUniversity, 8, 0, "have a ranked university", "有力大学がある"),
		themed(Culture, "spa_seed", "are spa towns", "温泉の町"),
		nearby(Culture, "ski", data.FeatureSki, 15, 3, "have ski areas", "スキー場がある"),
		nearby(Culture, "world_heritage", data.FeatureHeritage, 10, 0, "have a World Heritage site", "世界遺産がある"),
		nearby(Culture, "creative_city", data.FeatureCreativeCity, 5, 0, "are UNESCO Creative Cities", "ユネスコ創造都市"),
		nearby(Culture, "motorsport", data.FeatureMotorsport, 15, 0, "have a motor-racing circuit", "サーキットがある"),
		themed(Culture, "garden_flower", "are known for gardens or flowers", "庭園・花の町"),
		themed(Culture, "festival_animation_film", "hold film or animation festivals", "映画・アニメの町"),
		themed(Culture, "film_music_composer", "are known for music or film", "音楽・映画ゆかりの地"),
		themed(Culture, "space", "work on space flight", "宇宙の町"),
		nearby(Disaster, "tsunami", data.FeatureTsunami, 30, 2, "have met a tsunami", "津波を経験した"),
		nearby(Disaster, "volcano", data.FeatureVolcano, 30, 0, "live by an active volcano", "火山のふもと"),
		themed(Disaster, "quake_tsunami_memory", "keep the memory of an earthquake or tsunami", "震災の記憶を伝える"),
		themed(Disaster, "volcano_disaster_memory", "keep the memory of an eruption", "噴火災害の記憶を伝える"),
		nearby(Disaster, "cyclone", data.FeatureCyclone, 100, 0, "lie in the path of tropical storms", "台風・ハリケーンの通り道"),
		nearby(Access, "airport", data.FeatureAirport, 60, 10, "have an airport with ten or more destinations", "主要空港が近い"),
	}
}
