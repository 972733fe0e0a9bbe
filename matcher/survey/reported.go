package survey

import "github.com/shimai/shimai/data"

// Reported holds figures that an association of municipalities published of
// its own register. They stand beside the counts from the data and are never
// divided by one another: the two registers follow different rules.
type Reported struct {
	// By names who published the figures, Date when.
	By, Date string
	// Ties is the number of ties.
	Ties int
	// Kinds is the number of governments with at least one tie, by kind.
	Kinds []ReportedKind
	// Governments is the number of governments with a tie as the text says it;
	// it may differ from the sum of Kinds.
	Governments int
	// Remark says what a reader should know of the figures, in English and
	// Japanese.
	Remark, RemarkJA string
}

// ReportedKind is the published number of governments of one kind with a tie.
type ReportedKind struct {
	Kind    data.Kind
	WithTie int
}

// Of returns the published number of governments of a kind with a tie.
func (r *Reported) Of(kind data.Kind) (withTie int, ok bool) {
	if r == nil {
		return 0, false
	}
	for _, k := range r.Kinds {
		if k.Kind == kind {
			return k.WithTie, true
		}
	}
	return 0, false
}

// Sum returns the sum of the published breakdown.
func (r *Reported) Sum() int {
	sum := 0
	for _, k := range r.Kinds {
		sum += k.WithTie
	}
	return sum
}

// reportedOf returns the figures published of a country, nil for none.
func reportedOf(country string) *Reported {
	if country != "JP" {
		return nil
	}
	return &Reported{
		By: "CLAIR", Date: "2019-06", Ties: 1751, Governments: 828,
		Kinds: []ReportedKind{
			{data.KindPrefecture, 43}, {data.KindCity, 567}, {data.KindWard, 21}, {data.KindTown, 214}, {data.KindVillage, 36},
		},
		Remark:   "The breakdown by kind sums to 881 governments while the text says 828; both are given as reported.",
		RemarkJA: "種別の内訳の合計は881団体、本文は828団体。いずれも公表のまま記載。",
	}
}
