package build

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/shimai/shimai/data"
)

// leastIslet is twice the area, in square thousandths of a degree, below which
// an island is left out: about half a square kilometre. The largest piece of a
// municipality stays whatever its size.
const leastIslet = 100

// topology is a TopoJSON file of areas: rings are lists of arcs, and an arc on
// the boundary of two areas is stored once. Arc -1-i is arc i backwards.
type topology struct {
	Arcs      [][][2]float64 `json:"arcs"`
	Transform struct {
		Scale     [2]float64 `json:"scale"`
		Translate [2]float64 `json:"translate"`
	} `json:"transform"`
	Objects map[string]struct {
		Geometries []area `json:"geometries"`
	} `json:"objects"`
}

type area struct {
	Type       string          `json:"type"`
	Arcs       json.RawMessage `json:"arcs"`
	Properties struct {
		// Code is empty for ground that belongs to no municipality yet.
		Code string `json:"N03_007"`
	} `json:"properties"`
}

// japanAreaRows returns the rings of the municipalities, in order of code.
func japanAreaRows(src sources) ([]data.OutlineRow, error) {
	const path = "basemap/japan_municipalities.topo.json"
	raw, err := src.read(path)
	if err != nil {
		return nil, fmt.Errorf("read source %s: %w", path, err)
	}
	rows, err := parseAreas([]byte(raw))
	if err != nil {
		return nil, fmt.Errorf("read source %s: %w", path, err)
	}
	return rows, nil
}

func parseAreas(raw []byte) ([]data.OutlineRow, error) {
	var file topology
	if err := json.Unmarshal(raw, &file); err != nil {
		return nil, fmt.Errorf("decode TopoJSON: %w", err)
	}
	if len(file.Objects) != 1 {
		return nil, fmt.Errorf("decode TopoJSON: %d objects, want one", len(file.Objects))
	}
	arcs, err := file.positions()
	if err != nil {
		return nil, err
	}
	// Arcs are simplified before rings are put together of them: neighbours
	// share each arc, and so they stay flush.
	simple := make([][]coordinate, len(arcs))
	for i, a := range arcs {
		simple[i] = simplifyArc(a)
	}
	var rows outlineRows
	for _, object := range file.Objects {
		slices.SortStableFunc(object.Geometries, func(a, b area) int { return cmp.Compare(a.Properties.Code, b.Properties.Code) })
		for _, g := range object.Geometries {
			if err := rows.addArea(g, arcs, simple); err != nil {
				return nil, fmt.Errorf("decode TopoJSON, area %q: %w", g.Properties.Code, err)
			}
		}
	}
	return rows.list, nil
}

// positions decodes the arcs: integers, each but the first relative to the one before.
func (t *topology) positions() ([][]coordinate, error) {
	arcs := make([][]coordinate, len(t.Arcs))
	for i, arc := range t.Arcs {
		var x, y float64
		for _, step := range arc {
			x, y = x+step[0], y+step[1]
			lon := float64(x*t.Transform.Scale[0]) + t.Transform.Translate[0]
			lat := float64(y*t.Transform.Scale[1]) + t.Transform.Translate[1]
			c, ok := thousandths(lon, lat)
			if !ok {
				return nil, fmt.Errorf("decode TopoJSON: arc %d goes to %g, %g, which is not on the globe", i, lat, lon)
			}
			arcs[i] = append(arcs[i], c)
		}
		if len(arcs[i]) < 2 {
			return nil, fmt.Errorf("decode TopoJSON: arc %d has %d points, at least 2 make a line", i, len(arcs[i]))
		}
	}
	return arcs, nil
}

func simplifyArc(arc []coordinate) []coordinate {
	if arc[0] == arc[len(arc)-1] {
		return simplifyRing(arc, japanTolerance)
	}
	return simplifyLine(arc, japanTolerance)
}

// addArea adds the rings of an area. An area of which nothing would be left is
// added as it was before it was simplified.
func (r *outlineRows) addArea(g area, arcs, simple [][]coordinate) error {
	if g.Properties.Code == "" {
		return nil
	}
	rings, err := g.rings()
	if err != nil {
		return err
	}
	var kept [][]coordinate
	largest, most := []coordinate(nil), int64(-1)
	for _, list := range rings {
		ring, err := joinArcs(list, simple)
		if err != nil {
			return err
		}
		size := max(doubleArea(ring), -doubleArea(ring))
		if size >= leastIslet {
			kept = append(kept, ring)
		}
		if size > most {
			if largest, err = joinArcs(list, arcs); err != nil {
				return err
			}
			most = size
		}
	}
	if len(kept) == 0 {
		kept = append(kept, largest)
	}
	for _, ring := range kept {
		r.add(g.Properties.Code, ring)
	}
	return nil
}

// rings returns the arcs of each ring.
func (g area) rings() ([][]int, error) {
	var polygons [][][]int
	switch g.Type {
	case "Polygon":
		polygons = make([][][]int, 1)
		if err := json.Unmarshal(g.Arcs, &polygons[0]); err != nil {
			return nil, err
		}
	case "MultiPolygon":
		if err := json.Unmarshal(g.Arcs, &polygons); err != nil {
			return nil, err
		}
	default:
		return nil, fmt.Errorf("geometry %q is no polygon", g.Type)
	}
	rings := slices.Concat(polygons...)
	if len(rings) == 0 {
		return nil, errors.New("no rings")
	}
	return rings, nil
}

// joinArcs puts a ring together: each arc begins where the one before ended.
func joinArcs(list []int, arcs [][]coordinate) ([]coordinate, error) {
	var ring []coordinate
	for _, i := range list {
		back := i < 0
		if back {
			i = -1 - i
		}
		if i >= len(arcs) {
			return nil, fmt.Errorf("there is no arc %d", i)
		}
		arc := arcs[i]
		if back {
			arc = slices.Clone(arc)
			slices.Reverse(arc)
		}
		if len(ring) > 0 && ring[len(ring)-1] == arc[0] {
			arc = arc[1:]
		}
		ring = append(ring, arc...)
	}
	return ring, nil
}
