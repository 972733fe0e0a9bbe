//go:build unix

package matcher

import (
	"bufio"
	"fmt"
	mathbits "math/bits"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

// unknownPeer marks an unknown logarithm in the tables of the peers.
const unknownPeer = -1

// peerCurves are the curves whose measure belongs to the pair, with the names
// that the peers know them by. The others are counted from ties, once for a
// town and a country, region or size; the peers are given their values.
func peerCurves() map[string]curveTerm {
	return map[string]curveTerm{
		"name": nameSimilarity, "ratio": populationRatio, "rank": populationRank, "degrees": climateDegrees,
		"class": climateClass, "births": historyBirths, "event": disasterEvent, "hours": accessHours,
		"missions": accessMissions, "common": linksCommon,
	}
}

// exporter writes what a ranking reads as tables that any program can read.
type exporter struct {
	tb  testing.TB
	e   *Engine
	dir string
}

// table writes one file of comma separated numbers and plain words.
func (x exporter) table(name, heading string, fill func(line func(values ...any))) {
	x.tb.Helper()
	f, err := os.Create(filepath.Join(x.dir, name+".csv"))
	require.NoError(x.tb, err)
	w := bufio.NewWriter(f)
	fmt.Fprintln(w, heading)
	fill(func(values ...any) {
		for i, v := range values {
			if i > 0 {
				_ = w.WriteByte(',') // an error stays with the writer, until Flush
			}
			if yes, ok := v.(bool); ok {
				v = map[bool]int{true: 1}[yes]
			}
			fmt.Fprint(w, v)
		}
		_ = w.WriteByte('\n')
	})
	require.NoError(x.tb, w.Flush())
	require.NoError(x.tb, f.Close())
}

// peerTowns picks municipalities of Japan at equal distances.
func peerTowns(e *Engine, n int) []data.Unit {
	var lower, out []data.Unit
	for u := e.units.Municipalities.From; u < e.units.Municipalities.To; u++ {
		if !e.units.Kind[u].Upper() {
			lower = append(lower, u)
		}
	}
	n = min(n, len(lower))
	for i := range n {
		out = append(out, lower[i*len(lower)/n])
	}
	return out
}

// peerPool lists what a municipality of Japan chooses from.
func peerPool(tb testing.TB, e *Engine, town data.Unit) []data.Unit {
	s, err := e.newScorer(Query{Town: town})
	require.NoError(tb, err)
	x := s.newScan(Query{Town: town})
	var out []data.Unit
	for u := range data.Unit(e.units.Len()) {
		if x.inPool(u) && e.units.PartOf[u] == data.NoUnit {
			out = append(out, u)
		}
	}
	return out
}

// export writes every table for some towns of one country.
func (x exporter) export(towns []data.Unit) {
	pool := peerPool(x.tb, x.e, towns[0])
	x.places(pool, x.e.units.Country[towns[0]])
	x.weights()
	scorers := make([]*scorer, len(towns))
	for i, town := range towns {
		s, err := x.e.newScorer(Query{Town: town})
		require.NoError(x.tb, err)
		scorers[i] = s
	}
	x.towns(scorers, pool)
	x.counts(scorers)
	x.sparse(scorers)
}

// places writes what is known of each candidate.
func (x exporter) places(pool []data.Unit, home data.Country) {
	e, f := x.e, x.e.features
	h := e.home(home)
	words := map[uint64]int{}
	var order []uint64
	x.table("places", "unit,country,region,size,lnpop,lnrank,c0,c1,c2,c3,c4,c5,c6,c7,koppen,weak,word,lat,lon,nikkei,callings,mission,open", func(line func(...any)) {
		for _, u := range pool {
			word, ok := words[f.tags[u]]
			if !ok {
				word = len(order)
				words[f.tags[u]] = word
				order = append(order, f.tags[u])
			}
			c := f.climate[u]
			line(u, e.units.Country[u], f.region[u], e.sizeOf(u), peerLn(f.lnPop[u]), peerLn(f.lnRank[u]),
				c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], f.koppen[u], e.climate.StationKm[u] > farStation,
				word, e.units.Lat[u], e.units.Lon[u], f.nikkei[u], f.callings[u], h.missions.has(u), h.open[e.layout.ofUnit[u]])
		}
	})
	x.table("words", "word,tag", func(line func(...any)) {
		for word, tags := range order {
			for ; tags != 0; tags &= tags - 1 {
				line(word, mathbits.TrailingZeros64(tags))
			}
		}
	})
}

