package survey_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
	"github.com/shimai/shimai/matcher/survey"
)

func open(t *testing.T) *data.Store {
	t.Helper()
	st, err := data.Open(layers.FS)
	require.NoError(t, err)
	return st
}

func TestCoverageOfJapan(t *testing.T) {
	t.Parallel()
	st := open(t)
	got, err := survey.Coverage(st, "JP")
	require.NoError(t, err)

	governments := map[data.Kind]int{
		data.KindPrefecture: 47, data.KindCity: 792, data.KindWard: 23, data.KindTown: 743, data.KindVillage: 183,
	}
	require.Len(t, got.Kinds, len(governments))
	ties := 0
	for _, k := range got.Kinds {
		assert.Equal(t, governments[k.Kind], k.Governments, k.Kind)
		reported, ok := got.Reported.Of(k.Kind)
		require.True(t, ok, k.Kind)
		assert.Positive(t, k.WithTie, k.Kind)
		assert.LessOrEqual(t, k.WithTie, k.Ties, k.Kind)
		assert.LessOrEqual(t, k.WithTie, reported+5, "%s: more governments with ties than CLAIR knows is a sign of false matches", k.Kind)
		ties += k.Ties
	}
	assert.Equal(t, got.Ties, ties, "ties by kind")
	assert.Equal(t, got.Ties, sumPartners(got.Partners), "ties by partner country")
	assert.Greater(t, got.Ties, 1200)
	assert.Less(t, got.Ties, 1751, "the register is a part of CLAIR's")
	assert.Equal(t, "US", got.Partners[0].Country)
	assert.Equal(t, "CN", got.Partners[1].Country)
	for i, p := range got.Partners {
		assert.NotEqual(t, "JP", p.Country)
		assert.LessOrEqual(t, p.Governments, p.Ties, p.Country)
		if i > 0 {
			assert.GreaterOrEqual(t, got.Partners[i-1].Ties, p.Ties)
		}
	}
	assert.NotEmpty(t, got.OtherUnknown)
	assert.NotEmpty(t, got.WorldUnknown)
}

func sumPartners(list []survey.PartnerCount) int {
	sum := 0
	for _, p := range list {
		sum += p.Ties
	}
	return sum
}

func TestReportedFiguresStayAsPublished(t *testing.T) {
	t.Parallel()
	got, err := survey.Coverage(open(t), "JP")
	require.NoError(t, err)
	require.NotNil(t, got.Reported)
	assert.Equal(t, 1751, got.Reported.Ties)
	assert.Equal(t, 881, got.Reported.Sum())
	assert.Equal(t, 828, got.Reported.Governments)
	assert.Contains(t, got.Reported.Remark, "881")
	assert.Contains(t, got.Reported.Remark, "828")
	_, ok := got.Reported.Of(data.KindPlace)
	assert.False(t, ok)
}

func TestCoverageElsewhere(t *testing.T) {
	t.Parallel()
	st := open(t)
	got, err := survey.Coverage(st, "GB")
	require.NoError(t, err)
	assert.Nil(t, got.Reported)
	require.Len(t, got.Kinds, 2)
	assert.Equal(t, data.KindPlace, got.Kinds[0].Kind)
	assert.Equal(t, data.KindRegion, got.Kinds[1].Kind)
	assert.Equal(t, got.Ties, got.Kinds[0].Ties+got.Kinds[1].Ties)
	assert.Equal(t, got.Ties, sumPartners(got.Partners))

	jp, err := survey.Coverage(st, "JP")
	require.NoError(t, err)
	partner := func(r survey.CoverageReport, code string) survey.PartnerCount {
		i := slices.IndexFunc(r.Partners, func(p survey.PartnerCount) bool { return p.Country == code })
		require.GreaterOrEqual(t, i, 0, code)
		return r.Partners[i]
	}
	assert.InDelta(t, partner(jp, "GB").Ties, partner(got, "JP").Ties, 10, "both ends tell nearly the same ties")
}

func TestUnknownCountry(t *testing.T) {
	t.Parallel()
	st := open(t)
	for _, code := range []string{"", "XX", "jp", "Japan", "\xff"} {
		_, err := survey.Coverage(st, code)
		require.Error(t, err, code)
		_, err = survey.Gaps(st, code, survey.GapOptions{})
		require.Error(t, err, code)
	}
}

