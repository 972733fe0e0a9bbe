package build

import (
	"fmt"

	"github.com/shimai/shimai/data"
)

// industryColumns names the employee columns of the industry table, in the
// order of [industries].
var industryColumns = []string{
	"A_agri_forest", "B_fishery", "C_mining", "D_construction", "E_manufacturing", "F_utilities", "G_ict", "H_transport_post",
	"I_wholesale_retail", "J_finance", "K_realestate", "L_research_prof", "M_hotel_food", "N_life_leisure", "O_education",
	"P_health_welfare", "Q_compound", "R_other_services",
}

// industries returns the employee fields of a row, divisions A to R.
func industries(r *data.JapanRow) []*int32 {
	return []*int32{
		&r.IndA, &r.IndB, &r.IndC, &r.IndD, &r.IndE, &r.IndF, &r.IndG, &r.IndH, &r.IndI,
		&r.IndJ, &r.IndK, &r.IndL, &r.IndM, &r.IndN, &r.IndO, &r.IndP, &r.IndQ, &r.IndR,
	}
}

// joinJapanFacts adds the tables that only Japan has: employees by industry
// division, and emigrants, which are known by prefecture and said of each of
// its municipalities too.
func joinJapanFacts(src sources, list []municipality) error {
	byCode := map[string]*municipality{}
	for i := range list {
		byCode[list[i].code] = &list[i]
	}
	if err := joinIndustry(src, byCode); err != nil {
		return err
	}
	emigrants, err := readEmigrants(src)
	if err != nil {
		return err
	}
	for i := range list {
		n, ok := emigrants[list[i].code[:2]]
		if !ok {
			return fmt.Errorf("join emigrants: no row for prefecture %s", list[i].code[:2])
		}
		list[i].japan.Emigrants = n
	}
	return nil
}

func joinIndustry(src sources, byCode map[string]*municipality) error {
	t, err := src.table("japan/industry_2021.tsv", append(industryColumns[:len(industryColumns):len(industryColumns)], "code5", "private_employees_total")...)
	if err != nil {
		return err
	}
	for r := range t.rows() {
		m := byCode[r.str("code5")]
		if m == nil {
			return fmt.Errorf("read source %s, line %d: code %s is no municipality", t.path, r.line, r.str("code5"))
		}
		m.japan.Employees = r.int("private_employees_total")
		for i, p := range industries(&m.japan) {
			*p = r.int(industryColumns[i])
		}
	}
	return t.failed()
}

func readEmigrants(src sources) (map[string]int32, error) {
	t, err := src.table("japan/emigrants_by_prefecture.tsv", "pref_code", "emigrants_1885_1972")
	if err != nil {
		return nil, err
	}
	list := map[string]int32{}
	for r := range t.rows() {
		list[r.str("pref_code")] = r.int("emigrants_1885_1972")
	}
	return list, t.failed()
}

// addSums adds a municipality's counts to its prefecture's.
func addSums(sum *data.JapanRow, m data.JapanRow) {
	addInt(&sum.Employees, m.Employees)
	addInt(&sum.HighSchools, m.HighSchools)
	addInt(&sum.FarmHouseholds, m.FarmHouseholds)
	addInt(&sum.Visitors, m.Visitors)
	own := industries(&m)
	for i, p := range industries(sum) {
		addInt(p, *own[i])
	}
}

// addInt adds a known number to a sum that starts unknown.
func addInt(sum *int32, v int32) {
	switch {
	case v == data.NoInt:
	case *sum == data.NoInt:
		*sum = v
	default:
		*sum += v
	}
}
