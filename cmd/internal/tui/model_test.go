package tui

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/config"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
	"github.com/shimai/shimai/data/local"
	"github.com/shimai/shimai/index"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/portfolio"
)

var update = flag.Bool("update", false, "rewrite the golden screens with what is drawn now")

// testDesk is a desk over the embedded data, without an index and a local store.
var testDesk = sync.OnceValue(func() *answer.Desk {
	return answer.NewDesk(answer.DeskOptions{
		Open: func() (*data.Store, error) { return data.Open(layers.FS) },
		Tell: func(matcher.Text) {}, Kept: func(func(*local.Store) error) {}, Version: "test",
	})
})

// shown is a model with made-up answers: what is drawn must not depend on how
// the real ones score.
func shown(t *testing.T, lang string, w, h int) *Model {
	t.Helper()
	desk := testDesk()
	base, err := desk.Base()
	require.NoError(t, err)
	st, err := desk.Data()
	require.NoError(t, err)
	land, err := st.Land()
	require.NoError(t, err)
	m := NewModel(t.Context(), Options{Desk: desk, Ask: answer.Ask{Lang: lang, Config: config.Config{N: 20, PerCountry: 3, By: "balanced", Weights: map[string]float64{"climate": 2, "name": 0}}}})
	m.base, m.land, m.index.ready = base, land, true
	m.Update(tea.WindowSizeMsg{Width: w, Height: h})
	m.town = unit(t, "jp:01635")
	m.page = pageList
	list := []matcher.Candidate{
		candidate(t, 1, "gn:6058560", 5281), candidate(t, 2, "gn:5892532", 5025), candidate(t, 3, "gn:2177091", 4444),
		candidate(t, 4, "gn:6204696", 4012), candidate(t, 5, "gn:3093133", 3333), candidate(t, 6, "gn:3067696", 3050),
	}
	m.answered(rankedMsg{town: m.town, view: answer.Recommendation{Base: base, Lang: lang, Ranking: matcher.Ranking{Town: m.town, Candidates: list, Considered: 151418}}})
	units := []data.Unit{list[0].Unit, list[4].Unit, list[5].Unit}
	m.basket().units = units
	canada, ok := base.Countries.ByCode("CA")
	require.True(t, ok)
	m.answered(comparedMsg{town: m.town, units: units, view: answer.PortfolioView{Base: base, Lang: lang, Portfolio: set(m.town, list[0], list[4], list[5])},
		rules: portfolio.Rules{Min: 4, Max: 8, PerCountry: 1, Continents: 2}, taken: []data.Country{canada}})
	m.why.of = list[0].Unit
	m.answered(explainedMsg{town: m.town, candidate: list[0].Unit, view: answer.Explanation{Base: base, Lang: lang, Town: m.town,
		Placement: matcher.Placement{Candidate: list[0], Of: 151418, Shown: true, Listed: 1}, Back: candidate(t, 1, "jp:01635", 5100)}})
	return m
}

// set is a made-up portfolio of the members.
func set(town data.Unit, members ...matcher.Candidate) portfolio.Portfolio {
	p := portfolio.Portfolio{Town: town, ByHand: true, Considered: 151418, Purposes: []portfolio.Coverage{{Purpose: portfolio.Education, Weight: 1, Points: 8000, By: 0, Revive: -1, Filled: -1}}}
	for i, c := range members {
		p.Members = append(p.Members, portfolio.Member{Candidate: c, Continent: "NA", Role: portfolio.Education, HasRole: i == 0, Loss: portfolio.Loss{Points: 900}})
	}
	return p
}

func unit(t *testing.T, id string) data.Unit {
	t.Helper()
	r, err := testDesk().Resolver()
	require.NoError(t, err)
	u, err := r.Resolve(id)
	require.NoError(t, err)
	return u
}

