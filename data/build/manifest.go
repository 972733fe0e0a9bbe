package build

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shimai/shimai/data"
)

// licensed describes a layer before it is encoded: title, licence and sources.
// Layers of different licences never share a file.
func licensed(name, title, licence string, sources ...string) data.LayerInfo {
	slices.Sort(sources)
	return data.LayerInfo{Name: name, Title: title, Licence: licence, Sources: sources}
}

// titles of the near layers, which share a shape and differ by licence.
var nearInfo = []data.LayerInfo{
	{Name: data.LayerNearFacts, Title: "What lies near: ports, heritage, universities, volcanoes, quakes, mines", Licence: licFacts},
	{Name: data.LayerNearCCBY, Title: "What lies near: power plants, steelworks, cyclone tracks", Licence: licCCBY},
	{Name: data.LayerNearODbL, Title: "What lies near: airports, ski areas", Licence: licODbL},
	{Name: data.LayerNearMIT, Title: "What lies near: breweries, early printing", Licence: licMIT},
}

// nearSources lists the sources of a near layer.
func nearSources(layer string) []string {
	var list []string
	for _, f := range data.Features {
		if f.Layer == layer {
			list = append(list, f.Source)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// newManifest puts the manifest together and checks it.
func newManifest(layers []layer, units []unit, unresolved map[string]int, previous *data.Manifest) (data.Manifest, error) {
	m := data.Manifest{Format: data.FormatVersion, Units: countKinds(units), Unresolved: unresolved}
	used := map[string]bool{}
	for _, l := range layers {
		if err := checkLicence("layer "+l.info.Name, l.info.Licence); err != nil {
			return data.Manifest{}, err
		}
		m.Layers = append(m.Layers, l.info)
		for _, key := range l.info.Sources {
			used[key] = true
		}
	}
	slices.SortFunc(m.Layers, func(a, b data.LayerInfo) int { return cmp.Compare(a.Name, b.Name) })
	all := catalogue()
	if err := checkSources(all); err != nil {
		return data.Manifest{}, err
	}
	for _, s := range all {
		if used[s.Key] {
			m.Sources = append(m.Sources, s)
			delete(used, s.Key)
		}
	}
	if err := checkAllListed(used); err != nil {
		return data.Manifest{}, err
	}
	return m, checkLosses(m, previous)
}

func checkAllListed(unlisted map[string]bool) error {
	keys := make([]string, 0, len(unlisted))
	for k := range unlisted {
		keys = append(keys, k)
	}
	if slices.Sort(keys); len(keys) > 0 {
		return fmt.Errorf("check sources: a layer names sources %q, which the catalogue does not list", keys)
	}
	return nil
}

func countKinds(units []unit) map[string]int {
	counts := map[string]int{}
	for i := range units {
		counts[units[i].Kind.String()]++
	}
	return counts
}
