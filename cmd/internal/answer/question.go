package answer

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/shimai/shimai/config/brief"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/index"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/wish"
)

// Question is what a ranking is asked, with all that a brief and a policy made
// of it.
type Question struct {
	matcher.Query
	// Musts are what every candidate has to have, in the order of the brief:
	// size, languages, then the list.
	Musts []wish.Must
	// Words are the niche words of the brief, with the places known for them.
	Words []WordFound
	// Cities are the candidates that the brief asks for by name.
	Cities []data.Unit
}

// Question builds the question of a town. Words of the brief are looked up in
// the search index, which may first have to be built; all else costs little.
func (d *Desk) Question(ctx context.Context, a Ask, town data.Unit) (Question, error) {
	q, err := d.settled(a, town)
	if err != nil {
		return q, err
	}
	if q.Cities, err = d.cities(ctx, a.Brief, town); err != nil {
		return q, err
	}
	if q.Words, err = d.findWords(ctx, a.Brief.Words, q.Query); err != nil {
		return q, err
	}
	b, err := d.Base()
	if err != nil {
		return q, err
	}
	q.rewardWords(b)
	return q, nil
}

// Query builds what is settled without looking anything up in the search
// index: the question as the engine takes it, but for the words of a brief.
func (d *Desk) Query(a Ask, town data.Unit) (matcher.Query, error) {
	q, err := d.settled(a, town)
	return q.Query, err
}

// settled builds the question from configuration, brief and policy.
func (d *Desk) settled(a Ask, town data.Unit) (Question, error) {
	q, err := d.plainQuestion(a, town)
	if err != nil {
		return q, err
	}
	if err := d.askBrief(&q, a); err != nil {
		return q, err
	}
	return q, d.askPolicy(&q, a)
}

// askBrief adds what the brief wants and avoids.
func (d *Desk) askBrief(q *Question, a Ask) error {
	b, err := d.Base()
	if err != nil {
		return err
	}
	if !a.OwnTo {
		if err := b.wantCountries(q, &a.Brief); err != nil {
			return err
		}
		a.fill(&q.Query)
	}
	if q.Musts, err = d.musts(&a.Brief); err != nil {
		return err
	}
	if err := b.avoidCountries(q, &a.Brief); err != nil {
		return err
	}
	if len(q.Musts) == 0 {
		return nil
	}
	reader, err := d.Wishes()
	if err != nil {
		return err
	}
	if err := reader.Bar(q.bars(b), q.Musts); err != nil {
		return err
	}
	musts := q.Musts
	q.remark(func(u data.Unit) []matcher.Flag { return reader.Remarks(musts, u) })
	return nil
}

// bars are the rules of the question, made when the first is added.
func (q *Question) bars(b *Base) *matcher.Bars {
	if q.Barred == nil {
		q.Barred = matcher.NewBars(b.Units.Len())
	}
	return q.Barred
}

// remark adds flags behind those that are there.
func (q *Question) remark(more func(data.Unit) []matcher.Flag) {
	first := q.Remarks
	if first == nil {
		q.Remarks = more
		return
	}
	q.Remarks = func(u data.Unit) []matcher.Flag { return append(first(u), more(u)...) }
}

// wantCountries limits the question to the countries and regions wanted.
func (b *Base) wantCountries(q *Question, br *brief.Brief) error {
	if len(br.Countries.Want)+len(br.Regions.Want) == 0 {
		return nil
	}
	own := b.Units.Country[q.Town]
	wanted := make([]bool, b.Countries.Len())
	for i, word := range br.Countries.Want {
		c, err := b.countryOf(br, fmt.Sprintf("countries.want[%d]", i+1), word)
		if err != nil {
			return err
		}
		if c == own {
			return br.Problem(fmt.Sprintf("countries.want[%d]", i+1), "is %q, which is the town's own country; partners are looked for abroad", word)
		}
		wanted[c] = true
	}
	for i, word := range br.Regions.Want {
		list, err := b.areaOf(br, fmt.Sprintf("regions.want[%d]", i+1), word)
		if err != nil {
			return err
		}
		for _, c := range list {
			wanted[c] = c != own
		}
	}
	q.To = []data.Country{}
	for c, ok := range wanted {
		if ok {
			q.To = append(q.To, data.Country(c))
		}
	}
	return nil
}

// avoidCountries keeps out the countries and regions avoided, a rule for each
// word of the brief.
func (b *Base) avoidCountries(q *Question, br *brief.Brief) error {
	avoid := func(list []data.Country, en, ja string) error {
		rule := matcher.Rule{Key: "brief.countries", Text: Both("the brief avoids "+en, "要望書で対象外とされた国・地域("+ja+")")}
		return q.bars(b).Add(rule, func(u data.Unit) bool { return slices.Contains(list, b.Units.Country[u]) })
	}
	for i, word := range br.Countries.Avoid {
		c, err := b.countryOf(br, fmt.Sprintf("countries.avoid[%d]", i+1), word)
		if err != nil {
			return err
		}
		if err := avoid([]data.Country{c}, b.CountryName(c, "en"), b.CountryName(c, "ja")); err != nil {
			return err
		}
	}
	for i, word := range br.Regions.Avoid {
		list, err := b.areaOf(br, fmt.Sprintf("regions.avoid[%d]", i+1), word)
		if err != nil {
			return err
		}
		if err := avoid(list, word, word); err != nil {
			return err
		}
	}
	return nil
}

func (b *Base) countryOf(br *brief.Brief, key, word string) (data.Country, error) {
	c, ok := index.CountryByName(b.Countries, word)
	if !ok {
		return 0, br.Problem(key, "is %s, which is no country; write a code (US, GB) or a name (Canada, カナダ); continents belong under regions", Shorten(word))
	}
	return c, nil
}

func (b *Base) areaOf(br *brief.Brief, key, word string) ([]data.Country, error) {
	list, ok := index.CountriesIn(b.Countries, word)
	if !ok {
		return nil, br.Problem(key, "is %s, which is no continent or subregion; write such as Oceania, Northern Europe, 東南アジア; countries belong under countries", Shorten(word))
	}
	return list, nil
}

// notOne says in a line why a name is not one government.
func notOne(err error) string {
	if errors.Is(err, index.ErrAmbiguous) {
		return "several governments are called so; write the id of one, which `shimai find` lists, or \"name, region, country\""
	}
	return "no government is called so; `shimai find` knows similar names"
}

// cities resolves the candidates asked for by name.
func (d *Desk) cities(ctx context.Context, br brief.Brief, town data.Unit) ([]data.Unit, error) {
	var out []data.Unit
	for i, name := range br.Cities {
		key := fmt.Sprintf("cities[%d]", i+1)
		u, err := d.Resolve(ctx, name)
		if err != nil {
			return nil, br.Problem(key, "is %s: %s", Shorten(name), notOne(err))
		}
		b, err := d.Base()
		if err != nil {
			return nil, err
		}
		if b.Units.Country[u] == b.Units.Country[town] {
			return nil, AsUsage(br.Problem(key, "is %s, which lies in the town's own country; partners are looked for abroad", Shorten(name)))
		}
		if !slices.Contains(out, u) {
			out = append(out, u)
		}
	}
	return out, nil
}