// candidate is made up but for the unit.
func candidate(t *testing.T, rank int, id string, fit matcher.Points) matcher.Candidate {
	t.Helper()
	name, climate := answer.Both("names that sound alike", "名称の読みが似ている"), answer.Both("both have snowy winters", "ともに冬に雪が多い")
	return matcher.Candidate{
		Unit: unit(t, id), Rank: rank, Interval: matcher.Interval{Low: rank, High: rank + 2}, Fit: fit, Openness: 7400, Confidence: 0.82, Distance: 6946,
		TheirRank: &matcher.Standing{Rank: 3 * rank, Of: 1741},
		Lines: []matcher.Line{
			{Criterion: matcher.Name, Points: fit / 2, Max: 4000, Known: true, Lift: 2, Evidence: []matcher.Evidence{{Text: name, Source: "geonames", Strength: 100}}},
			{Criterion: matcher.Climate, Points: fit - fit/2, Max: 6000, Known: true, Evidence: []matcher.Evidence{{Text: climate, Source: "geonames", Strength: 300}}},
		},
		OpenLines: []matcher.Line{{Criterion: matcher.Free, Points: 7400, Max: 10000, Known: true, Evidence: []matcher.Evidence{{Text: answer.Both("no tie with Japan is known", "日本との既知の提携なし"), Source: "geonames"}}}},
		Flags:     []matcher.Flag{{Key: "part_of", Text: answer.Both("probably part of a larger city", "大都市の一部とみられる")}},
	}
}

// text is the screen as a terminal without colour shows it.
func text(m *Model) string {
	var b strings.Builder
	for _, l := range m.screen() {
		b.WriteString(strings.TrimRight(m.pen.print(l, m.w, nil), " ") + "\n")
	}
	return b.String()
}

// screens draws every page.
func screens(t *testing.T, lang string, w, h int) string {
	t.Helper()
	var b strings.Builder
	add := func(title string, m *Model) { fmt.Fprintf(&b, "=== %s\n%s", title, text(m)) }
	m := shown(t, lang, w, h)
	for i, title := range []string{"list", "why", "weights", "map", "basket"} {
		m.page = pages[i]
		add(title, m)
	}
	m.page, m.zoom = pageMap, 2
	add("map enlarged", m)
	m.help = true
	add("help", m)
	m.help, m.about = false, true
	add("about", m)
	m.about = false
	m.page = pageBasket
	m.askPath()
	add("save", m)
	m.prompt = nil
	m.openSearch(false)
	add("search", m)
	m.search.in = typed("Hamilton")
	m.search.task.running = true
	m.answered(foundMsg{"Hamilton", []index.Match{{Unit: unit(t, "gn:5969782")}, {Unit: unit(t, "gn:2190324"), Name: "Kirikiriroa"}}, nil})
	add("found", m)
	return b.String()
}

func TestScreens(t *testing.T) {
	for _, lang := range []string{"en", "ja"} {
		for _, size := range [][2]int{{80, 24}, {120, 40}} {
			t.Run(fmt.Sprintf("%s-%dx%d", lang, size[0], size[1]), func(t *testing.T) {
				got := screens(t, lang, size[0], size[1])
				path := filepath.Join("testdata", fmt.Sprintf("screens-%s-%dx%d.txt", lang, size[0], size[1]))
				if *update {
					require.NoError(t, os.WriteFile(path, []byte(got), 0o600))
				}
				want, err := os.ReadFile(path)
				require.NoError(t, err)
				if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
					t.Errorf("the screens changed; look at them, and rewrite %s with -update (-old +new):\n%s", path, diff)
				}
			})
		}
	}
}

// TestNoLineIsTooLong draws every page at many sizes, also too small ones. The
// wider measure is that of a terminal that gives ambiguous characters two columns.
func TestNoLineIsTooLong(t *testing.T) {
	for _, lang := range []string{"en", "ja"} {
		m := shown(t, lang, 80, 24)
		m.page = pageBasket
		m.tell("%s", strings.Repeat("Łódź·長い名前 ", 40))
		for _, size := range [][2]int{{1, 1}, {10, 3}, {40, 10}, {72, 20}, {79, 24}, {80, 24}, {97, 30}, {116, 24}, {120, 40}, {200, 60}} {
			m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			for p := pageSearch; p <= pageBasket; p++ {
				m.page = p
				lines := strings.Split(strings.TrimSuffix(text(m), "\n"), "\n")
				assert.Len(t, lines, size[1], "%s: page %d at %v fills the screen", lang, p, size)
				for _, l := range lines {
					assert.LessOrEqual(t, answer.Ruler(lang).StringWidth(l), size[0], "%s: page %d at %v: %q", lang, p, size, l)
				}
				if c := m.View().Cursor; c != nil {
					assert.True(t, c.X < size[0] && c.Y < size[1], "the cursor is on the screen of %v", size)
				}
			}
		}
	}
}

