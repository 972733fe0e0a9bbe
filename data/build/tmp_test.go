package build
import ("testing";"fmt";"sort";"strings";"github.com/stretchr/testify/require")
func TestTmp(t *testing.T) {
	c := &compiler{src: sources{fullSources(t)}}
	for _, run := range []func() error{c.readPlaces, c.readJapan, c.resolveTies, c.placeLayers} { require.NoError(t, run()) }
	f := newUnitFinder(c.units)
	tb, _ := c.src.table("themes_seed.tsv")
	var out []string
	for r := range tb.rows() {
		x, ok := f.theme(r)
		if !ok { continue }
		u := c.units[x.index]
		if r.str("cc") == "JP" && len(f.byName["JP "+cityKey(r.str("name"))])>1 { 
			p := ""; for _, q := range c.units { if q.Unit==u.Region { p=q.Name } }
			out = append(out, fmt.Sprintf("%s %s->%s %s", r.str("theme"), r.str("name"), u.Code, p)) }
		if r.str("geonameid")=="wd:" { out = append(out, fmt.Sprintf("LOST %s %s %s ->%s %d", r.str("theme"), r.str("name"), r.str("cc"), u.ID, u.Population)) }
	}
	sort.Strings(out)
	fmt.Println(strings.Join(out,"; "))
	tb, _ = c.src.table("points/notable_births.tsv")
	k := map[string]int{}
	for r := range tb.rows() {
		_, ok := f.birthplace(r.str("city"), r.str("cc"), r.float("lat"), r.float("lon"))
		if !ok { k[r.str("city")+"/"+r.str("cc")]++ }
	}
	var ks []string
	for n, v := range k { ks = append(ks, fmt.Sprintf("%04d %s", v, n)) }
	sort.Strings(ks)
	fmt.Println(len(ks), ks[max(0,len(ks)-120):])
	for _, id := range []string{"points/universities.tsv","points/creative_cities.tsv"} {
		tb, _ = c.src.table(id)
		for r := range tb.rows() {
			if r.str("geonameid")=="wd:" { x, ok := f.onlyNamed(r.str("city"), r.str("cc")); fmt.Println(r.str("city"), r.str("cc"), ok, c.units[x.index].ID) }
		}
	}
	i := f.byCode["04100"]
	fmt.Println(c.units[i])
}
