package brief

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/shimai/shimai/config"
	"github.com/shimai/shimai/config/internal/shape"
)

// Bounds of the numbers in a brief.
const (
	maxWeight     = 100
	maxMembers    = 12
	maxContinents = 6
	maxPopulation = 50_000_000
	maxKm         = 1000
)

// Purposes returns the keys of what partners may be wanted for, in the order
// in which they are shown.
func Purposes() []string {
	return []string{"trade", "tourism", "education", "culture", "workers", "disaster", "innovation"}
}

// Have is one thing that candidates can be required to have.
type Have struct {
	// Key is the word in the file.
	Key string
	// Doc tells what counts and where the data are silent.
	Doc string
	// Within is the distance in km where none is given, Most the largest that
	// can be asked for; both 0 for what has no distance.
	Within, Most float64
	// Is says what the key "is" has to tell, "" when it is not used.
	Is string
}

// Haves lists what candidates can be required to have.
func Haves() []Have {
	return []Have{
		{"airport", "an airport with scheduled flights (about 2014)", 60, 100, ""},
		{"flights_to_japan", "an airport within 100 km that is flown to from Japan (about 2014); unknown where no destinations are recorded", 0, 0, ""},
		{"port", "a port of the World Port Index; a town by the sea without one counts as unknown, since small harbours are not listed", 12, 25, ""},
		{"coast", "the sea", 5, maxKm, ""},
		{"ski", "a ski area with lifts", 15, 30, ""},
		{"university", "a university of an international ranking; unknown where there is none, since others are not listed", 8, 10, ""},
		{"world_heritage", "a UNESCO World Heritage site (2021)", 10, 20, ""},
		{"creative_city", "membership of the UNESCO Creative Cities (2024)", 5, 10, ""},
		{"volcano", "an active volcano", 30, 40, ""},
		{"hot_spring", "known as a spa or hot-spring town; unknown where nothing is recorded", 0, 0, ""},
		{"theme", "known for a theme of history, trade or culture; unknown where nothing is recorded", 0, 0, "the key of a theme, such as ceramics"},
		{"language", "a language that is official in the country or spoken by a fifth of its people", 0, 0, "a language, such as English, en or 英語"},
		{"hemisphere", "north or south of the equator", 0, 0, "north or south"},
		{"island", "lies on an island smaller than 25,000 km²", 0, 0, ""},
		{"mountain", "lies among mountains: 700 m between high and low ground around", 0, 0, ""},
		{"lake", "lies by a named lake", 0, 0, ""},
		{"river", "lies by a named river", 0, 0, ""},
		{"snow", "snow stays: below -2 °C in the three coldest months; unknown far from any climate station", 0, 0, ""},
	}
}

// HaveOf finds one of [Haves].
func HaveOf(key string) (Have, bool) {
	all := Haves()
	if i := slices.IndexFunc(all, func(h Have) bool { return h.Key == key }); i >= 0 {
		return all[i], true
	}
	return Have{}, false
}