func press(m *Model, keys ...string) tea.Cmd {
	special := map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "tab": tea.KeyTab, "backspace": tea.KeyBackspace}
	var last tea.Cmd
	for _, k := range keys {
		msg := tea.KeyPressMsg{Code: []rune(k)[0], Text: k}
		switch {
		case k == "space":
			msg = tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}
		case k == "ctrl+c":
			msg = tea.KeyPressMsg{Code: 'c', Mod: tea.ModCtrl}
		case special[k] != 0:
			msg = tea.KeyPressMsg{Code: special[k]}
		}
		_, last = m.Update(msg)
	}
	return last
}

// TestAnyKeysLeaveAScreen presses keys at random in terminals of any size: each
// time there is a screen that fits, and the weights stay within their bounds.
func TestAnyKeysLeaveAScreen(t *testing.T) {
	keys := []string{"1", "2", "3", "4", "5", "up", "down", "left", "right", "enter", "esc", "tab", "space", "backspace", "/", "w", "s", "f", "i", "?", "L", "q", "y", "n", "r", "x", "d", "g", "G", "+", "-", "p", "新", "é", "."}
	fresh := map[string]*Model{"en": shown(t, "en", 80, 24), "ja": shown(t, "ja", 80, 24)}
	rapid.Check(t, func(rt *rapid.T) {
		m := *fresh[rapid.SampledFrom([]string{"en", "ja"}).Draw(rt, "lang")]
		m.baskets = map[data.Unit]*basket{m.town: {units: m.partners.units}}
		m.Update(tea.WindowSizeMsg{Width: rapid.IntRange(1, 160).Draw(rt, "w"), Height: rapid.IntRange(1, 50).Draw(rt, "h")})
		for _, k := range rapid.SliceOfN(rapid.SampledFrom(keys), 1, 40).Draw(rt, "keys") {
			press(&m, k)
			m.View()
			rows := m.screen()
			if len(rows) != m.h {
				rt.Fatalf("after %q: %d lines on a screen of %d", k, len(rows), m.h)
			}
			for _, l := range rows {
				if got := answer.Ruler(m.ask.Lang).StringWidth(m.pen.print(l, m.w, nil)); got > m.w {
					rt.Fatalf("after %q: a line of %d columns on a screen of %d", k, got, m.w)
				}
			}
		}
		for c, w := range m.ask.Config.Weights {
			if w < 0 || w > 100 {
				rt.Fatalf("%s weighs %g", c, w)
			}
		}
	})
}

func TestQuitAsksForTheBasketOnly(t *testing.T) {
	m := shown(t, "en", 80, 24)
	assert.Nil(t, press(m, "q"), "the basket would be lost")
	require.NotNil(t, m.prompt)
	press(m, "n")
	assert.Nil(t, m.prompt)
	press(m, "q")
	assert.Equal(t, tea.Quit(), press(m, "y")())
	m.basket().saved = true
	assert.Equal(t, tea.Quit(), press(m, "q")())
	m.basket().saved = false
	assert.Equal(t, tea.Quit(), press(m, "ctrl+c")(), "Ctrl-C asks nothing")
	assert.ErrorIs(t, m.failed, errInterrupted)
}

func TestBasketHoldsEight(t *testing.T) {
	m := shown(t, "en", 80, 24)
	m.basket().units = nil
	for u := range data.Unit(mostMembers) {
		m.put(u)
	}
	require.Len(t, m.basket().units, mostMembers)
	m.put(mostMembers)
	assert.Len(t, m.basket().units, mostMembers)
	assert.True(t, m.trouble)
	m.put(0)
	assert.NotContains(t, m.basket().units, data.Unit(0), "a second time takes it out")
}

