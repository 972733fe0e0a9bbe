package data

import (
	"fmt"
	"slices"
)

// baseMaps are the layers that are drawn and change no answer.
var baseMaps = [...]string{LayerBaseLand, LayerBaseBorders, LayerBaseJapan}

// Keys of the lines of base maps.
const (
	// ScaleCoarse is land for a map of the world, ScaleFine for one of a continent.
	ScaleCoarse, ScaleFine = "110m", "50m"
	// BorderSettled is a boundary between countries, BorderUnsettled one in
	// dispute or a line of control, in the judgement of the source.
	BorderSettled, BorderUnsettled = "settled", "unsettled"
)

// OutlineRow is one point of a line of a base map. The points of a line stand
// together, in the order in which it is drawn.
type OutlineRow struct {
	Line int32  `parquet:"line,delta" unit:"number of the line, from 0"`
	Key  string `parquet:"key,dict" unit:"scale of land; settled or unsettled of a border; five-digit code of a municipality"`
	Lon  int32  `parquet:"lon,delta" unit:"thousandths of a degree east"`
	Lat  int32  `parquet:"lat,delta" unit:"thousandths of a degree north"`
}

// Lines are lines of a map. The points of line i are Start[i]:Start[i+1] of
// Lon and Lat, in degrees. Where the lines are rings, the last point of each
// is its first, a hole is a ring within a ring, and a point is land if the
// number of rings around it is odd.
type Lines struct {
	Start    []int32
	Lon, Lat []float32
}

// Len returns the number of lines.
func (l Lines) Len() int { return max(0, len(l.Start)-1) }

// Land is the land of the world as rings, cut at the 180th meridian. Coarse is
// for a map of the world, Fine for one of a continent or a country.
type Land struct{ Coarse, Fine Lines }

// Borders are boundaries between countries; Settled tells for each line
// whether the source calls it undisputed.
type Borders struct {
	Lines
	Settled []bool
}

// Areas are the municipalities of Japan of 2021 as rings, in order of Code,
// the code of five digits. Neighbours share the points of their boundary. Six
// villages of the Northern Territories are among them that the register of
// governments does not list; ground that belongs to no municipality is not.
type Areas struct {
	Lines
	Code []string
}

func (s *Store) readLand() (*Land, error) {
	all, keys, err := s.readLines(LayerBaseLand)
	if err != nil {
		return nil, err
	}
	cut := slices.Index(keys, ScaleFine)
	if cut < 0 || slices.Contains(keys[cut:], ScaleCoarse) {
		return nil, fmt.Errorf("%w: layer %s does not hold land at the scale %s and then at %s", ErrDamaged, LayerBaseLand, ScaleCoarse, ScaleFine)
	}
	return &Land{
		Coarse: Lines{Start: all.Start[:cut+1], Lon: all.Lon, Lat: all.Lat},
		Fine:   Lines{Start: all.Start[cut:], Lon: all.Lon, Lat: all.Lat},
	}, nil
}

func (s *Store) readBorders() (*Borders, error) {
	all, keys, err := s.readLines(LayerBaseBorders)
	if err != nil {
		return nil, err
	}
	b := &Borders{Lines: all}
	for _, k := range keys {
		b.Settled = append(b.Settled, k == BorderSettled)
	}
	return b, nil
}

func (s *Store) readAreas() (*Areas, error) {
	all, keys, err := s.readLines(LayerBaseJapan)
	if err != nil {
		return nil, err
	}
	if !slices.IsSorted(keys) {
		return nil, fmt.Errorf("%w: layer %s is not in order of codes", ErrDamaged, LayerBaseJapan)
	}
	return &Areas{Lines: all, Code: keys}, nil
}

// readLines reads a base map and the key of each of its lines.
func (s *Store) readLines(name string) (Lines, []string, error) {
	r := s.reader(name)
	line, lon, lat := r.ints("line"), r.ints("lon"), r.ints("lat")
	code, values := r.codes("key")
	if r.err != nil {
		return Lines{}, nil, r.err
	}
	l := Lines{Lon: make([]float32, len(lon)), Lat: make([]float32, len(lat))}
	var keys []string
	for i := range line {
		if i == 0 || line[i] != line[i-1] {
			l.Start = append(l.Start, int32(i))
			keys = append(keys, values[code[i]])
		}
		if lon[i] < -180_000 || lon[i] > 180_000 || lat[i] < -90_000 || lat[i] > 90_000 {
			return Lines{}, nil, fmt.Errorf("%w: layer %s has a point at %d, %d thousandths of a degree, which is not on the globe", ErrDamaged, name, lat[i], lon[i])
		}
		l.Lon[i], l.Lat[i] = float32(lon[i])/1000, float32(lat[i])/1000
	}
	l.Start = append(l.Start, int32(len(line)))
	return l, keys, nil
}
