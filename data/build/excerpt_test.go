package build

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

// town is one row of an excerpt of places.tsv.gz.
type town struct {
	id         int64 // 0 for a place without a GeoNames id
	name, cc   string
	code       string // first-level code; its name is "Region CODE" unless region is set
	region, a2 string
	lat, lon   float64
	people     int
	feature    string
	alt        string
}

// tsv writes a table; cells not given are empty.
func tsv(columns []string, rows ...map[string]string) string {
	var b strings.Builder
	b.WriteString(strings.Join(columns, "\t") + "\n")
	for _, r := range rows {
		cells := make([]string, len(columns))
		for i, c := range columns {
			cells[i] = r[c]
		}
		b.WriteString(strings.Join(cells, "\t") + "\n")
	}
	return b.String()
}

// climateCells fills the months: January is coldest in the north.
func climateCells(r map[string]string, lat float64) map[string]string {
	for m := range 12 {
		t := 20 - abs(lat-10)/3 - float64(abs(float64(m-6)))
		r[months[m]] = fmt.Sprintf("%.1f", t)
		r[months[12+m]] = fmt.Sprint(40 + 5*m)
	}
	r["koppen_calc"] = "Cfb"
	return r
}

func abs(v float64) float64 { return max(v, -v) }

func placesTSV(towns []town) string {
	columns := append(monthColumns(), placeColumns...)
	var rows []map[string]string
	for _, p := range towns {
		r := map[string]string{
			"name": p.name, "asciiname": p.name, "cc": p.cc, "admin1_code": p.code, "admin2": p.a2, "altnames": p.alt,
			"lat": fmt.Sprint(p.lat), "lon": fmt.Sprint(p.lon), "population": fmt.Sprint(p.people), "feature_code": p.feature,
			"elevation": "100", "coast_km": "10", "relief_m": "50", "landmass_km2": "1000", "clim_station_km": "5",
		}
		if r["admin1"] = p.region; p.region == "" && p.code != "" {
			r["admin1"] = "Region " + p.code
		}
		if p.id != 0 {
			r["geonameid"] = fmt.Sprint(p.id)
		}
		rows = append(rows, climateCells(r, p.lat))
	}
	return tsv(columns, rows...)
}

// bond is one row of an excerpt of ties.tsv.gz; a party is "id name cc [gid] [lat lon]".
type bond struct {
	a, b     party
	year     string
	sources  string
	domestic bool
	network  string
}

var tieColumns = []string{
	"id_a", "name_a", "cc_a", "lat_a", "lon_a", "gid_a", "id_b", "name_b", "cc_b", "lat_b", "lon_b", "gid_b",
	"year", "sources", "domestic", "network", "form",
}

func tiesTSV(bonds []bond) string {
	var rows []map[string]string
	for _, t := range bonds {
		r := map[string]string{"year": t.year, "sources": t.sources, "domestic": fmt.Sprint(boolInt(t.domestic)), "network": t.network}
		for end, p := range map[string]party{"a": t.a, "b": t.b} {
			r["id_"+end], r["name_"+end], r["cc_"+end] = p.id, p.name, p.cc
			if p.gid != 0 {
				r["gid_"+end] = fmt.Sprint(p.gid)
			}
			if p.positioned() && (p.lat != 0 || p.lon != 0) {
				r["lat_"+end], r["lon_"+end] = fmt.Sprint(p.lat), fmt.Sprint(p.lon)
			}
		}
		rows = append(rows, r)
	}
	return tsv(tieColumns, rows...)
}

// gn is a party known by its GeoNames id.
func gn(id int64, name, cc string) party {
	return party{id: fmt.Sprintf("gn:%d", id), name: name, cc: cc, gid: id}
}