// Shape is the table of all keys of a brief.
func Shape() shape.Shape {
	unknown := shape.OneOf(Keep, Exclude)
	country := shape.ListOf(shape.TextLike("US, Canada, 英国"))
	area := shape.ListOf(shape.TextLike("Oceania, 東南アジア"))
	language := shape.ListOf(shape.TextLike("English, en, 英語"))
	return shape.ObjectOf(
		shape.Field{Key: "town", Doc: "The town that asks: a name in any script, a code such as jp:01635, or \"name, region, country\". The command line may leave the town out then.", Shape: shape.TextLike("jp:01635")},
		shape.Field{Key: "lang", Doc: "Language of the output. Default: that of the system.", Shape: shape.OneOf("en", "ja")},
		shape.Field{Key: "purposes", Doc: "What partners are wanted for, and how much each counts. Default: trade, tourism, education and culture 1, the others 0.5.", Shape: weights(Purposes())},
		shape.Field{Key: "weights", Doc: "How much each criterion counts; 0 switches it off. Default: 1.", Shape: weights(config.Criteria())},
		choice("countries", "Countries by code or name.", country),
		choice("regions", "Continents or subregions of the world. What is wanted adds to the countries wanted.", area),
		choice("languages", "Languages that are official in the candidate's country or spoken by a fifth of its people. Countries of which no languages are known stay in.", language),
		shape.Field{Key: "population", Doc: "Size of candidates.", Shape: shape.ObjectOf(
			shape.Field{Key: "min", Doc: "At least so many people. Default: no limit.", Shape: shape.WholeIn(0, maxPopulation)},
			shape.Field{Key: "max", Doc: "At most so many people. Default: no limit.", Shape: shape.WholeIn(0, maxPopulation)},
			shape.Field{Key: "unknown", Doc: "What becomes of candidates of unknown size. Default: keep.", Shape: unknown},
		)},
		shape.Field{Key: "must", Doc: "What every candidate has to have.", Shape: shape.ListOf(shape.ObjectOf(
			shape.Field{Key: "have", Doc: "What it is; see the table of must-haves.", Shape: shape.OneOf(haveKeys()...), Required: true},
			shape.Field{Key: "within_km", Doc: "How near it has to be. Default: see the table of must-haves.", Shape: shape.NumberIn(0, maxKm)},
			shape.Field{Key: "is", Doc: "Which one: for language, theme and hemisphere.", Shape: shape.TextLike("English, ceramics or south")},
			shape.Field{Key: "unknown", Doc: "What becomes of candidates of which the data do not tell: keep shows them as unknown, exclude leaves them out and says so. Default: keep.", Shape: unknown},
		))},
		shape.Field{Key: "words", Doc: "What the town is known for or looks for, in Japanese or English; looked up among the known facts of candidates. A word that nothing is known of is reported as such.", Shape: shape.ListOf(shape.TextLike("そば, post town"))},
		shape.Field{Key: "cities", Doc: "Candidates asked for by name, as for town; each is answered with its place and what speaks for and against it.", Shape: shape.ListOf(shape.TextLike("Banff, Alberta, Canada"))},
		shape.Field{Key: "size", Doc: "How many members a portfolio has: a number, or a range within which it stops when one more adds too little. Default: 4-8.", Shape: shape.TextLike("4-8")},
		shape.Field{Key: "per_country", Doc: "At most so many of one country, existing partners counted in a portfolio; 0 for no limit. Default: 1 in a portfolio, 3 in a list.", Shape: shape.WholeIn(0, maxMembers)},
		shape.Field{Key: "continents", Doc: "A portfolio lies on at least so many continents, existing partners counted. Default: 2.", Shape: shape.WholeIn(0, maxContinents)},
		shape.Field{Key: "facts", Doc: "What the data do not tell of the town, in its own words: contact, schools, programmes, budget, people, wishes, or keys of its own. Printed in the report as the town's own words; they change no ranking.", Shape: shape.MapOf(shape.TextLike("two junior high schools"))},
		shape.Field{Key: "notes", Doc: "Remarks for the reader of the report.", Shape: shape.Shape{}},
	)
}

func weights(keys []string) shape.Shape {
	s := shape.Shape{Kind: shape.Object}
	for _, k := range keys {
		s.Fields = append(s.Fields, shape.Field{Key: k, Doc: "How much " + k + " counts.", Shape: shape.NumberIn(0, maxWeight)})
	}
	return s
}

func choice(key, doc string, list shape.Shape) shape.Field {
	return shape.Field{Key: key, Doc: doc, Shape: shape.ObjectOf(
		shape.Field{Key: "want", Doc: "Only these. Default: all.", Shape: list},
		shape.Field{Key: "avoid", Doc: "None of these; goes over what is wanted.", Shape: list},
	)}
}

func haveKeys() []string {
	var out []string
	for _, h := range Haves() {
		out = append(out, h.Key)
	}
	return out
}

// WriteSchema writes the JSON Schema of a brief.
func WriteSchema(w io.Writer) error {
	return shape.WriteSchema(w, Shape(), "shimai brief", "What a town wants of foreign partners; read by shimai --brief.")
}

// WriteTables writes the keys and the must-haves as tables in Markdown.
func WriteTables(w io.Writer) error {
	if err := shape.WriteTable(w, Shape()); err != nil {
		return err
	}
	var b strings.Builder
	b.WriteString("\n| `have` | what counts | within km | `is` |\n|---|---|---|---|\n")
	for _, h := range Haves() {
		within := ""
		if h.Most > 0 {
			within = plain(h.Within) + ", at most " + plain(h.Most)
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", h.Key, h.Doc, within, h.Is)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
