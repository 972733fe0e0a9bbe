package build

import (
	"encoding/json"
	"fmt"

	"github.com/shimai/shimai/data"
)

// Base maps are drawn a few hundred pixels wide, where a pixel of a map of the
// world is half a degree, and one of a map of a continent a tenth. Lines are
// simplified to what can be seen at that size.
const (
	fineTolerance  = 20 // thousandths of a degree: about 2 km
	japanTolerance = 4  // about 400 m: a map of one prefecture stays recognisable
)

// coordinate is a position in thousandths of a degree, east and north.
type coordinate struct{ lon, lat int32 }

func (c *compiler) mapLayers() error {
	land, err := landRows(c.src)
	if err != nil {
		return err
	}
	if err := add(c, licensed(data.LayerBaseLand, "Base map: land", licPublic, "natural_earth_map"), land); err != nil {
		return err
	}
	borders, err := borderRows(c.src)
	if err != nil {
		return err
	}
	if err := add(c, licensed(data.LayerBaseBorders, "Base map: boundaries of countries", licPublic, "natural_earth_map"), borders); err != nil {
		return err
	}
	japan, err := japanAreaRows(c.src)
	if err != nil {
		return err
	}
	return add(c, licensed(data.LayerBaseJapan, "Base map: municipalities of Japan", licAttribution, "mlit_areas"), japan)
}

// landRows returns the land of the world at both scales.
func landRows(src sources) ([]data.OutlineRow, error) {
	var rows outlineRows
	for _, scale := range []struct {
		name, path string
		tolerance  int32
	}{
		{data.ScaleCoarse, "basemap/ne_110m_land.json", 0},
		{data.ScaleFine, "basemap/ne_50m_land.json", fineTolerance},
	} {
		features, err := readFeatures(src, scale.path)
		if err != nil {
			return nil, err
		}
		for _, f := range features {
			for _, line := range f.lines {
				rows.addRing(scale.name, simplifyRing(line, scale.tolerance))
			}
		}
	}
	return rows.list, nil
}

// borderRows returns the boundaries between countries. The source marks those
// that are in dispute; every other one it calls international.
func borderRows(src sources) ([]data.OutlineRow, error) {
	features, err := readFeatures(src, "basemap/ne_50m_admin_0_boundary_lines_land.json")
	if err != nil {
		return nil, err
	}
	var rows outlineRows
	for _, f := range features {
		kind := data.BorderUnsettled
		if f.class == "International boundary (verify)" {
			kind = data.BorderSettled
		}
		for _, line := range f.lines {
			rows.add(kind, simplifyLine(line, fineTolerance))
		}
	}
	return rows.list, nil
}

// outlineRows collects lines and numbers them in the order in which they come.
type outlineRows struct {
	list []data.OutlineRow
	next int32
}

func (r *outlineRows) add(key string, line []coordinate) {
	for _, p := range line {
		r.list = append(r.list, data.OutlineRow{Line: r.next, Key: key, Lon: p.lon, Lat: p.lat})
	}
	r.next++
}

// addRing adds a ring unless nothing but a line is left of it: an islet.
func (r *outlineRows) addRing(key string, ring []coordinate) {
	if doubleArea(ring) != 0 {
		r.add(key, ring)
	}
}

// shape is one feature of a GeoJSON file: rings of land, or lines.
type shape struct {
	class string
	lines [][]coordinate
}

// readFeatures reads a GeoJSON file of polygons and lines.
func readFeatures(src sources, path string) ([]shape, error) {
	raw, err := src.read(path)
	if err != nil {
		return nil, fmt.Errorf("read source %s: %w", path, err)
	}
	shapes, err := parseFeatures([]byte(raw))
	if err != nil {
		return nil, fmt.Errorf("read source %s: %w", path, err)
	}
	return shapes, nil
}

func parseFeatures(raw []byte) ([]shape, error) {
	var file struct {
		Features []struct {
			Properties struct {
				Class string `json:"featurecla"`
			} `json:"properties"`
			Geometry struct {
				Type        string          `json:"type"`
				Coordinates json.RawMessage `json:"coordinates"`
			} `json:"geometry"`
		} `json:"features"`
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		return nil, fmt.Errorf("decode GeoJSON: %w", err)
	}
	if len(file.Features) == 0 {
		return nil, fmt.Errorf("decode GeoJSON: no features: is it a FeatureCollection?")
	}
	shapes := make([]shape, 0, len(file.Features))
	for i, f := range file.Features {
		lines, err := parseLines(f.Geometry.Type, f.Geometry.Coordinates)
		if err != nil {
			return nil, fmt.Errorf("decode GeoJSON, feature %d: %w", i, err)
		}
		shapes = append(shapes, shape{f.Properties.Class, lines})
	}
	return shapes, nil
}

// parseLines returns the rings of polygons, or lines, in the file's order.
func parseLines(kind string, raw json.RawMessage) ([][]coordinate, error) {
	var lines [][][]float64
	switch kind {
	case "LineString":
		lines = make([][][]float64, 1)
		if err := json.Unmarshal(raw, &lines[0]); err != nil {
			return nil, err
		}
	case "MultiLineString", "Polygon":
		if err := json.Unmarshal(raw, &lines); err != nil {
			return nil, err
		}
	case "MultiPolygon":
		var polygons [][][][]float64
		if err := json.Unmarshal(raw, &polygons); err != nil {
			return nil, err
		}
		for _, p := range polygons {
			lines = append(lines, p...)
		}
	default:
		return nil, fmt.Errorf("geometry %q is neither polygon nor line", kind)
	}
	out := make([][]coordinate, len(lines))
	for i, line := range lines {
		for _, p := range line {
			if len(p) < 2 {
				return nil, fmt.Errorf("line %d: %v is no position", i, p)
			}
			c, ok := thousandths(p[0], p[1])
			if !ok {
				return nil, fmt.Errorf("line %d: %v is not on the globe", i, p)
			}
			out[i] = append(out[i], c)
		}
	}
	return out, nil
}
