package tui

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/cmd/internal/report"
	"github.com/shimai/shimai/data"
)

// Formats lists the extensions that a basket can be saved under: those of
// the report, and tables for spreadsheets.
func Formats() []string { return append(report.Formats(), answer.FormatCSV, answer.FormatTSV) }

// write saves the basket in the format of the extension.
func (m *Model) write(path, format string) tea.Cmd {
	o, a, town := m.opts, m.ask, m.town
	units := m.basket().units
	m.tell("%s", m.say("Writing %s ...", "%sを書き出しています…", path))
	return guard(func() tea.Msg {
		set, _, err := rulesFor(o.Desk, a, town)
		if err != nil {
			return savedMsg{town, path, err}
		}
		set.Members = units
		write, err := writer(m.ctx, o, a, town, set, format)
		if err == nil {
			err = o.Write(path, write)
		}
		return savedMsg{town, path, err}
	})
}

// writer makes ready what a file will hold.
func writer(ctx context.Context, o Options, a answer.Ask, town data.Unit, set answer.Set, format string) (func(io.Writer) error, error) {
	d := o.Desk
	if !slices.Contains(report.Formats(), format) {
		v, err := d.Portfolio(ctx, a, town, set)
		return func(w io.Writer) error { return v.Result().Write(w, format, 0) }, err
	}
	r, err := report.Build(ctx, d, report.Question{Ask: a, Town: town, Set: set})
	if err != nil {
		return nil, err
	}
	if err := o.Keep(r); err != nil {
		return nil, err
	}
	var p report.Printer
	p.World, err = d.World()
	return func(w io.Writer) error { return p.Write(ctx, w, r, format) }, err
}

// askPath asks under which name to save the basket.
func (m *Model) askPath() {
	if len(m.basket().units) == 0 {
		m.status, m.trouble = m.say("The basket is empty: there is nothing to save.", "候補かごが空のため、保存できません。"), true
		return
	}
	name := m.opts.File
	if name == "" {
		name = "shimai-" + strings.ReplaceAll(m.base.Labels.ID.At(int(m.town)), ":", "-") + "." + report.FormatHTML
	}
	m.prompt = &prompt{label: m.say("Save as (%s): ", "保存先(%s): ", "."+strings.Join(Formats(), " .")), in: typed(name), accept: m.save}
}

// save writes the basket, after a question where the file is there already.
func (m *Model) save(path string) tea.Cmd {
	path = strings.TrimSpace(path)
	format := strings.ToLower(strings.TrimPrefix(filepath.Ext(path), "."))
	if !slices.Contains(Formats(), format) {
		m.status, m.trouble = m.say("%s: the extension chooses the format; allowed are .%s", "%s: 拡張子で形式を指定してください。使えるのは .%s です", answer.Shorten(path), strings.Join(Formats(), " .")), true
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