func TestGapsOfJapan(t *testing.T) {
	t.Parallel()
	st := open(t)
	units, err := st.Units()
	require.NoError(t, err)
	labels, err := st.Labels()
	require.NoError(t, err)
	all, err := survey.Gaps(st, "JP", survey.GapOptions{N: 100_000})
	require.NoError(t, err)
	byID := map[string]survey.Gap{}
	for i, g := range all.Gaps {
		byID[labels.ID.At(int(g.Unit))] = g
		assert.Equal(t, data.KindPlace, units.Kind[g.Unit])
		assert.Equal(t, data.NoUnit, units.PartOf[g.Unit])
		if i > 0 {
			assert.GreaterOrEqual(t, units.Population[all.Gaps[i-1].Unit], units.Population[g.Unit], "largest first")
		}
	}
	assert.Len(t, all.Gaps, all.Total)
	assert.Less(t, all.Total, all.Considered)

	glasgow, ok := byID["gn:2648579"]
	require.True(t, ok, "Glasgow has no known tie to Japan")
	assert.Equal(t, survey.LevelNone, glasgow.Level)
	assert.Greater(t, glasgow.Ties, 5, "it has partners elsewhere")

	buenosAires, ok := byID["gn:3435910"]
	require.True(t, ok)
	assert.Equal(t, survey.LevelRegion, buenosAires.Level)
	assert.Equal(t, "rg:AR-01", labels.ID.At(int(buenosAires.Region)))
	var with []string
	for _, u := range buenosAires.With {
		with = append(with, labels.ID.At(int(u)))
	}
	assert.Contains(t, with, "jp:27100", "Osaka")

	for _, g := range all.Gaps {
		assert.NotEqual(t, all.Country, units.Country[g.Unit], "no city of the country itself")
	}
	for id, why := range map[string]string{
		"gn:1816670": "Beijing has Tokyo", "gn:5391959": "San Francisco has Osaka",
		"gn:1835848": "Seoul has Tokyo",
	} {
		assert.NotContains(t, byID, id, why)
	}
}

func TestGapOptions(t *testing.T) {
	t.Parallel()
	st := open(t)
	units, err := st.Units()
	require.NoError(t, err)
	countries, err := st.Countries()
	require.NoError(t, err)
	gb, ok := countries.ByCode("GB")
	require.True(t, ok)

	few, err := survey.Gaps(st, "JP", survey.GapOptions{N: 5, To: []data.Country{gb}})
	require.NoError(t, err)
	require.Len(t, few.Gaps, 5)
	assert.Greater(t, few.Total, 5)
	for _, g := range few.Gaps {
		assert.Equal(t, gb, units.Country[g.Unit])
	}
	byDefault, err := survey.Gaps(st, "JP", survey.GapOptions{})
	require.NoError(t, err)
	assert.Len(t, byDefault.Gaps, survey.DefaultGaps)

	large, err := survey.Gaps(st, "JP", survey.GapOptions{N: 1000, To: []data.Country{gb}, MinPopulation: 500_000})
	require.NoError(t, err)
	for _, g := range large.Gaps {
		seat := units.Seat[g.Unit] == data.SeatCountry || units.Seat[g.Unit] == data.SeatFirst
		assert.True(t, seat || units.Population[g.Unit] >= 500_000)
	}
	nowhere, err := survey.Gaps(st, "JP", survey.GapOptions{To: []data.Country{}})
	require.NoError(t, err)
	assert.Empty(t, nowhere.Gaps, "no country is not every country")
	for _, opt := range []survey.GapOptions{{N: -1}, {MinPopulation: -5}} {
		_, err := survey.Gaps(st, "JP", opt)
		require.ErrorContains(t, err, "must not be negative")
	}
}

func TestGapsIntoJapan(t *testing.T) {
	t.Parallel()
	st := open(t)
	got, err := survey.Gaps(st, "GB", survey.GapOptions{N: 50})
	require.NoError(t, err)
	require.Len(t, got.Gaps, 50)
	units, err := st.Units()
	require.NoError(t, err)
	for _, g := range got.Gaps {
		assert.NotEqual(t, units.Country[g.Unit], got.Country)
	}
}
