package answer

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// The JSON shapes of scores, shared by recommend, explain and compare.
type (
	EvidenceJSON struct {
		Text   string `json:"text"`
		Source string `json:"source"`
		Date   string `json:"date"`
	}
	LineJSON struct {
		Criterion string         `json:"criterion"`
		Points    float64        `json:"points"`
		Max       float64        `json:"max"`
		Known     bool           `json:"known"`
		Lift      *float64       `json:"lift"`
		Evidence  []EvidenceJSON `json:"evidence"`
	}
	StandingJSON struct {
		Rank int `json:"rank"`
		Of   int `json:"of"`
	}
	FlagJSON struct {
		Key  string `json:"key"`
		Text string `json:"text"`
	}
	CandidateJSON struct {
		Rank int `json:"rank"`
		UnitJSON
		// RankInterval is null where nothing was ranked.
		RankInterval *IntervalJSON `json:"rank_interval"`
		DistanceKm   float64       `json:"distance_km"`
		Fit          float64       `json:"fit"`
		Openness     float64       `json:"openness"`
		OrderScore   float64       `json:"order_score"`
		Bonus        float64       `json:"bonus"`
		TheirRank    *StandingJSON `json:"their_rank"`
		Confidence   float64       `json:"confidence"`
		Points       []LineJSON    `json:"points"`
		OpenPoints   []LineJSON    `json:"openness_points"`
		Flags        []FlagJSON    `json:"flags"`
	}
)

func (b *Base) candidateJSON(c matcher.Candidate, lang string) CandidateJSON {
	out := CandidateJSON{
		Rank: c.Rank, RankInterval: intervalOf(c.Interval), UnitJSON: b.UnitJSON(c.Unit), DistanceKm: round(float64(c.Distance), 1),
		Fit: c.Fit.Float(), Openness: c.Openness.Float(), OrderScore: c.OrderScore.Float(), Bonus: c.Bonus.Float(), Confidence: round(c.Confidence, 3),
		Points: b.linesJSON(c.Lines, lang), OpenPoints: b.linesJSON(c.OpenLines, lang), Flags: []FlagJSON{},
	}
	if c.TheirRank != nil {
		out.TheirRank = &StandingJSON{c.TheirRank.Rank, c.TheirRank.Of}
	}
	for _, f := range c.Flags {
		out.Flags = append(out.Flags, FlagJSON{f.Key, f.Text.In(lang)})
	}
	return out
}

func (b *Base) linesJSON(lines []matcher.Line, lang string) []LineJSON {
	out := make([]LineJSON, 0, len(lines))
	for _, l := range lines {
		line := LineJSON{Criterion: string(l.Criterion), Points: l.Points.Float(), Max: l.Max.Float(), Known: l.Known, Evidence: []EvidenceJSON{}}
		if l.Lift > 0 {
			line.Lift = &l.Lift
		}
		for _, ev := range l.Evidence {
			line.Evidence = append(line.Evidence, EvidenceJSON{ev.Text.In(lang), ev.Source, b.EvidenceDate(ev)})
		}
		out = append(out, line)
	}
	return out
}

// EvidenceDate is the date of the fact, or else that of its source.
func (b *Base) EvidenceDate(ev matcher.Evidence) string {
	if ev.Date != "" {
		return ev.Date
	}
	return b.Manifest.Source(ev.Source).Date
}

// round keeps the given decimals, so that JSON does not claim more.
func round(v float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	return math.Round(v*scale) / scale
}

// Reasons returns the strongest reasons for a candidate, strongest first, one
// of each criterion before a second of any, so that a reader hears of several
// things; what counts against it is no reason. What binds the two countries
// comes last: it is the same for every candidate of a country and tells
// nothing of this one.
func Reasons(c matcher.Candidate, n int) []matcher.Evidence {
	var first, more, ofCountry []matcher.Evidence
	stronger := func(x, y matcher.Evidence) int { return cmp.Compare(y.Strength, x.Strength) }
	for _, l := range c.Lines {
		own := slices.DeleteFunc(slices.Clone(l.Evidence), func(ev matcher.Evidence) bool { return ev.Strength <= 0 })
		slices.SortStableFunc(own, stronger)
		switch {
		case len(own) == 0:
		case l.Criterion == matcher.Country:
			ofCountry = own
		default:
			first, more = append(first, own[0]), append(more, own[1:]...)
		}
	}
	slices.SortStableFunc(first, stronger)
	slices.SortStableFunc(more, stronger)
	all := slices.Concat(first, more, ofCountry)
	return all[:min(n, len(all))]
}

// sameOf returns how many governments each of a list ranks, 0 where they differ
// in it. Once below the table is enough for what is the same.
func sameOf[T any](list []T, standing func(T) *matcher.Standing) int {
	of := 0
	for _, c := range list {
		s := standing(c)
		if s == nil || of != 0 && s.Of != of {
			return 0
		}
		of = s.Of
	}
	return of
}

// theirView says below a table what its column of places means.
func theirView(town string, of int, lang string) string {
	return fmt.Sprintf(Both("Their view: the place of %s among %s governments of its country.", "相手から: 自国の%[2]s自治体の中での%[1]sの順位。").In(lang),
		town, Grouped(int64(of)))
}

// standing words a town's place in a ranking.
func standing(s *matcher.Standing, lang string) string {
	if s == nil {
		return "?"
	}
	of := Both(" of ", "/").In(lang)
	return "#" + Grouped(int64(s.Rank)) + of + Grouped(int64(s.Of))
}

// place words a standing within a sentence.
func place(s *matcher.Standing, lang string) string {
	if s == nil {
		return Both("at an unknown place", "順位不明").In(lang)
	}
	return fmt.Sprintf(Both("#%s of %s", "%[2]s中%[1]s位").In(lang), Grouped(int64(s.Rank)), Grouped(int64(s.Of)))
}

// Percent words a share for people.
func Percent(v float64) string { return strconv.Itoa(int(math.Round(100*v))) + "%" }

// flagLines words the flags of a candidate.
func flagLines(flags []matcher.Flag, lang string) []string {
	var out []string
	for _, f := range flags {
		out = append(out, "! "+f.Text.In(lang))
	}
	return out
}

// geojson types, RFC 7946.
type (
	featureCollection struct {
		Type     string    `json:"type"`
		Features []feature `json:"features"`
	}
	feature struct {
		Type       string `json:"type"`
		ID         string `json:"id"`
		Geometry   *point `json:"geometry"`
		Properties any    `json:"properties"`
	}
	point struct {
		Type        string     `json:"type"`
		Coordinates [2]float64 `json:"coordinates"`
	}
)

// feature puts a unit on the map; the position of one without a place is null.
func (b *Base) feature(u data.Unit, properties any) feature {
	f := feature{Type: "Feature", ID: b.Labels.ID.At(int(u)), Properties: properties}
	lat, lon := knownFloat(b.Units.Lat[u]), knownFloat(b.Units.Lon[u])
	if lat != nil && lon != nil {
		f.Geometry = &point{"Point", [2]float64{*lon, *lat}}
	}
	return f
}
