package answer

import (
	"fmt"
	"slices"

	"github.com/shimai/shimai/config/policy"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/index"
	"github.com/shimai/shimai/matcher"
)

// policyRule is a rule of a policy in terms of the data.
type policyRule struct {
	policy.Rule
	countries []data.Country
	places    []data.Unit
	// tied are the governments with a tie of the states asked for.
	tied map[data.Unit]bool
}

// askPolicy adds the rules of the policy, or of the one inside the program.
func (d *Desk) askPolicy(q *Question, a Ask) error {
	p := a.Policy
	if p == nil {
		var err error
		if p, err = d.policy(); err != nil {
			return err
		}
	}
	b, err := d.Base()
	if err != nil {
		return err
	}
	rules, err := d.policyRules(p, b, q.Town)
	if err != nil {
		return err
	}
	var told []policyRule
	for _, r := range rules {
		if r.Do != policy.Exclude {
			told = append(told, r)
			continue
		}
		rule := matcher.Rule{Key: "policy", Text: r.text(), Source: r.Source, Date: r.Date}
		if err := q.bars(b).Add(rule, func(u data.Unit) bool { return r.meets(b, u) }); err != nil {
			return err
		}
	}
	if len(told) > 0 {
		q.remark(func(u data.Unit) []matcher.Flag { return policyFlags(told, b, u) })
	}
	return nil
}

// policyRules looks up the words of the rules that are for a town.
func (d *Desk) policyRules(p *policy.Policy, b *Base, town data.Unit) ([]policyRule, error) {
	var out []policyRule
	for i, r := range p.Rules {
		key := fmt.Sprintf("rules[%d]", i+1)
		rule := policyRule{Rule: r}
		askers, err := b.policyCountries(p, key+".asked_by", r.AskedBy)
		if err != nil {
			return nil, err
		}
		if rule.countries, err = b.policyCountries(p, key+".countries", r.Countries); err != nil {
			return nil, err
		}
		if rule.places, err = d.policyPlaces(p, key+".places", r.Places); err != nil {
			return nil, err
		}
		if rule.tied, err = d.tiedIn(town, r.Ties); err != nil {
			return nil, err
		}
		if len(askers) == 0 || slices.Contains(askers, b.Units.Country[town]) {
			out = append(out, rule)
		}
	}
	return out, nil
}

func (b *Base) policyCountries(p *policy.Policy, key string, words []string) ([]data.Country, error) {
	var out []data.Country
	for i, word := range words {
		c, ok := index.CountryByName(b.Countries, word)
		if !ok {
			return nil, p.Problem(fmt.Sprintf("%s[%d]", key, i+1), "is %s, which is no country; write a code (US, GB) or a name (Canada, カナダ)", Shorten(word))
		}
		out = append(out, c)
	}
	return out, nil
}

func (d *Desk) policyPlaces(p *policy.Policy, key string, words []string) ([]data.Unit, error) {
	b, err := d.Base()
	if err != nil {
		return nil, err
	}
	var out []data.Unit
	for i, word := range words {
		r, err := d.Resolver()
		if err != nil {
			return nil, err
		}
		u, err := r.Resolve(word)
		if err != nil {
			return nil, p.Problem(fmt.Sprintf("%s[%d]", key, i+1), "is %s: %s", Shorten(word), b.notOne(err))
		}
		out = append(out, u)
	}
	return out, nil
}

// tiedIn are the governments with which a town has a tie of one of the states.
func (d *Desk) tiedIn(town data.Unit, states []string) (map[data.Unit]bool, error) {
	if len(states) == 0 {
		return nil, nil
	}
	st, err := d.Data()
	if err != nil {
		return nil, err
	}
	ties, err := st.Ties()
	if err != nil {
		return nil, err
	}
	out := map[data.Unit]bool{}
	for _, row := range ties.Of(town) {
		if o := ties.Other(row, town); o != data.NoUnit && slices.Contains(states, ties.Status[row].String()) {
			out[o] = true
		}
	}
	return out, nil
}

// meets tells whether a candidate answers to everything that the rule names.
func (r *policyRule) meets(b *Base, u data.Unit) bool {
	return (len(r.countries) == 0 || slices.Contains(r.countries, b.Units.Country[u])) &&
		(len(r.places) == 0 || slices.Contains(r.places, u)) && (len(r.Ties) == 0 || r.tied[u])
}

func (r *policyRule) text() matcher.Text {
	ja := r.ReasonJA
	if ja == "" {
		ja = r.Reason
	}
	return Both(r.Reason, ja)
}

// policyFlags are the warnings and remarks on a candidate.
func policyFlags(rules []policyRule, b *Base, u data.Unit) []matcher.Flag {
	var out []matcher.Flag
	for i := range rules {
		r := &rules[i]
		if !r.meets(b, u) {
			continue
		}
		kind := Both("For information", "参考")
		if r.Do == policy.Warn {
			kind = Both("Warning", "注意")
		}
		t := r.text()
		out = append(out, matcher.Flag{Key: "policy", Text: Both(
			fmt.Sprintf("%s: %s (%s, %s)", kind.EN, t.EN, r.Source, r.Date),
			fmt.Sprintf("%s: %s(%s、%s)", kind.JA, t.JA, r.Source, r.Date),
		)})
	}
	return out
}
