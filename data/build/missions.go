package build

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shimai/shimai/data"
)

// mission is one row of the table of diplomatic missions; its position is NaN
// where the source has none.
type mission struct {
	operator, host string // alpha-2
	city, kind     string
	lat, lon       float64
}

// missionRows returns the missions with a known position, in order of
// operator, host, city, type and position.
func missionRows(src sources) ([]data.MissionRow, error) {
	names, err := readCountryNames(src)
	if err != nil {
		return nil, err
	}
	var rows []data.MissionRow
	_, err = readMissions(src, names, func(m mission) {
		if positioned(m.lat, m.lon) {
			rows = append(rows, data.MissionRow{
				Operator: m.operator, CC: m.host, City: m.city, Type: m.kind,
				Lat: float32(m.lat), Lon: float32(m.lon),
			})
		}
	})
	slices.SortFunc(rows, func(a, b data.MissionRow) int {
		return cmp.Or(
			cmp.Compare(a.Operator, b.Operator), cmp.Compare(a.CC, b.CC), cmp.Compare(a.City, b.City),
			cmp.Compare(a.Type, b.Type), cmp.Compare(a.Lat, b.Lat), cmp.Compare(a.Lon, b.Lon))
	})
	return slices.Compact(rows), err
}

// readMissions calls each for every mission between countries we know and
// returns how many rows name an operator or host that is none.
func readMissions(src sources, names countryNames, each func(mission)) (unmapped int, err error) {
	t, err := src.table("points/embassies.tsv", "lat", "lon", "operator", "country", "city", "type")
	if err != nil {
		return 0, err
	}
	for row := range t.rows() {
		m := mission{
			operator: names.name(row.str("operator")), host: names.name(row.str("country")),
			city: row.str("city"), kind: missionKind(row.str("type")),
			lat: row.float("lat"), lon: row.float("lon"),
		}
		if m.operator == "" || m.host == "" {
			unmapped++
			continue
		}
		each(m)
	}
	return unmapped, t.failed()
}

// missionKind brings the types to one spelling: "Consulate General of Sweden"
// is a consulate general.
func missionKind(kind string) string {
	kind = strings.ToLower(strings.TrimSpace(kind))
	for _, known := range [...]string{
		"de facto embassy", "de facto consulate", "honorary consulate", "consulate general",
		"assistant high commission", "high commission", "apostolic nunciature", "embassy",
	} {
		if strings.Contains(kind, known) {
			return known
		}
	}
	return kind
}