// japanFiles is a Japan of one prefecture with three municipalities: a city, a
// town matched with the gazetteer, and a village governed from the mainland.
func japanFiles() map[string]string {
	pref := map[string]string{
		"code5": "46000", "type": "prefecture", "kanji": "鹿児島県", "kana": "かごしまけん", "romaji": "Kagoshima", "name_en": "Kagoshima",
		"romaji_suffix": "ken", "lat": "31.56", "lon": "130.558", "population": "100405", "coast_km": "2664.8",
	}
	city := map[string]string{
		"code5": "46201", "type": "city", "kanji": "鹿児島市", "kana": "かごしまし", "romaji": "Kagoshima", "name_en": "Kagoshima",
		"romaji_suffix": "shi", "lat": "31.597", "lon": "130.557", "population": "90000", "pref_capital": "1", "coast_km": "0", "area_km2": "500",
		"age65_pct": "30",
	}
	town := map[string]string{
		"code5": "46392", "type": "town", "kanji": "大崎町", "kana": "おおさきちょう", "romaji": "Osaki", "name_en": "Ōsaki",
		"romaji_suffix": "cho", "district": "曽於郡", "lat": "31.429", "lon": "131.006", "population": "10000", "coast_km": "7.5", "area_km2": "100",
		"age65_pct": "40",
	}
	village := map[string]string{
		"code5": "46303", "type": "village", "kanji": "三島村", "kana": "みしまむら", "romaji": "Mishima", "name_en": "Mishima",
		"romaji_suffix": "mura", "lat": "31.594", "lon": "130.56", "cent_lat": "30.83", "cent_lon": "129.93", "population": "405",
		"coast_km": "43.6", "area_km2": "31.39",
	}
	geoColumns := append(monthColumns(), "lgcode", "koppen", "koppen_calc", "elevation_est", "coast_km", "landmass_km2", "lake", "river",
		"regions", "near_geonameid", "near_km", "name_match")
	geo := func(code, coast, near, match string, lat float64) map[string]string {
		return climateCells(map[string]string{
			"lgcode": code + "0", "elevation_est": "20", "coast_km": coast, "landmass_km2": "36972", "near_geonameid": near, "near_km": "1", "name_match": match,
		}, lat)
	}
	industry := append([]string{"code5", "private_employees_total"}, industryColumns...)
	row := func(code, total string) map[string]string {
		return map[string]string{"code5": code, "private_employees_total": total, "E_manufacturing": total}
	}
	return map[string]string{
		"japan/municipalities.tsv": tsv(municipalityColumns, pref, city, town, village),
		"japan/municipalities_geo.tsv.gz": tsv(geoColumns, geo("46201", "1.2", "11", "0", 31.6), geo("46392", "4.5", "12", "1", 31.4),
			geo("46303", "0.5", "11", "0", 31.6)),
		"japan/industry_2021.tsv":                  tsv(industry, row("46201", "900"), row("46392", "100"), row("46303", "5")),
		"japan/emigrants_by_prefecture.tsv":        "pref_code\temigrants_1885_1972\n46\t14085\n",
		"japan/foreign_city_katakana_geonames.tsv": "geonameid\tkatakana\n1\tオークランド|アークランド\n",
	}
}

// compileExcerpt runs the stages that need only these tables.
func compileExcerpt(t *testing.T, towns []town, bonds []bond) *compiler {
	t.Helper()
	files := japanFiles()
	files["places.tsv.gz"] = placesTSV(towns)
	files[tiesTable] = tiesTSV(bonds)
	c := &compiler{src: folder(t, files)}
	for _, run := range []func() error{c.readPlaces, c.readJapan, c.resolveTies, c.placeLayers, c.nameLayers, c.tieLayer} {
		require.NoError(t, run())
	}
	return c
}

// unitOf returns the number of the unit with the id.
func (c *compiler) unitOf(t *testing.T, id string) int32 {
	t.Helper()
	for i := range c.units {
		if c.units[i].ID == id {
			return c.units[i].Unit
		}
	}
	t.Fatalf("no unit %s", id)
	return data.NoInt
}
