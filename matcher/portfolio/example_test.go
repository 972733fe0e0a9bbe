package portfolio_test

import (
	"context"
	"fmt"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/model"
	"github.com/shimai/shimai/matcher/portfolio"
)

// Four partners for the first place of the data, with education in mind.
func ExampleChooser_Choose() {
	st, err := data.Open(layers.FS)
	if err != nil {
		fmt.Println(err)
		return
	}
	weights, err := model.Default()
	if err != nil {
		fmt.Println(err)
		return
	}
	engine, err := matcher.New(st, weights)
	if err != nil {
		fmt.Println(err)
		return
	}
	chooser, err := portfolio.New(engine, st)
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err := chooser.Choose(context.Background(), portfolio.Request{
		Query:    matcher.Query{Town: 0},
		Rules:    portfolio.Rules{Min: 4, Max: 4, PerCountry: 1, Continents: 2},
		Purposes: map[portfolio.Purpose]float64{portfolio.Education: 3},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(p.Members), "members, worth the sum of its parts:",
		p.Worth.Total() == p.Worth.Value+p.Worth.Coverage+p.Worth.Alike+p.Worth.Commonality)
	// Output: 4 members, worth the sum of its parts: true
}
