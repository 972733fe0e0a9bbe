package plan

import (
	"cmp"
	"slices"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// Exposure tells how the partners of a plan are spread over candidates and countries.
type Exposure struct {
	// Pairs counts the partners of all towns, Distinct the candidates among them.
	Pairs, Distinct int
	// Gini is 0 when every candidate of the plan is in as many portfolios as
	// any other, and near 1 when a few are in nearly all.
	Gini float64
	// Most lists the candidates in the most portfolios, the dearest first, at most ten.
	Most []Promised
	// Full counts the candidates that are in Rules.Cap portfolios.
	Full int
	// Countries lists how many partners each country has, most first.
	Countries []CountryShare
	// Short counts the towns with fewer partners than Rules.Min, Empty those with none.
	Short, Empty int
	// Alone is what would become of the candidates if every town had its own
	// best portfolio, without the cap.
	Alone Crowding
}

// Crowding describes portfolios made without regard for each other.
type Crowding struct {
	// Distinct counts the candidates, Most the portfolios that the most
	// promised one would be in, Over the candidates above the cap.
	Distinct, Most, Over int
}

// Promised is a candidate with the number of portfolios it is in.
type Promised struct {
	Unit    data.Unit
	Country data.Country
	Towns   int
	// Price is as in [Partner].
	Price matcher.Points
}

// CountryShare is a country with its partners in a plan.
type CountryShare struct {
	Country data.Country
	// Pairs counts partners, Distinct the candidates among them.
	Pairs, Distinct int
}

// mostShown bounds the list of the most promised.
const mostShown = 10

func exposure(plan *Plan) Exposure {
	var x Exposure
	taken, alone := map[data.Unit]*Promised{}, map[data.Unit]int{}
	promise := func(c Partner) {
		if taken[c.Unit] == nil {
			taken[c.Unit] = &Promised{Unit: c.Unit, Country: c.Country, Price: c.Price}
		}
		taken[c.Unit].Towns++
	}
	for _, f := range plan.Portfolios {
		x.Pairs += len(f.Partners)
		if f.Short != "" {
			x.Short++
		}
		if len(f.Partners) == 0 {
			x.Empty++
		}
		for _, c := range f.Partners {
			promise(c)
			if !c.Second {
				alone[c.Unit]++
			}
		}
		for _, c := range f.Displaced {
			alone[c.Unit]++
		}
	}
	all := make([]Promised, 0, len(taken))
	for _, c := range taken {
		all = append(all, *c)
		if c.Towns == plan.Rules.Cap {
			x.Full++
		}
	}
	slices.SortFunc(all, func(a, b Promised) int {
		return cmp.Or(cmp.Compare(b.Towns, a.Towns), cmp.Compare(b.Price, a.Price), cmp.Compare(a.Unit, b.Unit))
	})
	x.Distinct, x.Gini, x.Countries = len(all), gini(all), byCountry(all)
	x.Most = slices.Clone(all[:min(mostShown, len(all))])
	x.Alone.Distinct = len(alone)
	for _, n := range alone {
		x.Alone.Most = max(x.Alone.Most, n)
		if n > plan.Rules.Cap {
			x.Alone.Over++
		}
	}
	return x
}

// gini is the mean difference between two candidates over twice their mean;
// the list is in falling order.
func gini(all []Promised) float64 {
	sum, weighted := 0, 0
	for i, c := range all {
		sum += c.Towns
		weighted += c.Towns * (len(all) - 2*i - 1)
	}
	if sum == 0 {
		return 0
	}
	return float64(weighted) / float64(sum) / float64(len(all))
}

func byCountry(all []Promised) []CountryShare {
	var out []CountryShare
	for _, c := range all {
		i := slices.IndexFunc(out, func(s CountryShare) bool { return s.Country == c.Country })
		if i < 0 {
			i = len(out)
			out = append(out, CountryShare{Country: c.Country})
		}
		out[i].Pairs += c.Towns
		out[i].Distinct++
	}
	slices.SortFunc(out, func(a, b CountryShare) int {
		return cmp.Or(cmp.Compare(b.Pairs, a.Pairs), cmp.Compare(a.Country, b.Country))
	})
	return out
}
