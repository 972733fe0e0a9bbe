package build

import "github.com/shimai/shimai/data"

// allUnits puts the table of units together, in unit order: places, Japanese
// governments, regions.
func allUnits(g *gazetteer, places []data.PlaceRow, municipalities []municipality, regions *regionTable) []unit {
	list := make([]unit, 0, len(places)+len(municipalities)+len(regions.list))
	for _, p := range places {
		list = append(list, unit{
			Unit: p.Unit, ID: p.ID, CC: p.CC, Kind: data.KindPlace, Name: p.Name, GeonameID: g.entries[g.candidates[p.Unit]].geonameID,
			Population: p.Population, Lat: float64(p.Lat), Lon: float64(p.Lon), Region: p.Region,
		})
	}
	for i := range municipalities {
		m := &municipalities[i]
		kind, _ := data.ParseKind(m.row.Kind)
		list = append(list, unit{
			Unit: m.row.Unit, ID: m.row.ID, CC: "JP", Kind: kind, Name: m.row.Romaji, GeonameID: m.geonameID,
			Population: m.row.Population, Lat: float64(m.row.Lat), Lon: float64(m.row.Lon), Region: m.row.Region, Code: m.code,
		})
	}
	for i := range regions.list {
		r := &regions.list[i].row
		list = append(list, unit{
			Unit: r.Unit, ID: r.ID, CC: r.CC, Kind: data.KindRegion, Name: r.Name, Population: r.Population,
			Lat: float64(r.Lat), Lon: float64(r.Lon), Region: data.NoInt,
		})
	}
	return list
}

// climateRows returns the climate layer in unit order.
func climateRows(g *gazetteer, municipalities []municipality, regions *regionTable) []data.ClimateRow {
	list := make([]data.ClimateRow, 0, len(g.candidates)+len(municipalities)+len(regions.list))
	for _, i := range g.candidates {
		list = append(list, g.entries[i].climate.row(g.entries[i].unit))
	}
	for i := range municipalities {
		list = append(list, municipalities[i].climate.row(municipalities[i].row.Unit))
	}
	for i := range regions.list {
		list = append(list, regions.list[i].climate.row(regions.list[i].row.Unit))
	}
	return list
}
