package wish_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
	"github.com/shimai/shimai/index"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/model"
	"github.com/shimai/shimai/matcher/wish"
)

type world struct {
	*wish.Reader
	engine  *matcher.Engine
	units   *data.Units
	resolve *index.Resolver
}

var theWorld = sync.OnceValues(func() (w world, err error) {
	st, err := data.Open(layers.FS)
	if err != nil {
		return w, err
	}
	weights, err := model.Default()
	if err != nil {
		return w, err
	}
	if w.units, err = st.Units(); err != nil {
		return w, err
	}
	if w.engine, err = matcher.New(st, weights); err != nil {
		return w, err
	}
	w.resolve = index.NewResolver(st)
	w.Reader, err = wish.New(w.engine, st)
	return w, err
})

func open(t *testing.T) world {
	t.Helper()
	w, err := theWorld()
	require.NoError(t, err)
	return w
}

func (w world) unit(t *testing.T, name string) data.Unit {
	t.Helper()
	u, err := w.resolve.Resolve(name)
	require.NoError(t, err)
	return u
}

func TestFind(t *testing.T) {
	w := open(t)
	for _, tt := range []struct {
		place string
		must  wish.Must
		want  wish.Answer
	}{
		{"Nice, France", wish.Must{Have: wish.Airport, Within: 20}, wish.Yes},
		{"Nice, France", wish.Must{Have: wish.Coast, Within: 5}, wish.Yes},
		{"Nice, France", wish.Must{Have: wish.Snow}, wish.No},
		{"Asahikawa, Hokkaido", wish.Must{Have: wish.Snow}, wish.Yes},
		{"Naha, Okinawa", wish.Must{Have: wish.Snow}, wish.No},
		{"Nice, France", wish.Must{Have: wish.Hemisphere, South: true}, wish.No},
		{"Nice, France", wish.Must{Have: wish.Language, Languages: []string{"fr"}}, wish.Yes},
		{"Nice, France", wish.Must{Have: wish.OtherLanguage, Languages: []string{"fr"}}, wish.No},
		{"Nice, France", wish.Must{Have: wish.Population, Min: 100_000}, wish.Yes},
		{"Nice, France", wish.Must{Have: wish.Population, Max: 100_000}, wish.No},
		{"Nice, France", wish.Must{Have: wish.Theme, Theme: "whaling"}, wish.Unknown},
		{"Dunedin, New Zealand", wish.Must{Have: wish.Hemisphere, South: true}, wish.Yes},
		{"Zermatt, Switzerland", wish.Must{Have: wish.Ski, Within: 15}, wish.Yes},
		{"Zermatt, Switzerland", wish.Must{Have: wish.Mountain}, wish.Yes},
		{"Zermatt, Switzerland", wish.Must{Have: wish.Coast, Within: 50}, wish.No},
		{"Zermatt, Switzerland", wish.Must{Have: wish.Port, Within: 12}, wish.No},
		{"Alice Springs, Australia", wish.Must{Have: wish.Ski, Within: 30}, wish.No},
		{"Honolulu, Hawaii, US", wish.Must{Have: wish.Flights}, wish.Yes},
		{"Honolulu, Hawaii, US", wish.Must{Have: wish.Island}, wish.Yes},
		{"jp:13104", wish.Must{Have: wish.Flights}, wish.Unknown},
		{"Quito, Ecuador", wish.Must{Have: wish.WorldHeritage, Within: 10}, wish.Yes},
	} {
		f := w.Find(tt.must, w.unit(t, tt.place))
		words := tt.must.Words()
		assert.Equal(t, tt.want, f.Answer, "%s: %s", tt.place, words.EN)
		assert.Equal(t, tt.want == wish.Unknown, f.Evidence.Text.EN == "", "%s: %s rests on a fact", tt.place, words.EN)
		assert.Equal(t, f.Evidence.Text.EN == "", f.Evidence.Source == "", "a fact has a source")
		assert.NotEmpty(t, words.EN)
		assert.NotEmpty(t, words.JA)
	}
}

// What is not known keeps nobody out unless that was asked for, and then under
// a rule of its own.
func TestBar(t *testing.T) {
	w := open(t)
	must := wish.Must{Have: wish.University, Within: 8}
	bars := func(m ...wish.Must) *matcher.Bars {
		b := matcher.NewBars(w.units.Len())
		require.NoError(t, w.Bar(b, m))
		return b
	}
	keep, strict := bars(must), must
	strict.ExcludeUnknown = true
	exclude := bars(strict)
	require.Len(t, keep.Rules(), 1)
	require.Len(t, exclude.Rules(), 2)
	out := 0
	for u := range w.units.Len() {
		a := w.Find(must, data.Unit(u)).Answer
		_, kept := keep.Of(data.Unit(u))
		rule, gone := exclude.Of(data.Unit(u))
		require.Equal(t, a == wish.No, kept)
		require.Equal(t, a != wish.Yes, gone)
		if a == wish.Unknown {
			require.Equal(t, "brief.must.unknown", rule.Key)
			out++
		}
	}
	assert.Positive(t, out)
}

func TestRemarksNameWhatIsNotKnown(t *testing.T) {
	w := open(t)
	u := w.unit(t, "Zermatt, Switzerland")
	flags := w.Remarks([]wish.Must{{Have: wish.HotSpring}, {Have: wish.Ski, Within: 15}}, u)
	require.Len(t, flags, 1)
	assert.Equal(t, matcher.Flag{Key: "must_unknown", Text: matcher.Text{EN: "not known: hot springs", JA: "不明: 温泉"}}, flags[0])
}
