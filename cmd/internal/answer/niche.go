package answer

import (
	"slices"
	"strings"

	"github.com/shimai/shimai/data/names"
)

// nicheWords returns other words for the same thing, so that そば also finds
// what is known in English as buckwheat.
func nicheWords(word string) []string {
	fold := names.Fold(word)
	var out []string
	for line := range strings.Lines(nicheTable) {
		forms := strings.Split(strings.TrimSpace(line), ", ")
		if !slices.ContainsFunc(forms, func(f string) bool { return names.Fold(f) == fold }) {
			continue
		}
		for _, f := range forms {
			if names.Fold(f) != fold && !slices.Contains(out, f) {
				out = append(out, f)
			}
		}
	}
	return out
}

// nicheTable has one thing a line, in the words that Japanese towns and their
// partners use for it.
const nicheTable = `そば, 蕎麦, ソバ, buckwheat
紅花, べにばな, safflower
宿場, 宿場町, post town, relay station
門前町, 巡礼, pilgrimage
城下町, 城, castle
武家屋敷, 侍, samurai
和紙, 紙漉き, washi, paper making
陶磁器, 焼き物, 陶芸, ceramics, pottery, porcelain
漆器, 漆, lacquer, lacquerware
刃物, 包丁, cutlery, knives
金物, 金属加工, metalwork
鋳物, 鉄器, cast iron
織物, 機織り, textile, weaving
絹, 養蚕, 生糸, silk
藍染, 藍, indigo
綿, 木綿, cotton textile
竹細工, 竹, bamboo
木工, 家具, furniture, woodwork
人形, こけし, dolls
楽器, ピアノ, musical instruments
眼鏡, めがね, eyewear, spectacles
時計, watch, clock
ガラス, 硝子, glass
酒, 日本酒, 酒造, sake
ワイン, ぶどう酒, wine
ウイスキー, whisky
ビール, 地ビール, brewery
焼酎, 蒸留酒, spirits, distillery
茶, お茶, 緑茶, tea
りんご, リンゴ, apple orchard
みかん, 柑橘, citrus, mandarin
ぶどう, 葡萄, grape growing
梨, pear orchard
桃, peach orchard
さくらんぼ, cherry orchard
いちご, strawberry
オリーブ, olive oil
じゃがいも, 馬鈴薯, potato
たまねぎ, 玉ねぎ, onion
米, 稲作, 棚田, rice
小麦, wheat
うどん, noodles
てんさい, ビート, sugar beet
さとうきび, sugar cane
畜産, 牧畜, livestock, cattle
酪農, 牛乳, dairy
チーズ, cheese
馬, 競馬, horse breeding
羊, sheep farming
漁業, 漁港, 水産, fishery, fishing port
牡蠣, かき, oyster
真珠, pearl farming
捕鯨, 鯨, whaling
ため池, 溜池, irrigation pond, reservoir
水郷, 運河, canal, waterways
灯台, lighthouse
開港, 開港場, treaty port
造船, shipbuilding, shipyard
炭鉱, 石炭, coal mine, coal mining
鉱山, 銅山, 銀山, mining, mine
金山, 砂金, gold mine
製鉄, 鉄鋼, steel
自動車, car, automobile
宇宙, ロケット, space, rocket
天文台, 星空, observatory, stars
温泉, hot spring, spa
スキー, スキー場, ski
雪まつり, 雪, snow festival
国立公園, national park
ジオパーク, geopark
火山, volcano
桜, cherry blossom
ひまわり, sunflower
バラ, 薔薇, rose garden
ラベンダー, lavender
庭園, garden
祭り, 山車, folk festival
花火, fireworks
演劇, 歌舞伎, drama
映画, 映画祭, film
アニメ, 漫画, マンガ, animation, comics
サーキット, モータースポーツ, ラジコン, RC cars, motorsport
自転車, サイクリング, cycling
サーフィン, surfing
柔道, judo
マラソン, marathon
オリンピック, 五輪, Olympics
万博, world exposition
世界遺産, World Heritage
大学, 学園都市, university
震災, 津波, earthquake, tsunami
平和, 戦災, war damage
移民, 日系, Japanese emigrants
キリシタン, 南蛮, missionaries, Jesuit
`
