package answer

import (
	"strconv"
	"strings"

	"github.com/shimai/shimai/matcher/portfolio"
)

// ParseSize reads how many members a portfolio is to have: "6" or "4-8".
func ParseSize(text string) (least, most int, err error) {
	from, to, isRange := strings.Cut(text, "-")
	if !isRange {
		to = from
	}
	least, err = strconv.Atoi(strings.TrimSpace(from))
	most, err2 := strconv.Atoi(strings.TrimSpace(to))
	if err != nil || err2 != nil {
		return 0, 0, Usage(Words("--size %s is no size; write a number such as 6, or a range such as 4-8", "--size %s は件数として読み取れません。6、または 4-8 のように指定してください", Shorten(text)))
	}
	return least, most, nil
}

// ParsePurposes reads how much each purpose counts from words such as
// "education=2", which may stand in lists; nil when nothing is given.
func ParsePurposes(lists []string) (map[portfolio.Purpose]float64, error) {
	if len(lists) == 0 {
		return nil, nil
	}
	out := map[portfolio.Purpose]float64{}
	for _, list := range lists {
		for _, word := range strings.Split(list, ",") {
			key, value, ok := strings.Cut(strings.TrimSpace(word), "=")
			p, known := portfolio.ParsePurpose(key)
			w, err := strconv.ParseFloat(value, 64)
			if !ok || !known || err != nil {
				return nil, Usage(Words("--purpose %s is not understood; write PURPOSE=x, such as education=2; the purposes are %s",
					"--purpose %s は読み取れません。education=2 のように「目的=数値」で指定してください。目的: %s", Shorten(word), purposeKeys()))
			}
			out[p] = w
		}
	}
	return out, nil
}

func purposeKeys() string {
	var out []string
	for _, p := range portfolio.Purposes() {
		out = append(out, p.String())
	}
	return strings.Join(out, " ")
}
