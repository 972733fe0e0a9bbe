package answer

import "github.com/shimai/shimai/matcher"

// farmItem names a farm product of Japan's statistics in both languages. The
// statistics write it in Japanese; an item that has no English here stays so.
func farmItem(item string) matcher.Text {
	if en, ok := farmItems()[item]; ok {
		return Both(en, item)
	}
	return Both(item, item)
}

// farmItems gives the English for every item that the statistics rank first
// somewhere.
func farmItems() map[string]string {
	return map[string]string{
		// Grain, beans, roots and sugar.
		"米": "rice", "小麦": "wheat", "二条大麦": "two-row barley", "そば": "buckwheat", "大豆": "soybeans", "小豆": "adzuki beans",
		"ばれいしょ": "potatoes", "かんしょ": "sweet potatoes", "さといも": "taro", "やまのいも": "yams", "こんにゃくいも": "konjac",
		"てんさい": "sugar beet", "さとうきび": "sugar cane",
		// Vegetables.
		"いちご": "strawberries", "きゅうり": "cucumbers", "すいか": "watermelons", "たまねぎ": "onions", "だいこん": "daikon radish",
		"なす": "aubergines", "にんじん": "carrots", "ねぎ": "spring onions", "はくさい": "Chinese cabbage", "ほうれんそう": "spinach",
		"キャベツ": "cabbage", "トマト": "tomatoes", "ピーマン": "green peppers", "ブロッコリー": "broccoli", "メロン": "melons", "レタス": "lettuce",
		// Fruit.
		"うめ": "Japanese apricots", "おうとう": "cherries", "かき": "persimmons", "くり": "chestnuts", "すもも": "plums", "びわ": "loquats",
		"ぶどう": "grapes", "みかん": "mandarins", "もも": "peaches", "りんご": "apples", "キウイフルーツ": "kiwi fruit", "パインアップル": "pineapples",
		"日本なし": "Japanese pears", "西洋なし": "European pears",
		// Tea and flowers.
		"荒茶": "crude tea", "茶（生葉）": "tea leaves", "花き": "flowers", "加工農産物": "processed farm products",
		// Animals.
		"生乳": "milk", "乳牛": "dairy cattle", "肉用牛": "beef cattle", "豚": "pigs", "鶏卵": "eggs", "ブロイラー": "broiler chickens",
	}
}
