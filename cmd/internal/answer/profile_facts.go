package answer

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shimai/shimai/data"
)

// identity adds what a place is called and where it belongs.
func (p *profiler) identity() error {
	const section = "identity"
	l, i := p.base.Labels, int(p.unit)
	name := p.choose("localgovjp", "geonames")
	p.text(section, "id", Both("Id", "ID"), l.ID.At(i), name)
	kind := p.base.Units.Kind[p.unit]
	p.add(Fact{Section: section, Key: "kind", Label: Both("Kind", "種別"), Shown: kindName(kind, p.lang), Raw: kind.String(), Value: kind.String(), Source: name})
	p.text(section, "name", Both("Name", "名称"), l.Name.At(i), name)
	p.text(section, "name_ja", Both("Japanese name", "日本語名"), l.NameJA.At(i), name)
	if p.japanese() {
		p.text(section, "kana", Both("Reading", "読み"), l.Kana.At(i), name)
		p.text(section, "url", Both("Web site", "ウェブサイト"), l.URL.At(i), name)
	} else {
		if err := p.otherNames(); err != nil {
			return err
		}
		p.text(section, "wikidata", Both("Wikidata", "ウィキデータ"), l.Wikidata.At(i), "wof")
	}
	if !p.base.Units.Kind[p.unit].Upper() {
		p.text(section, "region", Both("Region", "地域"), p.base.Region(p.unit, p.lang), name)
	}
	p.text(section, "country", Both("Country", "国"), p.base.CountryName(p.base.Units.Country[p.unit], p.lang), "cldr")
	p.text(section, "languages", Both("Languages of the country", "国の言語"), p.languages(), "cldr")
	if parent := p.base.Units.PartOf[p.unit]; parent != data.NoUnit {
		p.text(section, "part_of", Both("Probably part of", "次の都市の一部とみられる"), p.base.Name(parent, p.lang), "geonames")
	}
	return nil
}

// otherNamesShown bounds the alternate names of a profile; `shimai find` knows them all.
const otherNamesShown = 12

// otherNames adds the alternate names, those in the reader's reach first by
// the order of the data.
func (p *profiler) otherNames() error {
	if !p.names {
		return nil
	}
	names, err := p.store.Names()
	if err != nil {
		return err
	}
	var out []string
	for i := names.Start[p.unit]; i < names.Start[p.unit+1]; i++ {
		name := names.Name.At(int(i))
		if name != p.base.Labels.Name.At(int(p.unit)) && !slices.Contains(out, name) && len(out) < otherNamesShown {
			out = append(out, name)
		}
	}
	p.text("identity", "other_names", Both("Other names", "別名"), strings.Join(out, ", "), "geonames")
	return nil
}

// languagesShown bounds the languages of a country, most spoken first.
const languagesShown = 4

func (p *profiler) languages() string {
	var out []string
	for _, l := range p.base.Countries.Languages[p.base.Units.Country[p.unit]] {
		if len(out) == languagesShown {
			break
		}
		out = append(out, fmt.Sprintf("%s %.0f%%", l.Code, l.Percent))
	}
	return strings.Join(out, ", ")
}

// size adds population and area.
func (p *profiler) size() error {
	const section = "size"
	u := p.base.Units
	source, date := "geonames", ""
	if p.japanese() {
		source, date = "ssdse", "2020"
	}
	p.count(section, "population", Both("Population", "人口"), u.Population[p.unit], "", source, date)
	rank := Both("Rank in its region", "地域内の順位")
	if u.Kind[p.unit].Upper() {
		rank = Both("Rank in its country", "国内の順位")
	}
	p.count(section, "region_rank", rank, u.RegionRank[p.unit], "", source, date)
	if !p.japanese() {
		p.measure(section, "area_km2", Both("Area", "面積"), data.NoFloat(), 1, "km²", "", "")
		return nil
	}
	j, err := p.store.Japan()
	if err != nil {
		return err
	}
	i := int(p.unit - u.Municipalities.From)
	p.count(section, "population_2015", Both("Population 2015", "人口(2015年)"), j.Pop2015[i], "", "ssdse", "2015")
	p.measure(section, "area_km2", Both("Area", "面積"), j.AreaKm2[i], 1, "km²", "ssdse", "")
	p.measure(section, "habitable_km2", Both("Habitable area", "可住地面積"), j.HabitableKm2[i], 1, "km²", "ssdse", "")
	p.measure(section, "age65_pct", Both("Aged 65 or more", "65歳以上"), j.Age65Pct[i], 1, "%", "ssdse", "2020")
	p.count(section, "foreign_population", Both("Foreign residents", "外国人人口"), j.ForeignPop[i], "", "ssdse", "2020")
	p.count(section, "high_schools", Both("High schools", "高等学校数"), j.HighSchools[i], "", "ssdse", "")
	return nil
}

