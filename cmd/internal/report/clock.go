package report

import (
	_ "embed"
	"math"
	"strconv"
	"strings"

	"github.com/shimai/shimai/data"
)

// zones lists the time zones of the places of the world, a line each: the name
// in the IANA database, and by how many minutes its clocks are ahead of UTC in
// the middle of January and of July 2026. The table is kept here because a
// machine's own may be older: the same question gives the same report.
//
//go:embed page/zones.tsv
var zones string

// clock tells how many hours clocks are ahead, in January and in July; the two
// differ where only one side has summer time.
type clock struct{ january, july float64 }

// zoneClock is the clock of a time zone against UTC.
func zoneClock(zone string) (clock, bool) {
	_, rest, found := strings.Cut("\n"+zones, "\n"+zone+"\t")
	if !found || zone == "" {
		return clock{}, false
	}
	line, _, _ := strings.Cut(rest, "\n")
	january, july, _ := strings.Cut(line, "\t")
	x, err1 := strconv.ParseFloat(january, 64)
	y, err2 := strconv.ParseFloat(july, 64)
	return clock{x / 60, y / 60}, err1 == nil && err2 == nil
}

// zone names the time zone of a government, "" where none is known. Regions
// have that of their largest place.
func (a *author) zone(u data.Unit) string {
	if a.base.Country(u) == "JP" {
		return "Asia/Tokyo"
	}
	if a.base.Units.Kind[u] == data.KindRegion {
		most := int32(-1)
		for i, region := range a.base.Units.Region {
			if p := a.base.Units.Population[i]; region == u && p > most && a.base.Units.Kind[i] == data.KindPlace {
				most, u = p, data.Unit(i) //nolint:gosec // an index of the units
			}
		}
	}
	return a.base.Labels.Timezone.At(int(u))
}

// ahead tells by how many hours a candidate's clocks are ahead of ours. Where a
// time zone is not known it is the difference of the longitudes, and about is true.
func (a *author) ahead(s *subject) (c clock, about bool) {
	ours, ok1 := zoneClock(a.zone(a.Town))
	theirs, ok2 := zoneClock(a.zone(s.unit))
	if !ok1 || !ok2 {
		h := math.Round(float64(a.base.Units.Lon[s.unit]-a.base.Units.Lon[a.Town]) / 15)
		return clock{h, h}, true
	}
	return clock{theirs.january - ours.january, theirs.july - ours.july}, false
}

// apart is how far apart two clocks are whatever the day, at the better of the
// two times of the year: 0 to 12 hours.
func (c clock) apart() float64 {
	round := func(h float64) float64 { return math.Min(math.Abs(h), 24-math.Abs(h)) }
	return math.Min(round(c.january), round(c.july))
}

// span words a number of hours without its sign.
func (a *author) span(h float64) string {
	whole, part := math.Modf(math.Abs(h))
	switch {
	case part == 0:
		return a.say("%.0f h", "%.0f時間", whole)
	case whole == 0:
		return a.say("%.0f min", "%.0f分", part*60)
	}
	return a.say("%.0f h %.0f min", "%.0f時間%.0f分", whole, part*60)
}

// hours is how far the clock of a candidate is ahead of ours, for a table.
func (a *author) hours(s *subject) Cell {
	c, about := a.ahead(s)
	if math.IsNaN(c.january) {
		return a.unknown()
	}
	signed := func(h float64) string {
		switch {
		case h > 0:
			return "+" + a.span(h)
		case h < 0:
			return "-" + a.span(h)
		}
		return a.say("none", "なし")
	}
	switch {
	case about:
		return words(a.say("about %s", "約%s", signed(c.january)))
	case c.january != c.july:
		return words(a.say("%s (July %s)", "%s(7月は%s)", signed(c.january), signed(c.july)))
	}
	return words(signed(c.january))
}

// hoursWords words the difference of time.
func (a *author) hoursWords(s *subject) string {
	c, about := a.ahead(s)
	if math.IsNaN(c.january) {
		return ""
	}
	word := func(h float64) string {
		switch {
		case h > 0:
			return a.say("%s ahead of us", "%s進んでいる", a.span(h))
		case h < 0:
			return a.say("%s behind us", "%s遅れている", a.span(h))
		}
		return a.say("none", "なし")
	}
	switch {
	case about:
		return a.say("about %s, by longitude", "約%s(経度による目安)", word(c.january))
	case c.january == c.july:
		return word(c.january)
	}
	return a.say("%s in January, %s in July", "1月は%s、7月は%s", word(c.january), word(c.july))
}

// hoursApart words the difference of the clocks for a risk.
func (a *author) hoursApart(s *subject) string {
	c, about := a.ahead(s)
	text := a.span(c.january)
	if c.january != c.july {
		text = a.say("%s to %s", "%s～%s", a.span(math.Min(math.Abs(c.january), math.Abs(c.july))), a.span(math.Max(math.Abs(c.january), math.Abs(c.july))))
	}
	if about {
		return a.say("about %s", "約%s", text)
	}
	return text
}
