package intake

import (
	"errors"
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
			return "", &rowError{Ambiguous, r.say("%s could be %s", "%sは次のいずれか: %s", query, r.either(several.Candidates)), several.Candidates}
		}
	}
	if region != "" {
		if err := r.withoutRegion(tried, region, country); err != nil {
			return "", err
		}
	}
	return "", &rowError{outcome: NotFound, why: r.say("no government %[1]s was found%[2]s", "%[2]s「%[1]s」という自治体は見つかりません", r.either(tried), r.within(region, country))}
}

// withoutRegion proposes what a name means where the region is not heeded.
func (r *reader) withoutRegion(names []string, region, country string) error {
	for _, name := range names {
		id, err := r.find(name, country)
		var several *AmbiguousError
		switch {
		case err == nil:
			return &rowError{Ambiguous, r.say("%s was not found in %s; without it it would be %s", "「%s」は%sに見つかりません。州・省などを問わなければ%s", name, region, id), []string{id}}
		case errors.As(err, &several):
			return &rowError{Ambiguous, r.say("%s was not found in %s; without it it could be %s", "「%s」は%sに見つかりません。州・省などを問わなければ次のいずれか: %s", name, region, r.either(several.Candidates)), several.Candidates}
		}
	}
	return nil
}

// candidatesShown bounds those that an ambiguous name is told with: a country
// may have dozens of places of one name.
const candidatesShown = 5

// either joins things of which one is meant.
func (r *reader) either(list []string) string {
	text := strings.Join(list[:min(candidatesShown, len(list))], r.say(" or ", "、"))
	if more := len(list) - candidatesShown; more > 0 {
		text += r.say(" or %d more", "、ほか%d件", more)
	}
	return text
}

func (r *reader) within(region, country string) string {
	if region+country == "" {
		return ""
	}
	place := region + country
	if region != "" && country != "" {
		place = region + ", " + country
	}
	return r.say(" in %s", "%sに", place)
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
		return "", &rowError{NotFound, e.why + r.say("; known partners there: ", "。把握している相手: ") + strings.Join(known, ", "), known}
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
