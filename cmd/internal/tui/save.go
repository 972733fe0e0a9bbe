package tui

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/shimai/shimai/cmd/internal/answer"
)

// saveFormats are the extensions that a basket can be saved under.
var saveFormats = []string{answer.FormatMD, answer.FormatCSV, answer.FormatTSV, answer.FormatJSON}

// askPath asks under which name to save the basket.
func (m *Model) askPath() {
	if len(m.basket().units) == 0 {
		m.status, m.trouble = m.say("The basket is empty: there is nothing to save.", "候補かごが空のため、保存できません。"), true
		return
	}
	name := m.opts.File
	if name == "" {
		name = "shimai-" + strings.ReplaceAll(m.base.Labels.ID.At(int(m.town)), ":", "-") + "." + saveFormats[0]
	}
	m.prompt = &prompt{label: m.say("Save as (%s): ", "保存先(%s): ", "."+strings.Join(saveFormats, " .")), in: typed(name), accept: m.save}
}

// save writes the basket, after a question where the file is there already.
func (m *Model) save(path string) tea.Cmd {
	path = strings.TrimSpace(path)
	format := strings.ToLower(strings.TrimPrefix(filepath.Ext(path), "."))
	if !slices.Contains(saveFormats, format) {
		m.status, m.trouble = m.say("%s: the extension chooses the format; allowed are .%s", "%s: 拡張子で形式を指定してください。使えるのは .%s です", answer.Shorten(path), strings.Join(saveFormats, " .")), true
		return nil
	}
	m.opts.File = path
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return m.write(path, format)
	}
	m.prompt = &prompt{yesNo: true, label: m.say("%s is there already. Replace it? (y/n)", "%sは既にあります。上書きしますか(y/n)", path),
		accept: func(string) tea.Cmd { return m.write(path, format) }}
	return nil
}

func (m *Model) saved(msg savedMsg) {
	if msg.err != nil {
		m.complain(msg.err)
		return
	}
	if b := m.baskets[msg.town]; b != nil {
		b.saved = true
	}
	m.tell("%s", m.say("Saved: %s", "保存しました: %s", msg.path))
}
