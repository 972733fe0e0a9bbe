package cli

import (
	"context"
	"math"
	"strconv"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

const schemaCompare = "shimai.compare/1"

// compare sets a town, the first of the units, beside candidates.
func (d *desk) compare(ctx context.Context, a ask, units []data.Unit) (comparison, error) {
	c := comparison{lang: a.lang, units: units}
	q, err := d.query(a, units[0])
	if err != nil {
		return c, err
	}
	engine, err := d.engine()
	if err != nil {
		return c, err
	}
	if c.base, err = d.base(); err != nil {
		return c, err
	}
	ids := []string{c.base.labels.ID.At(int(units[0]))}
	for _, u := range units[1:] {
		if err := ctx.Err(); err != nil {
			return c, err
		}
		scored, err := engine.Score(q, u)
		if err != nil {
			return c, err
		}
		s, err := engine.Standing(units[0], u)
		if err != nil {
			return c, err
		}
		scored.TheirRank = &s
		c.scored = append(c.scored, scored)
		ids = append(ids, c.base.labels.ID.At(int(u)))
	}
	if c.koppen, err = d.koppens(units); err != nil {
		return c, err
	}
	c.run, err = d.newRun(a.config, "compare", ids...)
	return c, err
}

// koppens returns the climate class of each unit, "" when it is unknown.
func (d *desk) koppens(units []data.Unit) ([]string, error) {
	var out []string
	for _, u := range units {
		k, err := d.koppen(u)
		if err != nil {
			return nil, err
		}
		out = append(out, k)
	}
	return out, nil
}

// comparison is a town with candidates on its way out; units[0] is the town,
// scored[i] belongs to units[i+1].
type comparison struct {
	base   *base
	lang   string
	run    run
	units  []data.Unit
	koppen []string
	scored []matcher.Candidate
}

type compareJSON struct {
	Schema     string          `json:"schema"`
	Run        run             `json:"run"`
	Town       unitJSON        `json:"town"`
	Candidates []candidateJSON `json:"candidates"`
}

func (c comparison) result() result {
	j := compareJSON{Schema: schemaCompare, Run: c.run, Town: c.base.unitJSON(c.units[0]), Candidates: []candidateJSON{}}
	for _, s := range c.scored {
		j.Candidates = append(j.Candidates, c.base.candidateJSON(s, c.lang))
	}
	return result{doc: c.document(), json: j}
}

// maxShown is for how many places there is room beside the most that can be reached.
const maxShown = 4

func (c comparison) document() document {
	d := document{lang: c.lang, columns: []column{{key: "row", title: both("", ""), firm: true}}, below: []string{c.run.line(c.lang, c.base.manifest)}}
	for _, u := range c.units {
		name := c.base.name(u, c.lang)
		d.columns = append(d.columns, column{key: c.base.labels.ID.At(int(u)), title: both(name, name), fold: true})
	}
	d.columns = append(d.columns, column{key: "max", title: both("of", "満点"), right: true, fileOnly: len(c.units) > maxShown})
	d.rows = append(c.facts(), c.scores()...)
	return d
}

// unknown is the cell for what the data do not tell.
func (c comparison) unknown() cell { return cell{both("unknown", "不明").In(c.lang), ""} }

// factRow is a row with one cell for the town and for each candidate.
func (c comparison) factRow(key string, title matcher.Text, of func(i int, u data.Unit) cell) row {
	r := row{cells: []cell{{title.In(c.lang), key}}}
	for i, u := range c.units {
		v := of(i, u)
		if v.raw == "" {
			v = c.unknown()
		}
		r.cells = append(r.cells, v)
	}
	r.cells = append(r.cells, cell{})
	return r
}

func (c comparison) facts() []row {
	b := c.base
	measure := func(v float32, unit string) cell {
		if !data.Known(v) {
			return cell{}
		}
		return cell{grouped(int64(math.Round(float64(v)))) + " " + unit, strconv.FormatFloat(float64(v), 'f', 0, 32)}
	}
	return []row{
		c.factRow("country", both("Country", "国"), func(_ int, u data.Unit) cell {
			return cell{b.countryName(b.units.Country[u], c.lang), b.country(u)}
		}),
		c.factRow("region", both("Region", "地域"), func(_ int, u data.Unit) cell { return text(b.region(u, c.lang)) }),
		c.factRow("population", both("People", "人口"), func(_ int, u data.Unit) cell { return count(b.units.Population[u]) }),
		c.factRow("elevation_m", both("Height", "標高"), func(_ int, u data.Unit) cell {
			v := count(b.units.Elevation[u])
			return cell{v.shown + " m", v.raw}
		}),
		c.factRow("coast_km", both("To the sea", "海まで"), func(_ int, u data.Unit) cell { return measure(b.units.CoastKm[u], "km") }),
		c.factRow("koppen", both("Climate", "気候"), func(i int, _ data.Unit) cell { return text(c.koppen[i]) }),
	}
}

// scores are the rows that only candidates have.
func (c comparison) scores() []row {
	scoreRow := func(key string, title matcher.Text, most cell, of func(s matcher.Candidate) cell) row {
		r := row{cells: []cell{{title.In(c.lang), key}, {"", ""}}}
		for _, s := range c.scored {
			r.cells = append(r.cells, of(s))
		}
		r.cells = append(r.cells, most)
		return r
	}
	hundred := hundredths(100 * matcher.PointsScale)
	rows := []row{
		scoreRow("distance_km", both("Distance", "距離"), cell{}, func(s matcher.Candidate) cell {
			return cell{grouped(int64(s.Distance)) + " km", strconv.Itoa(int(s.Distance))}
		}),
		scoreRow("fit", both("Fit", "適合度"), hundred, func(s matcher.Candidate) cell { return hundredths(s.Fit) }),
		scoreRow("openness", both("Openness", "開放度"), hundred, func(s matcher.Candidate) cell { return hundredths(s.Openness) }),
		scoreRow("their_rank", both("Their view", "相手から"), cell{}, func(s matcher.Candidate) cell {
			return cell{standing(s.TheirRank, c.lang), strconv.Itoa(s.TheirRank.Rank)}
		}),
		scoreRow("confidence", both("Known", "既知"), cell{}, func(s matcher.Candidate) cell {
			return cell{percent(s.Confidence), strconv.FormatFloat(s.Confidence, 'f', 3, 64)}
		}),
	}
	for _, k := range matcher.Criteria() {
		all, _ := lineOf(c.scored[0].Lines, k) // the most is the same for all
		rows = append(rows, scoreRow("points_"+string(k), both(string(k), criterionName(k, "ja")), maximum(all), func(s matcher.Candidate) cell {
			l, ok := lineOf(s.Lines, k)
			if !ok || !l.Known {
				return c.unknown()
			}
			return hundredths(l.Points)
		}))
	}
	return rows
}
