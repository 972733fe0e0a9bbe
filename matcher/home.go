package matcher

import (
	"runtime"
	"slices"
	"sync"

	"github.com/shimai/shimai/data"
)

// homes keeps what scans of all towns of a country have in common. It is made
// on first need, takes about a hundredth of a second and 1 MB a country, and
// never changes afterwards. Only the latest are kept: a run over the towns of
// all countries goes from one to the next and does not come back.
type homes struct {
	mu  sync.Mutex
	all map[data.Country]*home
	// made are the countries of all, the first made first.
	made []data.Country
}

// keptHomes is more countries than a server is asked by in a minute, and a
// fraction of the memory of all.
const keptHomes = 24

// home is what all towns of one country share when they look abroad.
type home struct {
	once sync.Once
	// open is the openness of every government asked by this country, in rows
	// of the layout; cells and likes hold the most of each.
	open, cells, likes []int16
	// language and migrants are as in abroad, by country.
	language []float64
	migrants []int32
	// theirs compares the ties of each region with this country, for towns
	// without ties of their own there; its bits follow.
	theirs     []tally
	theirsBits []bits
	missions   missions
	// languageOf and near are the same seen from the other side: the share of
	// people who could talk, and the missions of each country near governments
	// of this one.
	languageOf []float64
	near       []missions
}

// home returns what towns of a country share.
func (e *Engine) home(c data.Country) *home {
	e.homes.mu.Lock()
	h, ok := e.homes.all[c]
	if !ok {
		h = &home{}
		if len(e.homes.made) == keptHomes {
			delete(e.homes.all, e.homes.made[0])
			e.homes.made = slices.Delete(e.homes.made, 0, 1)
		}
		e.homes.all[c], e.homes.made = h, append(e.homes.made, c)
	}
	e.homes.mu.Unlock()
	h.once.Do(func() { h.fill(e, c) })
	return h
}

func (h *home) fill(e *Engine, c data.Country) {
	var wg sync.WaitGroup
	wg.Go(func() { h.fillOpen(e, c) })
	h.missions = e.missionsAbroad(c, []data.Range{{From: 0, To: data.Unit(e.units.Len())}})
	h.fillCountries(e, c)
	h.fillNear(e, c)
	wg.Wait()
}

func (h *home) fillOpen(e *Engine, c data.Country) {
	l := e.layout
	h.open, h.cells, h.likes = make([]int16, len(l.units)), make([]int16, len(l.cells)), make([]int16, len(l.likes))
	workers := runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := len(l.cells) * w / workers; i < len(l.cells)*(w+1)/workers; i++ {
				for row := l.cells[i].from; row < l.cells[i].to; row++ {
					h.open[row] = int16(e.opennessSum(l.units[row], asker{data.NoUnit, c}))
				}
				h.cells[i] = l.fillMost(&l.cells[i], h.open, h.likes)
			}
		})
	}
	wg.Wait()
}

// fillCountries prepares what depends on the two countries, and on the
// candidate's region, alone.
func (h *home) fillCountries(e *Engine, c data.Country) {
	n := e.countries.Len()
	h.language, h.languageOf, h.migrants = make([]float64, n), make([]float64, n), make([]int32, n)
	h.theirs, h.theirsBits = make([]tally, e.regionCount()), make([]bits, e.regionCount())
	k := e.counted
	curve := &e.plain.curve[linksTheirRegion]
	for i := range n {
		other := data.Country(i)
		h.language[i], h.languageOf[i] = e.languageShare(c, other), e.languageShare(other, c)
		h.migrants[i] = e.migrants(c, other)
		pair := tally{got: k.between[int(c)*k.countries+i]}
		for _, r := range e.regionsOf[i] {
			h.theirs[r] = k.theirRegion(r, c, other, pair, &ownTies{})
			h.theirsBits[r] = curve.at(h.theirs[r].lift(shrinkShare, 1))
		}
	}
}

// fillNear finds the missions of each country near governments of this one.
func (h *home) fillNear(e *Engine, c data.Country) {
	near := make([]map[data.Unit]mission, e.countries.Len())
	for _, row := range e.missionsIn[e.countries.Code[c]] {
		of, ok := e.countries.ByCode(e.missions.Operator[row])
		if !ok {
			continue
		}
		if near[of] == nil {
			near[of] = map[data.Unit]mission{}
		}
		e.findNearMission(near[of], row, c, data.Range{From: 0, To: data.Unit(e.units.Len())})
	}
	h.near = make([]missions, len(near))
	for i := range near {
		h.near[i] = newMissions(near[i])
	}
}