// setting adds where a place lies.
func (p *profiler) setting() error {
	const section, ne = "setting", "natural_earth"
	u, l, i := p.base.Units, p.base.Labels, int(p.unit)
	gazetteer := p.choose("localgovjp", "geonames")
	p.measure(section, "lat", Both("Latitude", "緯度"), u.Lat[p.unit], 3, "°", gazetteer, "")
	p.measure(section, "lon", Both("Longitude", "経度"), u.Lon[p.unit], 3, "°", gazetteer, "")
	p.measure(section, "coast_km", Both("Distance to the sea", "海までの距離"), u.CoastKm[p.unit], 1, "km", ne, "")
	p.count(section, "elevation_m", Both("Elevation", "標高"), u.Elevation[p.unit], "m", "geonames", "")
	p.measure(section, "relief_m", Both("Relief of the surroundings", "周辺の起伏"), u.ReliefM[p.unit], 0, "m", "geonames", "")
	p.measure(section, "landmass_km2", Both("Island or continent", "島または大陸の面積"), u.Landmass[p.unit], 0, "km²", ne, "")
	if u.Kind[p.unit] != data.KindRegion {
		p.text(section, "lake", Both("Lake within 12 km", "12km以内の湖"), l.Lake.At(i), ne)
		p.text(section, "river", Both("River within 8 km", "8km以内の川"), l.River.At(i), ne)
	}
	p.text(section, "areas", Both("Named areas", "地形区"), areaWords(l.Areas.At(i), p.lang), ne)
	if u.Kind[p.unit] == data.KindPlace {
		p.text(section, "timezone", Both("Time zone", "タイムゾーン"), l.Timezone.At(i), "geonames")
	}
	return nil
}

// ClimateMonth is one month's normals in JSON.
type ClimateMonth struct {
	Temperature *float64 `json:"temperature_c"`
	Rain        *float64 `json:"rain_mm"`
}

// monthNames are the months in English, for labels.
var monthNames = [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// climate adds the class and the normals month by month.
func (p *profiler) climate() error {
	const section = "climate"
	c, err := p.store.Climate()
	if err != nil {
		return err
	}
	m, err := p.store.Months()
	if err != nil {
		return err
	}
	p.text(section, "koppen", Both("Köppen-Geiger class", "ケッペンの気候区分"), c.Classes[c.Koppen[p.unit]], "koppen")
	p.measure(section, "station_km", Both("Distance to the climate station", "観測点までの距離"), c.StationKm[p.unit], 0, "km", "cru", "")
	for k, name := range monthNames {
		t, rain := m.T[k][p.unit], m.P[k][p.unit]
		f := Fact{Section: section, Key: fmt.Sprintf("month_%02d", k+1), Label: Both(name, fmt.Sprintf("%d月", k+1)), Source: "cru"}
		if data.Known(t) || data.Known(rain) {
			f.Shown, f.Value = monthWord(t, rain), ClimateMonth{knownFloat(t), knownFloat(rain)}
			f.Raw = monthRaw(t, rain)
		}
		p.add(f)
	}
	return nil
}

func monthWord(t, rain float32) string {
	parts := []string{"? °C", "? mm"}
	if data.Known(t) {
		parts[0] = fmt.Sprintf("%.1f °C", t)
	}
	if data.Known(rain) {
		parts[1] = fmt.Sprintf("%.0f mm", rain)
	}
	return strings.Join(parts, ", ")
}

// monthRaw is a month for spreadsheets; a leading minus would read as a formula.
func monthRaw(t, rain float32) string {
	var parts []string
	if data.Known(t) {
		parts = append(parts, fmt.Sprintf("temperature_c=%.1f", t))
	}
	if data.Known(rain) {
		parts = append(parts, fmt.Sprintf("rain_mm=%.0f", rain))
	}
	return strings.Join(parts, " ")
}
