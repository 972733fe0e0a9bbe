// Package build compiles the layers of package data from source tables.
//
// # Method
//
// Data flow in one direction: the gazetteer and the register of Japanese
// governments are read and numbered, regions are derived from the places, ties
// are resolved to units, places that are part of a city are told by size,
// distance and the lack of ties and seats, and what lies near each unit is
// counted. Every layer is then encoded, described in the manifest, checked,
// and put in place together with the others.
//
// The same sources give the same bytes: rows are sorted, nothing depends on
// the clock, on chance or on the order of a map.
//
// # Limits
//
// The gazetteer is no register of municipalities: see [PartReport] for how
// well parts are told from towns. Ties are those that public lists know.
package build

import (
	"context"
	"fmt"
	"slices"

	"github.com/shimai/shimai/data"
)

// Options say what to compile.
type Options struct {
	// Sources is the folder of source tables.
	Sources string
	// Out is the folder that receives the layers and the manifest.
	Out string
	// Progress, if not nil, is called as stages begin; done counts up to total.
	Progress func(stage string, done, total int)
	// Previous is the manifest of an earlier build; a column that lost more
	// than 1 % of its known values against it fails the build. Nil skips that.
	Previous *data.Manifest
}

// Compile reads the source tables and writes all layers and the manifest. On
// an error nothing in the output folder has changed, unless the error says
// that a finished file could not be put in place.
func Compile(ctx context.Context, opt Options) (Report, error) {
	c := &compiler{src: sources{opt.Sources}, opt: opt}
	for i, s := range c.stages() {
		if err := ctx.Err(); err != nil {
			return Report{}, err
		}
		if opt.Progress != nil {
			opt.Progress(s.name, i, len(c.stages()))
		}
		if err := s.run(); err != nil {
			return Report{}, fmt.Errorf("compile data: %w", err)
		}
	}
	manifest, err := newManifest(c.layers, c.units, c.ties.unresolved, opt.Previous)
	if err != nil {
		return Report{}, fmt.Errorf("compile data: %w", err)
	}
	if err := writeSet(ctx, opt.Out, manifest, c.layers); err != nil {
		return Report{}, fmt.Errorf("compile data: %w", err)
	}
	if opt.Progress != nil {
		opt.Progress("done", len(c.stages()), len(c.stages()))
	}
	return c.report(manifest), nil
}

// compiler carries what one stage hands to the next.
type compiler struct {
	src            sources
	opt            Options
	gazetteer      *gazetteer
	municipalities []municipality
	regions        *regionTable
	ties           *tieTable
	parts          []int32
	partReport     PartReport
	units          []unit
	layers         []layer
}

type stage struct {
	name string
	run  func() error
}

func (c *compiler) stages() []stage {
	return []stage{
		{"places", c.readPlaces},
		{"Japan", c.readJapan},
		{"regions and ties", c.resolveTies},
		{"place layers", c.placeLayers},
		{"names", c.nameLayers},
		{"Japan layers", c.japanLayers},
		{"ties", c.tieLayer},
		{"features near", c.nearLayers},
		{"themes, people", c.themeLayers},
		{"countries", c.countryLayers},
		{"base maps", c.mapLayers},
	}
}

func (c *compiler) readPlaces() (err error) {
	c.gazetteer, err = readGazetteer(c.src)
	return err
}

func (c *compiler) readJapan() (err error) {
	c.municipalities, err = readMunicipalities(c.src, c.gazetteer, int32(len(c.gazetteer.candidates)))
	return err
}

// resolveTies derives regions, ties and parts: a place with a tie is no part.
func (c *compiler) resolveTies() (err error) {
	c.regions = newRegions(c.gazetteer, int32(len(c.gazetteer.candidates)+len(c.municipalities)))
	c.regions.addAliases()
	c.ties, err = readTies(c.src, newPartyFinder(c.gazetteer, c.municipalities, c.regions))
	if err != nil {
		return err
	}
	c.parts, c.partReport = deriveParts(c.gazetteer, c.ties.tied)
	c.regions.fill(c.gazetteer, c.parts)
	return nil
}

func (c *compiler) placeLayers() error {
	katakana, err := readKatakana(c.src)
	if err != nil {
		return err
	}
	places := placeRows(c.gazetteer, c.regions, c.parts, katakana)
	c.units = allUnits(c.gazetteer, places, c.municipalities, c.regions)
	if err := checkUnits(c.units); err != nil {
		return err
	}
	regions := make([]data.RegionRow, len(c.regions.list))
	for i := range regions {
		regions[i] = c.regions.list[i].row
	}
	if err := add(c, licensed(data.LayerPlaces, "Places of the world outside Japan", licCCBY, "geonames", "wof", "natural_earth"), places); err != nil {
		return err
	}
	if err := add(c, licensed(data.LayerRegions, "First-level regions outside Japan", licCCBY, "geonames", "natural_earth"), regions); err != nil {
		return err
	}
	return add(c, licensed(data.LayerClimate, "Monthly normals of temperature and precipitation", licODbL, "cru", "koppen"),
		climateRows(c.gazetteer, c.municipalities, c.regions))
}