func TestQuotas(t *testing.T) {
	m := shown(t, "en", 80, 24)
	kept := func() []bool {
		var out []bool
		for _, c := range m.checks() {
			out = append(out, c.kept)
		}
		return out
	}
	assert.Equal(t, []bool{false, false, true}, kept(), "three members, one of which is a second Canadian beside the known partner")
	m.partners.taken = nil
	m.basket().units = append(m.basket().units, unit(t, "gn:6204696"))
	assert.Equal(t, []bool{true, true, true}, kept())
	m.basket().units = []data.Unit{unit(t, "gn:3093133"), unit(t, "gn:3067696")}
	assert.Equal(t, []bool{false, true, false}, kept(), "one continent")
	m.partners.rules.PerCountry = 0
	m.basket().units = []data.Unit{unit(t, "gn:6058560"), unit(t, "gn:5892532")}
	assert.Equal(t, []bool{false, true, false}, kept(), "0 is no limit")
}

func TestWeightsMoveByStepsAndKeepTheirBounds(t *testing.T) {
	assert.InDelta(t, 1.5, next(1, true), 0)
	assert.InDelta(t, 1.0, next(0.8, true), 0)
	assert.InDelta(t, 0.75, next(0.8, false), 0)
	assert.InDelta(t, 0, next(0, false), 0)
	assert.InDelta(t, 100, next(100, true), 0, "a weight of the configuration may lie above the steps")
	assert.InDelta(t, 10, next(100, false), 0)
	assert.Equal(t, 0, perCountry(mostPerCountry, true), "no limit lies above all")
	assert.Equal(t, mostPerCountry, perCountry(0, false))
	assert.Equal(t, 1, perCountry(1, false))
	for _, o := range orders {
		assert.Equal(t, o, turned(turned(o, true), false))
	}
}

func TestAskedOnceAtATime(t *testing.T) {
	m := shown(t, "en", 80, 24)
	m.page = pageWeights
	before := m.ask.Config.Weights
	first := press(m, "down", "right")
	require.NotNil(t, first)
	assert.True(t, m.list.task.running)
	for range 5 {
		press(m, "right")
	}
	assert.True(t, m.list.task.again, "five further keys are one further question")
	assert.NotContains(t, before, "population", "commands that run keep the weights they were given")
	assert.InDelta(t, 10, m.ask.Config.Weights["population"], 0)
	require.NotNil(t, m.answered(rankedMsg{town: m.town, err: errors.New("too late")}))
	assert.True(t, m.list.task.running)
	assert.False(t, m.list.task.again)
}

func TestInputEditsLine(t *testing.T) {
	m := shown(t, "ja", 80, 24)
	m.openSearch(false)
	m.Update(tea.PasteMsg{Content: "北海道\n新得町"})
	assert.Equal(t, "北海道 新得町", m.search.in.String(), "a line break becomes a space")
	assert.Equal(t, m.pen.width(m.searchLabel())+13, m.View().Cursor.X, "the cursor stands behind the last character, for input methods")
	press(m, "backspace", "left", "left")
	press(m, "新")
	assert.Equal(t, "北海道 新新得", m.search.in.String())
	m.search.in.insert(strings.Repeat("あ", 500))
	assert.Len(t, m.search.in.runes, maxTyped)
	shownText, x := m.search.in.window(m.pen, 20)
	assert.LessOrEqual(t, m.pen.width(shownText), 20)
	assert.Less(t, x, 20)
}

// TestPanicsBecomeErrors: a command that fails must leave the terminal in order.
func TestPanicsBecomeErrors(t *testing.T) {
	m := shown(t, "en", 80, 24)
	var none *Model
	msg := guard(func() tea.Msg { return none.town })()
	assert.Equal(t, tea.Quit(), m.answered(msg)())
	assert.ErrorContains(t, m.failed, "internal error")
}
