package intake

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// government finds the government of a name and its region. names are the
// spellings of one name, the likeliest first.
func (r *reader) government(names []string, region, country string) (string, error) {
	var tried []string
	for _, name := range names {
		if name == "" {
			continue
		}
		tried = append(tried, name)
		query := name
		if region != "" && !isCode(name) {
			query += ", " + region
		}
		id, err := r.find(query, country)
		if err == nil {
			return id, nil
		}
		var several *AmbiguousError
		if errors.As(err, &several) {
			return "", &rowError{Ambiguous, fmt.Sprintf("%s %s", query, several), several.Candidates}
		}
	}
	if region != "" {
		if err := r.withoutRegion(tried, region, country); err != nil {
			return "", err
		}
	}
	return "", &rowError{outcome: NotFound, why: fmt.Sprintf("no government %s was found%s", strings.Join(tried, " or "), within(region, country))}
}

// withoutRegion proposes what a name means where the region is not heeded.
func (r *reader) withoutRegion(names []string, region, country string) error {
	for _, name := range names {
		id, err := r.find(name, country)
		var several *AmbiguousError
		switch {
		case err == nil:
			return &rowError{Ambiguous, fmt.Sprintf("%s was not found in %s; without it it would be %s", name, region, id), []string{id}}
		case errors.As(err, &several):
			return &rowError{Ambiguous, fmt.Sprintf("%s was not found in %s; without it it %s", name, region, several), several.Candidates}
		}
	}
	return nil
}

func within(region, country string) string {
	switch {
	case region != "" && country != "":
		return " in " + region + ", " + country
	case region+country != "":
		return " in " + region + country
	}
	return ""
}

func isCode(name string) bool {
	for _, p := range []string{"jp:", "gn:", "rg:", "pl:"} {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}

// settle asks whom the town is known to have as partners in that country: the
// only one of them that an ambiguous name could mean is meant. Where a partner
// was not found they are added to the error.
func (r *reader) settle(err error, town, country string) (string, error) {
	var e *rowError
	if !errors.As(err, &e) || e.outcome == Invalid || r.options.Known == nil || country == "" {
		return "", err
	}
	known := r.options.Known(town, country)
	if e.outcome == NotFound {
		if len(known) == 0 {
			return "", err
		}
		return "", &rowError{NotFound, e.why + "; known partners there: " + strings.Join(known, ", "), known}
	}
	var meant []string
	for _, c := range e.candidates {
		id := firstWord(c)
		if slices.ContainsFunc(known, func(k string) bool { return firstWord(k) == id }) {
			meant = append(meant, id)
		}
	}
	if len(meant) == 1 {
		return meant[0], nil
	}
	return "", err
}

func firstWord(text string) string {
	word, _, _ := strings.Cut(text, " ")
	return word
}
