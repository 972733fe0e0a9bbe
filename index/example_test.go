package index_test

import (
	"errors"
	"fmt"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
	"github.com/shimai/shimai/index"
)

func ExampleResolver_Resolve() {
	st, err := data.Open(layers.FS)
	if err != nil {
		fmt.Println(err)
		return
	}
	labels, err := st.Labels()
	if err != nil {
		fmt.Println(err)
		return
	}
	r := index.NewResolver(st)
	for _, query := range []string{"しんとくちょう", "Hamilton, Ontario, Canada", "Misato"} {
		unit, err := r.Resolve(query)
		var several *index.AmbiguousError
		switch {
		case errors.As(err, &several):
			fmt.Println(query, "names", len(several.Matches))
		case err != nil:
			fmt.Println(err)
		default:
			fmt.Println(query, "is", labels.ID.At(int(unit)))
		}
	}
	// Output:
	// しんとくちょう is jp:01635
	// Hamilton, Ontario, Canada is gn:5969782
	// Misato names 7
}
