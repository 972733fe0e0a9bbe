package answer

import (
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher/portfolio"
)

// The JSON shapes of a portfolio.
type (
	PortfolioJSON struct {
		Schema     string          `json:"schema"`
		Run        Run             `json:"run"`
		Town       UnitJSON        `json:"town"`
		Rules      rulesJSON       `json:"rules"`
		ByHand     bool            `json:"by_hand"`
		Worth      worthJSON       `json:"worth"`
		Members    []MemberJSON    `json:"members"`
		Existing   []existingJSON  `json:"existing"`
		Purposes   []purposeJSON   `json:"purposes"`
		Continents []continentJSON `json:"continents"`
		Links      []linkJSON      `json:"links"`
		Quotas     []quotaJSON     `json:"quotas"`
		Sizes      []sizeJSON      `json:"sizes"`
		Bar        float64         `json:"bar"`
		Pool       int             `json:"pool"`
		Considered int             `json:"considered"`
		Wants      WantsJSON       `json:"wants"`
	}
	rulesJSON struct {
		Min        int `json:"min"`
		Max        int `json:"max"`
		PerCountry int `json:"per_country"`
		Continents int `json:"continents"`
	}
	worthJSON struct {
		Total       float64 `json:"total"`
		Value       float64 `json:"value"`
		Coverage    float64 `json:"coverage"`
		Commonality float64 `json:"commonality"`
		Alike       float64 `json:"alike"`
	}
	MemberJSON struct {
		CandidateJSON
		Continent string        `json:"continent"`
		Role      *string       `json:"role"`
		Serves    []serviceJSON `json:"serves"`
		Loss      setLossJSON   `json:"loss"`
		Reserve   *reserveJSON  `json:"reserve"`
	}
	serviceJSON struct {
		Purpose string   `json:"purpose"`
		Points  float64  `json:"points"`
		Why     []string `json:"why"`
	}
	setLossJSON struct {
		Points    float64           `json:"points"`
		Purposes  []purposeLossJSON `json:"purposes"`
		Continent *string           `json:"continent"`
		Links     int               `json:"links"`
	}
	purposeLossJSON struct {
		Purpose string  `json:"purpose"`
		From    float64 `json:"from"`
		To      float64 `json:"to"`
	}
	reserveJSON struct {
		UnitJSON
		OrderScore float64 `json:"order_score"`
		Loss       float64 `json:"loss"`
	}
	existingJSON struct {
		Unit      *UnitJSON     `json:"unit"`
		Name      string        `json:"name"`
		Country   string        `json:"country"`
		Continent string        `json:"continent"`
		Status    string        `json:"status"`
		Own       *OwnTieJSON   `json:"own"`
		Serves    []serviceJSON `json:"serves"`
	}
	purposeJSON struct {
		Purpose string  `json:"purpose"`
		Weight  float64 `json:"weight"`
		Points  float64 `json:"points"`
		By      *string `json:"by"`
		Revive  *string `json:"revive"`
		Filled  *string `json:"filled"`
	}
	continentJSON struct {
		Continent string `json:"continent"`
		Members   int    `json:"members"`
	}
	linkJSON struct {
		A      string  `json:"a"`
		B      string  `json:"b"`
		Kind   string  `json:"kind"`
		Points float64 `json:"points"`
		With   *string `json:"with"`
		Theme  string  `json:"theme,omitempty"`
	}
	quotaJSON struct {
		Rule string  `json:"rule"`
		Cost float64 `json:"cost"`
	}
	sizeJSON struct {
		Size  int     `json:"size"`
		Total float64 `json:"total"`
		Added float64 `json:"added"`
		Taken bool    `json:"taken"`
	}
)

