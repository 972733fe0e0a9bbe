package web

import "context"

// basketLine is the selection as it stands below every page of a town.
type basketLine struct {
	Items []basketItem
	// Portfolio and Compare are where the selection is looked at.
	Portfolio, Compare, Clear string
	Full                      bool
}

// basketItem is a picked candidate with the address that takes it out.
type basketItem struct{ ID, Name, Where, Drop string }

func (v *visit) basketLine(ctx context.Context) (basketLine, error) {
	b := basketLine{Portfolio: v.state.url("/portfolio"), Compare: v.state.url("/compare"), Clear: v.state.with("pick").url(v.path)}
	for _, id := range v.state.v["pick"] {
		u, err := v.unit(ctx, "pick", id)
		if err != nil {
			return b, err
		}
		b.Items = append(b.Items, basketItem{ID: id, Name: v.base.Name(u, v.lang), Where: v.where(u), Drop: v.state.toggled("pick", id).url(v.path)})
	}
	b.Full = len(b.Items) == mostPicked
	return b, nil
}
