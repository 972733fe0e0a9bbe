package tui

import (
	"strconv"
	"strings"

	"github.com/shimai/shimai/matcher"
)

// keysLine is the help line of the page.
func (m *Model) keysLine() string {
	switch {
	case m.base == nil:
		return m.say("q quit", "q 終了")
	case m.about:
		return m.say("Up/Down scroll  any other key goes back", "上下 移動  その他のキーで戻る")
	case m.help:
		return m.say("any key goes back", "いずれかのキーで戻る")
	case m.prompt != nil && m.prompt.yesNo:
		return m.say("y yes  n no", "y はい  n いいえ")
	case m.prompt != nil:
		return m.say("Enter accept  Esc cancel", "Enter 決定  Esc 取消")
	}
	const en, ja = "  1-5 pages  / town  ? help  q quit", "  1-5 画面  / 検索  ? 操作  q 終了"
	switch m.page {
	case pageSearch:
		return m.say("type a name  Up/Down choose  Enter take  Esc back  Ctrl-C quit", "名称を入力  上下 選択  Enter 決定  Esc 戻る  Ctrl-C 終了")
	case pageWhy:
		return m.say("Up/Down scroll  n/p next  Space basket"+en, "上下 移動  n/p 次・前  スペース かご"+ja)
	case pageWeights:
		return m.say("Arrows change  x off  r reset"+en, "矢印 変更  x 除外  r 初期値"+ja)
	case pageMap:
		return m.say("Up/Down choose  +/- zoom  Space basket"+en, "上下 選択  +/- 拡大  スペース かご"+ja)
	case pageBasket:
		return m.say("d take out  f propose  s save  Enter why"+en, "d 外す  f 提案  s 保存  Enter 理由"+ja)
	}
	return m.say("Up/Down choose  Enter why  Space basket"+en, "上下 選択  Enter 理由  スペース かご"+ja)
}

// helpView lists all keys.
func (m *Model) helpView() []line {
	rows := [...][2]string{
		{"1-5, Tab", m.say("open a page: list, why, weights, map, basket", "画面の切替: 一覧、理由、重み、地図、候補かご")},
		{"/", m.say("look for another town", "別の自治体を検索")},
		{"w", m.say("look for a candidate: why, or why not", "候補を名称で検索(順位の理由、一覧にない理由)")},
		{"Up Down PgUp PgDn", m.say("move in a list or a text (also j k g G)", "一覧・文章の移動(j k g G も可)")},
		{"Space", m.say("put the candidate into the basket, or take it out", "候補かごに入れる・外す")},
		{"f", m.say("on the basket: propose the set that serves the town best", "候補かご画面: 最適な組み合わせを提案")},
		{"Left Right, x, r", m.say("on the weights: change, switch off, back to the start", "重み画面: 変更、除外、初期値に戻す")},
		{"+ -", m.say("on the map: enlarge, reduce", "地図画面: 拡大、縮小")},
		{"i", m.say("about: the town, what the list leaves out, data, run id", "概要: 自治体、省略したもの、データ、実行番号、コマンド")},
		{"s", m.say("save the basket to a file", "候補かごをファイルに保存")},
		{"L", m.say("日本語 (Japanese)", "English(英語表示)")},
		{"q, Ctrl-C", m.say("quit", "終了")},
	}
	var out []line
	for _, r := range rows {
		out = append(out, line{{m.pen.cell(r[0], 20), accent}, {r[1], plain}})
	}
	return out
}

// aboutView shows h lines about the list.
func (m *Model) aboutView(h int) []line {
	lines := m.aboutLines()
	return m.window(lines, max(0, min(m.aboutAt, len(lines)-h)), h)
}

// aboutLines tells what is known of the town, what the list leaves out and
// rests on, and the command that gives the same list.
func (m *Model) aboutLines() []line {
	if m.list.view.Base == nil {
		return []line{words(faint, m.say("Comparing governments ...", "自治体を比較しています…"))}
	}
	doc := m.list.view.Result().Doc
	var out []line
	for _, text := range doc.Above {
		out = append(out, m.pen.wrap(plain, text, m.w, "", "  ")...)
	}
	out = append(out, nil)
	for _, text := range doc.Below {
		out = append(out, m.pen.wrap(plain, text, m.w, "", "  ")...)
	}
	out = append(out, nil, words(plain, m.say("The same list as a command:", "同じ一覧を表示するコマンド:")))
	return append(out, m.pen.wrap(strong, m.command(), m.w, "  ", "    ")...)
}

// command is the command line that gives the list as it is now.
func (m *Model) command() string {
	cfg := m.ask.Config
	parts := []string{"shimai recommend", m.base.Labels.ID.At(int(m.town))}
	if len(cfg.To) > 0 {
		parts = append(parts, "--to", strconv.Quote(strings.Join(cfg.To, ",")))
	}
	parts = append(parts, "-n", strconv.Itoa(cfg.N))
	if m.ask.OwnPerCountry {
		parts = append(parts, "--per-country", strconv.Itoa(cfg.PerCountry))
	}
	if cfg.By != string(matcher.Balanced) {
		parts = append(parts, "--by", cfg.By)
	}
	if m.ask.Parts {
		parts = append(parts, "--include-parts")
	}
	for _, c := range matcher.Criteria() {
		if w := m.weight(c); w != 1 {
			parts = append(parts, "--weight", string(c)+"="+strconv.FormatFloat(w, 'g', -1, 64))
		}
	}
	return strings.Join(append(parts, m.opts.Also...), " ")
}
