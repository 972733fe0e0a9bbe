package portfolio

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// Existing is a partner that the town has already, by public lists or own records.
type Existing struct {
	// Unit is data.NoUnit for one that could not be identified; Name and
	// Country, an ISO code, are then all that is known.
	Unit          data.Unit
	Name, Country string
	Continent     string
	Serves        [NumPurposes]Service
	// Status is unknown unless own records tell; Own is nil for a tie that
	// only public lists have.
	Status data.TieStatus
	Own    *data.RecordedTie
}

// Taken counts the known partners of a town by country: the places they take
// under a limit per country.
func (c *Chooser) Taken(town data.Unit) map[data.Country]int {
	out := map[data.Country]int{}
	for _, x := range c.facts.partnersAbroad(town) {
		if country, ok := c.facts.countries.ByCode(x.Country); ok {
			out[country]++
		}
	}
	return out
}

// existing lists the town's partners abroad with what they serve.
func (c *Chooser) existing(ctx context.Context, q matcher.Query) ([]Existing, []party, error) {
	out := c.facts.partnersAbroad(q.Town)
	parties := make([]party, len(out))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i := range out {
		g.Go(func() error {
			p, err := c.existingParty(q, out[i])
			if err != nil {
				return fmt.Errorf("weigh an existing partner in %s: %w", out[i].Country, err)
			}
			parties[i] = p
			return ctx.Err()
		})
	}
	if err := g.Wait(); err != nil {
		return nil, nil, err
	}
	for i := range out {
		out[i].Continent, out[i].Serves = parties[i].continent, services(&parties[i])
	}
	return out, parties, nil
}

// partnersAbroad lists the known partners of a town in other countries, each
// once, in order of countries. Clubs of many towns are no partnership of two
// and are left out.
func (f *facts) partnersAbroad(town data.Unit) []Existing {
	var out []Existing
	for _, row := range f.ties.Of(town) {
		if f.ties.Club[row] || f.ties.Domestic[row] {
			continue
		}
		x := Existing{Unit: f.ties.Other(row, town), Status: f.ties.Status[row]}
		if r, ok := f.ties.Own(row); ok {
			x.Own = &r
		}
		if x.Unit == data.NoUnit {
			x.Name, x.Country = f.tieText.BName.At(int(row)), f.tieText.BCC.At(int(row))
		} else {
			x.Country = f.code(x.Unit)
		}
		if x.Country != f.code(town) {
			out = append(out, x)
		}
	}
	slices.SortFunc(out, func(a, b Existing) int {
		return cmp.Or(cmp.Compare(a.Country, b.Country), cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Name, b.Name))
	})
	return slices.CompactFunc(out, func(a, b Existing) bool {
		return a.Unit == b.Unit && a.Name == b.Name && a.Country == b.Country
	})
}

// existingParty measures a partner; of one that could not be identified only
// the country is known.
func (c *Chooser) existingParty(q matcher.Query, x Existing) (party, error) {
	if x.Unit != data.NoUnit {
		scored, err := c.engine.Score(q, x.Unit)
		if err != nil {
			return party{}, err
		}
		p := c.party(q.Town, x.Unit, scored.Lines)
		p.status = x.Status
		return p, nil
	}
	p := party{unit: data.NoUnit, status: x.Status, area: unknownClass, setting: unknownClass}
	country, ok := c.facts.countries.ByCode(x.Country)
	if !ok {
		p.country = noCountry
		return p, nil
	}
	p.country, p.continent, p.area = country, c.facts.countries.Continent[country], c.facts.areas[country]
	return p, nil
}

// noCountry stands for the country of a partner of whom not even that is known.
const noCountry = data.Country(1<<16 - 1)
