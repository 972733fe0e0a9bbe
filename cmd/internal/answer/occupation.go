package answer

import "github.com/shimai/shimai/matcher"

// occupationWord names an occupation of the data, which is in English, for
// readers. One that has no Japanese here stays English.
func occupationWord(en string) matcher.Text {
	if ja, ok := occupationsJA()[en]; ok {
		return Both(en, ja)
	}
	return Both(en, en)
}

// occupationsJA gives the Japanese for every occupation of notable people in
// the data, in lower case.
func occupationsJA() map[string]string {
	return map[string]string{
		// Arts and letters.
		"actor": "俳優", "architect": "建築家", "artist": "芸術家", "chef": "料理人", "comedian": "コメディアン", "comic artist": "漫画家",
		"composer": "作曲家", "conductor": "指揮者", "critic": "批評家", "dancer": "舞踊家", "designer": "デザイナー",
		"fashion designer": "ファッションデザイナー", "film director": "映画監督", "game designer": "ゲームデザイナー", "journalist": "ジャーナリスト",
		"magician": "奇術師", "model": "モデル", "musician": "音楽家", "painter": "画家", "photographer": "写真家", "pornographic actor": "成人映画俳優",
		"presenter": "司会者", "producer": "プロデューサー", "sculptor": "彫刻家", "singer": "歌手", "writer": "作家", "celebrity": "著名人",
		// Learning and technology.
		"anthropologist": "人類学者", "archaeologist": "考古学者", "astronomer": "天文学者", "biologist": "生物学者", "chemist": "化学者",
		"computer scientist": "計算機科学者", "economist": "経済学者", "engineer": "技術者", "geographer": "地理学者", "geologist": "地質学者",
		"historian": "歴史学者", "inventor": "発明家", "linguist": "言語学者", "mathematician": "数学者", "philosopher": "哲学者", "physician": "医師",
		"physicist": "物理学者", "political scientist": "政治学者", "psychologist": "心理学者", "sociologist": "社会学者", "statistician": "統計学者",
		// Public life.
		"astronaut": "宇宙飛行士", "businessperson": "実業家", "companion": "著名人の家族", "diplomat": "外交官", "explorer": "探検家", "extremist": "過激派",
		"judge": "裁判官", "lawyer": "法律家", "mafioso": "マフィア", "military personnel": "軍人", "nobleman": "貴族", "pilot": "飛行家", "pirate": "海賊",
		"politician": "政治家", "public worker": "公職者", "religious figure": "宗教家", "social activist": "社会運動家",
		// Sports and games.
		"american football player": "アメリカンフットボール選手", "athlete": "陸上競技選手", "baseball player": "野球選手",
		"basketball player": "バスケットボール選手", "boxer": "ボクサー", "chessmaster": "チェス選手", "coach": "監督・コーチ", "cricketer": "クリケット選手",
		"cyclist": "自転車競技選手", "golfer": "ゴルファー", "gymnast": "体操選手", "hockey player": "ホッケー選手", "martial arts": "武道家",
		"mountaineer": "登山家", "racecar driver": "レーシングドライバー", "referee": "審判", "skater": "スケート選手", "skier": "スキー選手",
		"snooker": "スヌーカー選手", "soccer player": "サッカー選手", "swimmer": "競泳選手", "tennis player": "テニス選手", "wrestler": "レスラー",
	}
}