func peerLn(ln int16) int16 {
	if ln == unknownLn {
		return unknownPeer
	}
	return ln
}

// weights writes the curves, the tags and what bits are worth in points.
func (x exporter) weights() {
	t := x.e.plain
	names := []string{"name", "ratio", "rank", "degrees", "class", "births", "event", "hours", "missions", "common"}
	x.table("curves", "curve,step,bits", func(line func(...any)) {
		for _, name := range names {
			for i, b := range t.curve[peerCurves()[name]].table {
				line(name, i, b)
			}
		}
		for i, b := range t.unknown {
			line("unknown", i, b)
		}
	})
	x.table("measures", "curve,start,per_step", func(line func(...any)) {
		for _, name := range names {
			c := t.curve[peerCurves()[name]]
			line(name, c.from, c.perStep)
		}
	})
	x.table("tags", "tag,criterion,both_bits,one_bits", func(line func(...any)) {
		for k, mask := range t.mask {
			for ; mask != 0; mask &= mask - 1 {
				i := mathbits.TrailingZeros64(mask)
				line(i, Criteria()[k], t.both[i], t.one[i])
			}
		}
	})
	x.table("points", "criterion,bits,points", func(line func(...any)) {
		for _, r := range t.rules {
			for i, p := range r.points {
				line(r.criterion, int(r.low)+i, p)
			}
		}
	})
}

// towns writes what is known of each town, and its tags.
func (x exporter) towns(scorers []*scorer, pool []data.Unit) {
	e, f := x.e, x.e.features
	nikkei := data.NoUnit
	for _, u := range pool {
		if f.nikkei[u] {
			nikkei = u
		}
	}
	require.NotEqual(x.tb, data.NoUnit, nikkei, "no community of emigrants to read their bits from")
	x.table("towns", "town,lnpop,lnrank,c0,c1,c2,c3,c4,c5,c6,c7,koppen,weak,lat,lon,dlat,dlon,callings,emigrants_bits,none_bits", func(line func(...any)) {
		for _, s := range scorers {
			u, c := s.town, f.climate[s.town]
			line(u, peerLn(f.lnPop[u]), peerLn(f.lnRank[u]), c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7],
				f.koppen[u], e.climate.StationKm[u] > farStation, e.units.Lat[u], e.units.Lon[u], s.reach.dlat, s.reach.dlon,
				f.callings[u], s.emigrantBits(nikkei), s.curve[historyEmigrants].at(0))
		}
	})
	x.table("town_tags", "town,tag", func(line func(...any)) {
		for _, s := range scorers {
			for tags := f.tags[s.town]; tags != 0; tags &= tags - 1 {
				line(s.town, mathbits.TrailingZeros64(tags))
			}
		}
	})
}

// counts writes what is counted from ties for a town: by country, region, size.
func (x exporter) counts(scorers []*scorer) {
	x.table("town_country", "town,country,country_bits,links_bits,education_bits,mission", func(line func(...any)) {
		for _, s := range scorers {
			for c, a := range s.abroad {
				line(s.town, c, a.country, a.links, a.education, a.hasMission)
			}
		}
	})
	by := func(name, key string, values func(s *scorer) []bits) {
		x.table(name, strings.Join([]string{"town", key, key + "_bits"}, ","), func(line func(...any)) {
			for _, s := range scorers {
				for i, b := range values(s) {
					line(s.town, i, b)
				}
			}
		})
	}
	by("town_region", "region", func(s *scorer) []bits { return s.region })
	by("town_size", "size", func(s *scorer) []bits { return s.similar })
}

// sparse writes what few candidates have: a like name, partners in common, a tie.
func (x exporter) sparse(scorers []*scorer) {
	n := data.Unit(x.e.units.Len())
	x.table("town_names", "town,unit,worth", func(line func(...any)) {
		for _, s := range scorers {
			for u := range n {
				if m, ok := s.names[u]; ok {
					line(s.town, u, m.worth)
				}
			}
		}
	})
	x.table("town_common", "town,unit,step", func(line func(...any)) {
		for _, s := range scorers {
			for u := range n {
				if s.common[u] > 0 {
					line(s.town, u, s.commonStep(u))
				}
			}
		}
	})
	x.table("town_partners", "town,unit", func(line func(...any)) {
		for _, s := range scorers {
			partners := x.e.partners(s.town)
			for u := range n {
				if partners[u] {
					line(s.town, u)
				}
			}
		}
	})
}
