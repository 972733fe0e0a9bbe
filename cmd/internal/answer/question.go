package answer

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

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
	q, settledErr := d.settled(a, town)
	var err error
	q.Cities, err = d.cities(ctx, a.Brief, town)
	if err := errors.Join(settledErr, err); err != nil { // all that is wrong with a brief at once
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
	var wantErr, mustErr error
	if !a.OwnTo {
		wantErr = b.wantCountries(q, &a.Brief)
		a.fill(&q.Query)
	}
	q.Musts, mustErr = d.musts(&a.Brief)
	if err := errors.Join(wantErr, mustErr, b.avoidCountries(q, &a.Brief)); err != nil {
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
	var problems []error
	for i, word := range br.Countries.Want {
		key := fmt.Sprintf("countries.want[%d]", i+1)
		c, err := b.countryOf(br, key, word)
		switch {
		case err != nil:
			problems = append(problems, err)
		case c == own:
			problems = append(problems, br.Problem(key, "is %q, which is the town's own country; partners are looked for abroad", word))
		default:
			wanted[c] = true
		}
	}
	for i, word := range br.Regions.Want {
		list, err := b.areaOf(br, fmt.Sprintf("regions.want[%d]", i+1), word)
		problems = append(problems, err)
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
	return errors.Join(problems...)
}

// avoidCountries keeps out the countries and regions avoided, a rule for each
// word of the brief.
func (b *Base) avoidCountries(q *Question, br *brief.Brief) error {
	var problems []error
	avoid := func(list []data.Country, en, ja string) error {
		rule := matcher.Rule{Key: "brief.countries", Text: Both("the brief avoids "+en, "要望書で対象外とされた国・地域("+ja+")")}
		return q.bars(b).Add(rule, func(u data.Unit) bool { return slices.Contains(list, b.Units.Country[u]) })
	}
	for i, word := range br.Countries.Avoid {
		c, err := b.countryOf(br, fmt.Sprintf("countries.avoid[%d]", i+1), word)
		if err != nil {
			problems = append(problems, err)
			continue
		}
		if err := avoid([]data.Country{c}, b.CountryName(c, "en"), b.CountryName(c, "ja")); err != nil {
			return err
		}
	}
	for i, word := range br.Regions.Avoid {
		list, err := b.areaOf(br, fmt.Sprintf("regions.avoid[%d]", i+1), word)
		if err != nil {
			problems = append(problems, err)
			continue
		}
		if err := avoid(list, word, word); err != nil {
			return err
		}
	}
	return errors.Join(problems...)
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

// namesNamed bounds the governments that a problem of a name lists.
const namesNamed = 5

// notOne says in a line why a name is not one government, and which may be meant.
func (b *Base) notOne(err error) string {
	list := func(matches []index.Match) string {
		var out []string
		for _, m := range matches[:min(namesNamed, len(matches))] {
			out = append(out, b.Labels.ID.At(int(m.Unit))+" "+b.Describe(m.Unit, "en"))
		}
		if len(matches) > namesNamed {
			out = append(out, "…")
		}
		return strings.Join(out, "; ")
	}
	var several *index.AmbiguousError
	var missing *index.NotFoundError
	switch {
	case errors.As(err, &several):
		return fmt.Sprintf("%d governments are called so; write the id of one, or \"name, region, country\": %s", len(several.Matches), list(several.Matches))
	case errors.As(err, &missing) && len(missing.Suggestions) > 0:
		return "no government is called so; write the id of one that is meant: " + list(missing.Suggestions)
	}
	return "no government is called so; `shimai find` knows similar names"
}

// cities resolves the candidates asked for by name.
func (d *Desk) cities(ctx context.Context, br brief.Brief, town data.Unit) ([]data.Unit, error) {
	b, err := d.Base()
	if err != nil {
		return nil, err
	}
	var out []data.Unit
	var problems []error
	for i, name := range br.Cities {
		key := fmt.Sprintf("cities[%d]", i+1)
		u, err := d.Resolve(ctx, name)
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case errors.Is(err, data.ErrDamaged):
			return nil, err
		case err != nil:
			problems = append(problems, br.Problem(key, "is %s: %s", Shorten(name), b.notOne(err)))
		case b.Units.Country[u] == b.Units.Country[town]:
			problems = append(problems, AsUsage(br.Problem(key, "is %s, which lies in the town's own country; partners are looked for abroad", Shorten(name))))
		case !slices.Contains(out, u):
			out = append(out, u)
		}
	}
	return out, errors.Join(problems...)
}
