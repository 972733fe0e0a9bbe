package matcher

import (
	"math"
	"runtime"
	"sync"

	"github.com/shimai/shimai/data"
)

// lnScale is the number of steps in one unit of natural logarithm.
const lnScale = 64

// unknownLn marks an unknown logarithm.
const unknownLn = math.MinInt16

// features is what the scan reads of every government, one entry a unit.
type features struct {
	// lnPop and lnRank are natural logarithms in steps of 1/lnScale.
	lnPop, lnRank []int16
	// climate holds eight comparable measures in steps of 0.1 degree: four
	// temperatures, four rains.
	climate [][8]int16
	koppen  []uint8
	tags    []uint64
	// region is the index of the first-level government, band that of the size.
	region, band []int32
	// ties counts international ties of the unit.
	ties []int32
	// nikkei marks communities of Japanese descendants.
	nikkei []bool
	// callings are the occupations of notable people born there, by callings().
	callings []uint32
}

// Shape thresholds, from how people use the words.
const (
	coastWithin   = 5      // km: one can walk to the sea
	islandBelow   = 25_000 // km2: Shikoku, Sicily and Kyushu's smaller neighbours, not Honshu
	mountainAbove = 700    // m of relief around
	highAbove     = 700    // m
	snowBelow     = -2     // °C in the coldest quarter: snow stays
	tropicalAbove = 18     // °C in the coldest quarter: Köppen's limit of the tropics
)

func (e *Engine) buildFeatures() {
	n := e.units.Len()
	f := &features{
		lnPop: make([]int16, n), lnRank: make([]int16, n), climate: make([][8]int16, n), koppen: make([]uint8, n),
		tags: make([]uint64, n), nikkei: make([]bool, n), callings: make([]uint32, n),
		region: make([]int32, n), band: make([]int32, n),
	}
	e.features = f
	inParts(n, func(from, to int) {
		e.fillFeatures(from, to)
		e.markShapes(from, to)
		e.markNear(from, to)
		e.markThemes(from, to)
		e.markCallings(from, to)
	})
}

// inParts cuts n things into a run for each processor and works on all at once.
func inParts(n int, work func(from, to int)) {
	parts := runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	for p := range parts {
		wg.Go(func() { work(n*p/parts, n*(p+1)/parts) })
	}
	wg.Wait()
}

func (e *Engine) fillFeatures(from, to int) {
	f := e.features
	for u := from; u < to; u++ {
		f.lnPop[u] = lnSteps(e.units.Population[u])
		f.lnRank[u] = lnSteps(e.units.RegionRank[u])
		f.koppen[u] = uint8(e.climate.Koppen[u])
		f.region[u], f.band[u] = e.regionIndex(data.Unit(u)), sizeBand(e.units.Population[u])
		for q := range 4 {
			f.climate[u][q] = int16(math.Round(float64(e.climate.T[q][u]) * 10))
			f.climate[u][4+q] = rainSteps(e.climate.P[q][u])
		}
	}
}

// degrees counts the international ties of every unit, those with parties that
// are not identified included.
func (e *Engine) degrees() []int32 {
	out := make([]int32, e.units.Len())
	for i := range e.ties.A {
		if e.ties.Domestic[i] || e.ties.Club[i] {
			continue
		}
		out[e.ties.A[i]]++
		if b := e.ties.B[i]; b != data.NoUnit {
			out[b]++
		}
	}
	return out
}

func lnSteps(v int32) int16 {
	if v == data.NoInt || v < 1 {
		return unknownLn
	}
	return int16(math.Round(math.Log(float64(v)) * lnScale))
}

// rainSteps puts rain on the scale of temperature: a quarter more rain counts
// like one degree, so that deserts differ more from steppes than wet from wetter.
func rainSteps(mm float32) int16 {
	return int16(math.Round(10 * math.Log(float64(mm)+10) / math.Log(1.25)))
}

// tagBit returns the bit of a tag by its criterion and name.
func (e *Engine) tagBit(c Criterion, name string) uint64 {
	for i := range e.tags {
		if e.tags[i].criterion == c && e.tags[i].name == name {
			return 1 << i
		}
	}
	return 0
}

func (e *Engine) markShapes(from, to int) {
	bit := func(name string) uint64 { return e.tagBit(Geography, name) }
	seat, capital := e.tagBit(Population, "seat"), e.tagBit(Population, "capital")
	coast, island, mountain, high, snow, tropical := bit("coast"), bit("island"), bit("mountain"), bit("highland"), bit("snow"), bit("tropical")
	u := e.units
	set := func(i int, yes bool, b uint64) {
		if yes {
			e.features.tags[i] |= b
		}
	}
	for i := from; i < to; i++ {
		set(i, u.CoastKm[i] <= coastWithin, coast)
		set(i, u.Landmass[i] > 0 && u.Landmass[i] < islandBelow, island)
		set(i, u.ReliefM[i] >= mountainAbove, mountain)
		set(i, u.Elevation[i] != data.NoInt && u.Elevation[i] >= highAbove, high)
		set(i, e.climate.T[0][i] < snowBelow, snow)
		set(i, e.climate.T[0][i] > tropicalAbove, tropical)
		set(i, u.ByLake[i], bit("lake"))
		set(i, u.ByRiver[i], bit("river"))
		set(i, u.Seat[i] == data.SeatCountry || u.Seat[i] == data.SeatFirst, seat)
		set(i, u.Seat[i] == data.SeatCountry, capital)
	}
}

func (e *Engine) markNear(from, to int) {
	byFeature := make([][]int, data.NumFeatures)
	for i := range e.tags {
		if e.tags[i].near {
			byFeature[e.tags[i].feature] = append(byFeature[e.tags[i].feature], i)
		}
	}
	wine := e.tagBit(Trade, "wine")
	for u := from; u < to; u++ {
		for r := e.near.Start[u]; r < e.near.Start[u+1]; r++ {
			f := e.near.Feature[r]
			for _, i := range byFeature[f] {
				if e.near.Km[r] <= e.tags[i].within && (e.tags[i].least == 0 || e.near.Value[r] >= e.tags[i].least) {
					e.features.tags[u] |= 1 << i
				}
			}
			if f == data.FeatureWinePDO || f == data.FeatureWineAVA {
				e.features.tags[u] |= wine
			}
		}
	}
}

// themeAliases are themes whose key differs from the tag that carries them.
var themeAliases = map[string]string{"wine_seed": "wine"}

func (e *Engine) markThemes(from, to int) {
	byKey := make([]uint64, len(e.themes.Keys))
	for k, key := range e.themes.Keys {
		if alias, ok := themeAliases[key]; ok {
			key = alias
		}
		for i := range e.tags {
			if e.tags[i].theme == key {
				byKey[k] |= 1 << i
			}
		}
	}
	for u := from; u < to; u++ {
		for r := e.themes.Start[u]; r < e.themes.Start[u+1]; r++ {
			e.features.tags[u] |= byKey[e.themes.Theme[r]]
			if e.themes.Keys[e.themes.Theme[r]] == "nikkei_community" {
				e.features.nikkei[u] = true
			}
		}
	}
}
