package survey_test

import (
	"fmt"
	"log"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
	"github.com/shimai/shimai/matcher/survey"
)

func ExampleCoverage() {
	st, err := data.Open(layers.FS)
	if err != nil {
		log.Fatal(err)
	}
	report, err := survey.Coverage(st, "JP")
	if err != nil {
		log.Fatal(err)
	}
	for _, k := range report.Kinds {
		reported, _ := report.Reported.Of(k.Kind)
		fmt.Printf("%s: a tie known here %d, reported by %s %d\n", k.Kind, k.WithTie, report.Reported.By, reported)
	}
	// Output:
	// prefecture: a tie known here 19, reported by CLAIR 43
	// city: a tie known here 506, reported by CLAIR 567
	// special_ward: a tie known here 18, reported by CLAIR 21
	// town: a tie known here 125, reported by CLAIR 214
	// village: a tie known here 11, reported by CLAIR 36
}
