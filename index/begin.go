package index

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/names"
)

// Begin returns at most n units of which a name begins with the text, in any
// script and without marks: those with such a main name first, parts of a city
// last, then the most populous, then in order of unit. It is what completes a
// name that is being typed; without a letter or digit the list is empty.
func (r *Resolver) Begin(text string, n int) ([]data.Unit, error) {
	fold := names.Fold(clean(text))
	if fold == "" || n <= 0 {
		return nil, nil
	}
	t, err := openTables(r.st)
	if err != nil {
		return nil, err
	}
	if t.folds, err = r.st.Lookup(); err != nil {
		return nil, err
	}
	main := map[data.Unit]bool{}
	first := sort.Search(t.folds.Fold.Len(), func(i int) bool { return t.folds.Fold.At(i) >= fold })
	for i := first; i < t.folds.Fold.Len() && strings.HasPrefix(t.folds.Fold.At(i), fold); i++ {
		if u := t.folds.Unit[i]; u >= 0 && int(u) < t.units.Len() {
			main[data.Unit(u)] = main[data.Unit(u)] || t.folds.Main[i] == 1
		}
	}
	list := make([]data.Unit, 0, len(main))
	for u := range main {
		list = append(list, u)
	}
	group := func(u data.Unit) int {
		switch {
		case t.units.PartOf[u] != data.NoUnit:
			return 2
		case main[u]:
			return 0
		}
		return 1
	}
	slices.SortFunc(list, func(a, b data.Unit) int {
		return cmp.Or(cmp.Compare(group(a), group(b)), t.bySize(hit{unit: b}, hit{unit: a}))
	})
	return list[:min(n, len(list))], nil
}
