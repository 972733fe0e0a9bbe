package answer

import (
	"context"
	"math"
	"strconv"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

const SchemaCompare = "shimai.compare/1"

// Compare sets a town, the first of the units, beside candidates.
func (d *Desk) Compare(ctx context.Context, a Ask, units []data.Unit) (Comparison, error) {
	c := Comparison{Lang: a.Lang, Units: units}
	q, err := d.Question(ctx, a, units[0])
	if err != nil {
		return c, err
	}
	engine, err := d.Engine()
	if err != nil {
		return c, err
	}
	if c.Base, err = d.Base(); err != nil {
		return c, err
	}
	ids := []string{c.Base.Labels.ID.At(int(units[0]))}
	for _, u := range units[1:] {
		if err := ctx.Err(); err != nil {
			return c, err
		}
		scored, err := engine.Score(q.Query, u)
		if err != nil {
			return c, err
		}
		s, err := engine.Standing(units[0], u)
		if err != nil {
			return c, err
		}
		scored.TheirRank = &s
		scored.Flags = append(scored.Flags, q.outFlags(u)...)
		c.Scored = append(c.Scored, scored)
		ids = append(ids, c.Base.Labels.ID.At(int(u)))
	}
	if c.koppen, err = d.koppens(units); err != nil {
		return c, err
	}
	c.Run, err = d.RunOf(a, "compare", ids...)
	return c, err
}

// koppens returns the climate class of each unit, "" when it is unknown.
func (d *Desk) koppens(units []data.Unit) ([]string, error) {
	var out []string
	for _, u := range units {
		k, err := d.Koppen(u)
		if err != nil {
			return nil, err
		}
		out = append(out, k)
	}
	return out, nil
}

// Comparison is a town with candidates on its way out; units[0] is the town,
// scored[i] belongs to units[i+1].
type Comparison struct {
	Base   *Base
	Lang   string
	Run    Run
	Units  []data.Unit
	koppen []string
	Scored []matcher.Candidate
}

type CompareJSON struct {
	Schema     string          `json:"schema"`
	Run        Run             `json:"run"`
	Town       UnitJSON        `json:"town"`
	Candidates []CandidateJSON `json:"candidates"`
}

func (c Comparison) Result() Result {
	j := CompareJSON{Schema: SchemaCompare, Run: c.Run, Town: c.Base.UnitJSON(c.Units[0]), Candidates: []CandidateJSON{}}
	for _, s := range c.Scored {
		j.Candidates = append(j.Candidates, c.Base.candidateJSON(s, c.Lang))
	}
	return Result{Doc: c.document(), JSON: j}
}

// maxShown is for how many places there is room beside the most that can be reached.
const maxShown = 4

func (c Comparison) document() Document {
	d := Document{Lang: c.Lang, Columns: []Column{{Key: "row", Title: Both("", ""), Firm: true}}, Below: append(c.flags(), c.Run.Line(c.Lang, c.Base.Manifest))}
	for _, u := range c.Units {
		name := c.Base.Name(u, c.Lang)
		d.Columns = append(d.Columns, Column{Key: c.Base.Labels.ID.At(int(u)), Title: Both(name, name), Fold: true})
	}
	d.Columns = append(d.Columns, Column{Key: "max", Title: Both("of", "満点"), Right: true, FileOnly: len(c.Units) > maxShown})
	d.Rows = append(c.facts(), c.scores()...)
	return d
}

// flags are the warnings and remarks on each candidate.
func (c Comparison) flags() []string {
	var out []string
	for _, s := range c.Scored {
		for _, f := range s.Flags {
			out = append(out, c.Base.Name(s.Unit, c.Lang)+": "+f.Text.In(c.Lang))
		}
	}
	return out
}

// unknown is the cell for what the data do not tell.
func (c Comparison) unknown() Cell { return Cell{Both("unknown", "不明").In(c.Lang), ""} }

// factRow is a row with one cell for the town and for each candidate.
func (c Comparison) factRow(key string, title matcher.Text, of func(i int, u data.Unit) Cell) Row {
	r := Row{Cells: []Cell{{title.In(c.Lang), key}}}
	for i, u := range c.Units {
		v := of(i, u)
		if v.Raw == "" {
			v = c.unknown()
		}
		r.Cells = append(r.Cells, v)
	}
	r.Cells = append(r.Cells, Cell{})
	return r
}

func (c Comparison) facts() []Row {
	b := c.Base
	measure := func(v float32, unit string) Cell {
		if !data.Known(v) {
			return Cell{}
		}
		return Cell{Grouped(int64(math.Round(float64(v)))) + " " + unit, strconv.FormatFloat(float64(v), 'f', 0, 32)}
	}
	return []Row{
		c.factRow("country", Both("Country", "国"), func(_ int, u data.Unit) Cell {
			return Cell{b.CountryName(b.Units.Country[u], c.Lang), b.Country(u)}
		}),
		c.factRow("region", Both("Region", "地域"), func(_ int, u data.Unit) Cell { return Text(b.Region(u, c.Lang)) }),
		c.factRow("population", Both("People", "人口"), func(_ int, u data.Unit) Cell { return Count(b.Units.Population[u]) }),
		c.factRow("elevation_m", Both("Height", "標高"), func(_ int, u data.Unit) Cell {
			v := Count(b.Units.Elevation[u])
			return Cell{v.Shown + " m", v.Raw}
		}),
		c.factRow("coast_km", Both("To the sea", "海まで"), func(_ int, u data.Unit) Cell { return measure(b.Units.CoastKm[u], "km") }),
		c.factRow("koppen", Both("Climate", "気候"), func(i int, _ data.Unit) Cell { return Text(c.koppen[i]) }),
	}
}

// scores are the rows that only candidates have.
func (c Comparison) scores() []Row {
	scoreRow := func(key string, title matcher.Text, most Cell, of func(s matcher.Candidate) Cell) Row {
		r := Row{Cells: []Cell{{title.In(c.Lang), key}, {"", ""}}}
		for _, s := range c.Scored {
			r.Cells = append(r.Cells, of(s))
		}
		r.Cells = append(r.Cells, most)
		return r
	}
	hundred := hundredths(100 * matcher.PointsScale)
	rows := []Row{
		scoreRow("distance_km", Both("Distance", "距離"), Cell{}, func(s matcher.Candidate) Cell {
			return Cell{Grouped(int64(s.Distance)) + " km", strconv.Itoa(int(s.Distance))}
		}),
		scoreRow("fit", Both("Fit", "適合度"), hundred, func(s matcher.Candidate) Cell { return hundredths(s.Fit) }),
		scoreRow("openness", Both("Openness", "開放度"), hundred, func(s matcher.Candidate) Cell { return hundredths(s.Openness) }),
		scoreRow("their_rank", Both("Their view", "相手から"), Cell{}, func(s matcher.Candidate) Cell {
			return Cell{standing(s.TheirRank, c.Lang), strconv.Itoa(s.TheirRank.Rank)}
		}),
		scoreRow("confidence", Both("Known", "既知"), Cell{}, func(s matcher.Candidate) Cell {
			return Cell{Percent(s.Confidence), strconv.FormatFloat(s.Confidence, 'f', 3, 64)}
		}),
	}
	for _, k := range matcher.Criteria() {
		all, _ := lineOf(c.Scored[0].Lines, k) // the most is the same for all
		rows = append(rows, scoreRow("points_"+string(k), Both(string(k), CriterionName(k, "ja")), maximum(all), func(s matcher.Candidate) Cell {
			l, ok := lineOf(s.Lines, k)
			if !ok || !l.Known {
				return c.unknown()
			}
			return hundredths(l.Points)
		}))
	}
	return rows
}