func (c *compiler) nameLayers() error {
	katakana, err := readKatakana(c.src)
	if err != nil {
		return err
	}
	namings := allNamings(c.gazetteer, c.municipalities, c.regions, katakana)
	from := []string{"geonames", "wof", "localgovjp"}
	if err := add(c, licensed(data.LayerNames, "Names in all scripts", licCCBY, slices.Clone(from)...), nameRows(namings)); err != nil {
		return err
	}
	if err := add(c, licensed(data.LayerLookup, "Folded names for exact lookup", licCCBY, slices.Clone(from)...), lookupRows(namings)); err != nil {
		return err
	}
	return add(c, licensed(data.LayerNameKeys, "Spellings and sounds by which names are compared", licCCBY, slices.Clone(from)...), nameKeyRows(namings))
}

func (c *compiler) japanLayers() error {
	if err := checkGovernments(c.units); err != nil {
		return err
	}
	rows := make([]data.MunicipalityRow, len(c.municipalities))
	facts := make([]data.JapanRow, len(c.municipalities))
	for i := range c.municipalities {
		rows[i], facts[i] = c.municipalities[i].row, c.municipalities[i].japan
	}
	if err := add(c, licensed(data.LayerMunicipalities, "Governments of Japan", licAttribution, "localgovjp", "ssdse", "natural_earth", "geonames"), rows); err != nil {
		return err
	}
	if err := add(c, licensed(data.LayerJapan, "Statistics of Japanese municipalities", licAttribution, "ssdse", "maff", "mlit", "jica"), facts); err != nil {
		return err
	}
	wishes, err := wishRows(c.src, c.municipalities)
	if err != nil {
		return err
	}
	return add(c, licensed(data.LayerWishes, "What municipalities that look for a partner asked for", licFacts, "seekers"), wishes)
}

func (c *compiler) tieLayer() error {
	return add(c, licensed(data.LayerTies, "Known ties between governments", licFacts,
		"ties", "wp2023", "wp2026", "wd2016", "wd2017de", "wd2018eu", "wd2022", "rgre2015"), c.ties.rows)
}

func (c *compiler) nearLayers() error {
	rows, err := nearLayers(c.src, c.units)
	if err != nil {
		return err
	}
	for _, info := range nearInfo {
		info.Sources = nearSources(info.Name)
		if err := add(c, info, rows[info.Name]); err != nil {
			return err
		}
	}
	return nil
}

func (c *compiler) themeLayers() error {
	themes, err := themeRows(c.src, c.units)
	if err != nil {
		return err
	}
	if err := add(c, licensed(data.LayerThemes, "Themes of history and speciality", licOwn, "themes"), themes); err != nil {
		return err
	}
	births, err := birthRows(c.src, c.units)
	if err != nil {
		return err
	}
	return add(c, licensed(data.LayerBirths, "Notable people by birthplace", licFacts, "pantheon"), births)
}

func (c *compiler) countryLayers() error {
	countries, geo, pairs, err := countryRows(c.src)
	if err != nil {
		return err
	}
	missions, err := missionRows(c.src)
	if err != nil {
		return err
	}
	if err := add(c, licensed(data.LayerCountries, "Countries and territories", licFacts, "cldr", "factbook", "cepii", "geonames"), countries); err != nil {
		return err
	}
	if err := add(c, licensed(data.LayerCountryGeo, "Regions and borders of countries", licODbL, "mledoze"), geo); err != nil {
		return err
	}
	if err := add(c, licensed(data.LayerCountryPairs, "What joins two countries", licFacts, "factbook", "unvotes", "unmigrants", "passport", "cepii", "embassies"), pairs); err != nil {
		return err
	}
	return add(c, licensed(data.LayerMissions, "Diplomatic missions", licFacts, "embassies"), missions)
}

// add encodes a layer and keeps it.
func add[T any](c *compiler, info data.LayerInfo, rows []T) error {
	l, err := encodeLayer(info, rows)
	if err != nil {
		return err
	}
	c.layers = append(c.layers, l)
	return nil
}

func (c *compiler) report(m data.Manifest) Report {
	t := c.ties
	r := Report{Manifest: m, Units: m.Units, Dropped: c.gazetteer.dropped, Parts: c.partReport, Ties: TieReport{
		Read: t.read, Written: len(t.rows), Merged: t.merged, BothUnknown: t.bothUnknown, ToItself: t.toItself,
		Resolved: t.how, Unresolved: t.unresolved, JapanRead: t.japan.read, JapanResolved: t.japan.resolved, JapanUnresolved: t.japan.byReason,
	}}
	for code, j := range c.regions.byISO {
		if j < 0 {
			r.Unjoined = append(r.Unjoined, code)
		}
	}
	slices.Sort(r.Unjoined)
	for i := range c.regions.list {
		if c.regions.list[i].iso != "" {
			r.Aliases++
		}
	}
	r.Checks = []string{
		"the numbers of Japanese governments by kind", "ids used once, positions on the globe, names present",
		"licences known, sources listed",
	}
	if c.opt.Previous != nil {
		r.Checks = append(r.Checks, "no column lost more than 1 % of its values")
	}
	return r
}