// JSON returns the portfolio as the document of programs.
func (v PortfolioView) JSON() PortfolioJSON {
	p := &v.Portfolio
	j := PortfolioJSON{
		Schema: SchemaPortfolio, Run: v.Run, Town: v.Base.UnitJSON(p.Town),
		Rules:  rulesJSON{p.Rules.Min, p.Rules.Max, p.Rules.PerCountry, p.Rules.Continents},
		ByHand: p.ByHand,
		Worth: worthJSON{
			p.Worth.Total().Float(), p.Worth.Value.Float(), p.Worth.Coverage.Float(), p.Worth.Commonality.Float(), p.Worth.Alike.Float(),
		},
		Members: []MemberJSON{}, Existing: []existingJSON{}, Purposes: []purposeJSON{}, Continents: v.continents(),
		Links: []linkJSON{}, Quotas: []quotaJSON{}, Sizes: []sizeJSON{}, Bar: p.Bar.Float(), Pool: p.Pool, Considered: p.Considered,
		Wants: v.Base.wantsJSON(v.Wants, v.listed(), v.Lang),
	}
	for i := range p.Members {
		j.Members = append(j.Members, v.memberJSON(&p.Members[i]))
	}
	for i := range p.Existing {
		j.Existing = append(j.Existing, v.existingJSON(&p.Existing[i]))
	}
	for _, c := range p.Purposes {
		j.Purposes = append(j.Purposes, v.purposeJSON(c))
	}
	for _, l := range p.Links {
		k := linkJSON{A: *v.id(l.A), B: *v.id(l.B), Kind: string(l.Kind), Points: l.Points.Float(), Theme: l.Theme}
		if l.Subject != data.NoUnit {
			k.With = v.id(l.Subject)
		}
		j.Links = append(j.Links, k)
	}
	for _, q := range p.Quotas {
		j.Quotas = append(j.Quotas, quotaJSON{string(q.Rule), q.Points.Float()})
	}
	for _, s := range p.Steps {
		j.Sizes = append(j.Sizes, sizeJSON{s.Size, s.Total.Float(), s.Added.Float(), s.Taken})
	}
	return j
}

// id returns the stable id of a unit, for fields that may be null.
func (v PortfolioView) id(u data.Unit) *string {
	id := v.Base.Labels.ID.At(int(u))
	return &id
}

func (v PortfolioView) memberJSON(m *portfolio.Member) MemberJSON {
	j := MemberJSON{
		CandidateJSON: v.Base.candidateJSON(m.Candidate, v.Lang), Continent: m.Continent, Serves: v.servesJSON(m.Serves),
		Loss: setLossJSON{Points: m.Loss.Points.Float(), Purposes: []purposeLossJSON{}, Links: m.Loss.Links},
	}
	if m.HasRole {
		role := m.Role.String()
		j.Role = &role
	}
	for _, l := range m.Loss.Purposes {
		j.Loss.Purposes = append(j.Loss.Purposes, purposeLossJSON{l.Purpose.String(), l.From.Float(), l.To.Float()})
	}
	if c := m.Loss.Continent; c != "" {
		j.Loss.Continent = &c
	}
	if r := m.Reserve; r != nil {
		j.Reserve = &reserveJSON{v.Base.UnitJSON(r.Unit), r.OrderScore.Float(), r.Loss.Float()}
	}
	return j
}

func (v PortfolioView) servesJSON(serves [portfolio.NumPurposes]portfolio.Service) []serviceJSON {
	out := []serviceJSON{}
	for _, p := range portfolio.Purposes() {
		s := serviceJSON{p.String(), serves[p].Points.Float(), []string{}}
		for _, ev := range serves[p].Why {
			s.Why = append(s.Why, ev.Text.In(v.Lang))
		}
		out = append(out, s)
	}
	return out
}

func (v PortfolioView) existingJSON(x *portfolio.Existing) existingJSON {
	j := existingJSON{Name: x.Name, Country: x.Country, Continent: x.Continent, Status: x.Status.String(), Own: ownTieJSON(x.Own), Serves: v.servesJSON(x.Serves)}
	if x.Unit != data.NoUnit {
		u := v.Base.UnitJSON(x.Unit)
		j.Unit, j.Name = &u, u.Name
	}
	return j
}

func (v PortfolioView) purposeJSON(c portfolio.Coverage) purposeJSON {
	j := purposeJSON{Purpose: c.Purpose.String(), Weight: c.Weight, Points: c.Points.Float()}
	if c.By >= 0 {
		j.By = v.id(v.Portfolio.Members[c.By].Unit)
	}
	j.Revive, j.Filled = v.existingID(c.Revive), v.existingID(c.Filled)
	return j
}

// existingID is the id of an existing partner by its position, nil for none and
// for one that was not identified.
func (v PortfolioView) existingID(i int) *string {
	if i < 0 || v.Portfolio.Existing[i].Unit == data.NoUnit {
		return nil
	}
	return v.id(v.Portfolio.Existing[i].Unit)
}
