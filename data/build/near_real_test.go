package build

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

func TestMeasure(t *testing.T) {
	c := &compiler{src: sources{fullSources(t)}}
	for _, run := range []func() error{c.readPlaces, c.readJapan, c.resolveTies, c.placeLayers} {
		require.NoError(t, run())
	}
	t0 := time.Now()
	rows, err := nearLayers(c.src, c.units)
	require.NoError(t, err)
	t.Log("near", time.Since(t0))
	cnt := map[string]int{}
	for l, rs := range rows {
		t.Log(l, len(rs))
		for _, r := range rs {
			cnt[r.Feature]++
		}
	}
	for _, f := range data.Features {
		t.Log(f.Name, cnt[f.Name])
	}
	ids := map[string]int32{}
	byU := map[int32]string{}
	for _, u := range c.units {
		ids[u.ID] = u.Unit
		byU[u.Unit] = u.ID + " " + u.Name
	}
	show := func(id string) {
		t.Log("==", byU[ids[id]])
		for _, l := range nearLayerNames {
			for _, r := range rows[l] {
				if r.Unit == ids[id] {
					t.Logf("%s n=%d km=%.1f v=%.1f %s | %s", r.Feature, r.Count, r.Km, r.Value, r.Name, r.Detail)
				}
			}
		}
	}
	for _, id := range []string{"jp:14100", "jp:20485", "jp:46201", "gn:2648579", "jp:01635", "gn:2911298", "jp:13", "jp:01", "rg:AU-02", "jp:26100", "jp:13421", "gn:2761369"} {
		show(id)
	}
	t0 = time.Now()
	th, notes, err := joinThemes(c.src, c.units)
	require.NoError(t, err)
	t.Log("themes", len(th), len(notes), time.Since(t0))
	for _, n := range notes {
		t.Log(n)
	}
	bs, un, err := joinBirths(c.src, c.units)
	require.NoError(t, err)
	t.Log("births", len(bs), un)
	n := map[int32]int{}
	for _, b := range bs {
		n[b.Unit]++
	}
	for u, k := range n {
		if k > 60 {
			t.Log(byU[u], k)
		}
	}
	ms, err := missionRows(c.src)
	require.NoError(t, err)
	names, _ := readCountryNames(c.src)
	um, err := readMissions(c.src, names, func(mission) {})
	t.Log("missions", len(ms), um, err)
	cr, cg, cp, err := countryRows(c.src)
	require.NoError(t, err)
	t.Log(len(cr), len(cg), len(cp))
	for _, p := range cp {
		if p.A == "JP" && (p.B == "US" || p.B == "KR" || p.B == "BR") || p.A == "BR" && p.B == "JP" || p.A == "GA" {
			t.Logf("%+v", p)
		}
	}
}
