package names

import "strings"

// Generic returns the folded name without the words that many places carry and
// that do not make it the same name: brackets, the kind of town ("City of X",
// "X Township", "Ville de X"), what it lies on ("X upon Y", "X an der Y"), and
// with every form of "saint" as one. A spa keeps its "Bad". What would leave
// nothing is not done.
func Generic(name string) string {
	name = cut(strings.ToValidUTF8(name, ""))
	words := strings.Fields(Fold(dropBrackets(name)))
	if len(words) == 0 {
		return Fold(name)
	}
	words = trimLeading(words)
	words = cutRiver(words)
	words = trimTrailing(words)
	out := make([]string, len(words))
	for i, w := range words {
		if i+1 < len(words) && saints[w] {
			w = "saint"
		}
		out[i] = w
	}
	return strings.Join(out, " ")
}

// dropBrackets leaves out what stands in round or square brackets.
func dropBrackets(s string) string {
	if !strings.ContainsAny(s, "([（［") {
		return s
	}
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case '(', '[', '（', '［':
			depth++
		case ')', ']', '）', '］':
			depth = max(depth-1, 0)
			b.WriteByte(' ')
		default:
			if depth == 0 {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// trimLeading takes "city of" and the like off the front.
func trimLeading(words []string) []string {
	for {
		switch {
		case len(words) > 2 && kindsBefore[words[0]] && links[words[1]]:
			words = words[2:]
		case len(words) > 1 && words[0] == "the":
			words = words[1:]
		default:
			return words
		}
	}
}

// trimTrailing takes "city", "township" and the like off the end.
func trimTrailing(words []string) []string {
	for len(words) > 1 && kindsAfter[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	return words
}

// cutRiver cuts the name at the word that says where the town lies.
func cutRiver(words []string) []string {
	for i := 1; i+1 < len(words); i++ {
		w := words[i]
		next := words[i+1]
		switch {
		case saints[words[i-1]] || words[i-1] == "bad":
			continue
		case lies[w]:
			return words[:i]
		case liesWithArticle[w] && articles[next] && i+2 < len(words):
			return words[:i]
		case (w == "del" || w == "de" && (next == "la" || next == "los" || next == "las") && i+2 < len(words)) && !landforms[words[0]]:
			return words[:i]
		}
	}
	return words
}

var (
	kindsBefore = set("city", "town", "township", "village", "borough", "municipality", "district", "commune", "ville", "comune", "ciudad", "villa", "pueblo", "municipio", "cidade", "vila", "stadt", "gemeinde", "gemeente", "citta")
	links       = set("of", "de", "di", "du", "des", "del", "da", "do")
	kindsAfter  = set("city", "town", "township", "village", "borough", "municipality", "stadt", "kommune", "municipio")
	saints      = set("st", "saint", "sainte", "ste", "sankt", "sanct", "san", "santa", "santo", "sao", "sant", "sint", "szent", "sveti", "sveta", "svaty", "svata", "agios", "agia")
	// lies are the words after which a river, a lake or a larger neighbour is named.
	lies = set("upon", "on", "am", "sur", "sous", "sul", "sull", "sulla", "sullo", "nad", "na", "bei", "pod", "pri", "les", "lez", "aan", "ved", "vid")
	// liesWithArticle need an article behind them to mean a river.
	liesWithArticle = set("an", "in", "ob", "a", "auf", "vor")
	articles        = set("der", "dem", "den", "d")
	// landforms open names in which what follows "del" is the name itself.
	landforms = set("mar", "playa", "puerto", "villa", "ciudad", "castel", "monte", "valle", "campo", "costa", "cabo", "cerro", "rincon", "isla", "lago", "pozo", "torre", "torres", "pueblo", "villar", "villanueva", "rio", "santa", "san", "nuestra")
)

// set returns the words as a set.
func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}
