package report

import (
	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/cmd/internal/chart"
)

// Schema names the report's form in JSON.
const Schema = "shimai.report/1"

// Report is everything a shortlist report says, in one language.
type Report struct {
	Schema string     `json:"schema"`
	Run    answer.Run `json:"run"`
	// Lang is "en" or "ja", the language of all texts.
	Lang string `json:"lang"`
	// Title heads the report.
	Title string `json:"title"`
	// Town is who asks.
	Town answer.UnitJSON `json:"town"`
	// Asked says what the report was asked with, for the comparison of two.
	Asked Asked `json:"asked"`
	// Sections are the parts of the report, in order.
	Sections []Section `json:"sections"`
	// Portfolio holds the candidates with all points and evidence, for programs.
	Portfolio answer.PortfolioJSON `json:"portfolio"`
}

// Asked is what a report was asked with that no digest of the run tells.
type Asked struct {
	// Countries are the codes of those asked for, empty for all abroad.
	Countries []string `json:"countries"`
	// Weights are the weights of criteria that are not 1, Purposes those of all purposes.
	Weights  []Weight `json:"weights"`
	Purposes []Weight `json:"purposes"`
}

// Weight is how much something counts.
type Weight struct {
	Key    string  `json:"key"`
	Weight float64 `json:"weight"`
}

// Section is one of the numbered sections of a report.
type Section struct {
	// Number counts from 1, Key is stable in all languages.
	Number int     `json:"number"`
	Key    string  `json:"key"`
	Title  string  `json:"title"`
	Blocks []Block `json:"blocks,omitempty"`
	// Parts begin on a page of their own in print.
	Parts []Part `json:"parts,omitempty"`
}

// Part is a page within a section: a candidate, a letter.
type Part struct {
	// ID is that of the candidate, or the name of the annex.
	ID     string  `json:"id"`
	Title  string  `json:"title"`
	Blocks []Block `json:"blocks"`
}

// Block is one piece to lay out; what it has stands in the order of the fields.
type Block struct {
	// Key names blocks that a program or a renderer may look for; empty for others.
	Key     string `json:"key,omitempty"`
	Heading string `json:"heading,omitempty"`
	// Text holds paragraphs.
	Text []string `json:"text,omitempty"`
	// Picture is drawn by renderers that can; all its figures stand in tables, too.
	Picture *Picture `json:"-"`
	Table   *Table   `json:"table,omitempty"`
	List    []string `json:"list,omitempty"`
	// Blanks are left for the town to fill in.
	Blanks []Blank `json:"blanks,omitempty"`
	// Notes are small print.
	Notes []string `json:"notes,omitempty"`
}

// Blank is a field that only the town can fill in.
type Blank struct {
	Label string `json:"label"`
	// Hint says what belongs there; it may be empty.
	Hint string `json:"hint,omitempty"`
	// Value is what the town's own brief says, in its own words; empty where it
	// says nothing: then a line to write on.
	Value string `json:"value,omitempty"`
}

// Table is rows under headings.
type Table struct {
	Columns []Column `json:"columns"`
	Rows    [][]Cell `json:"rows"`
}

// Column is one column of a table; its cells stand at the same place in each row.
type Column struct {
	Key   string `json:"key"`
	Title string `json:"title"`
	// Number tells that the cells are figures, to be set to the right.
	Number bool `json:"number,omitempty"`
	// Head tells that the cells name their rows.
	Head bool `json:"head,omitempty"`
	// Wide tells that the cells hold sentences and want the room.
	Wide bool `json:"-"`
}

// Cell is one entry of a table.
type Cell struct {
	// Shown is what every format shows.
	Shown string `json:"shown"`
	// Value is the figure that Shown writes; nil for words and for what is unknown.
	Value *float64 `json:"value,omitempty"`
	// Unknown tells that the data are silent; Shown says so in words.
	Unknown bool `json:"unknown,omitempty"`

	// format is the number format of a workbook that shows Value as Shown.
	format string
}

// PictureKind says what a picture shows.
type PictureKind string

// The pictures of a report.
const (
	// PictureMap shows Spots on the map of the world, the first one the town,
	// with an arc to each member.
	PictureMap PictureKind = "map"
	// PicturePoints shows how Bars add up to the fit.
	PicturePoints PictureKind = "points"
	// PictureClimate shows the months of the two Places.
	PictureClimate PictureKind = "climate"
	// PictureProfile compares the Names by Measures, the town first.
	PictureProfile PictureKind = "profile"
	// PictureBalance shows what each of the Names, the members, gives to Groups
	// of things, such as the purposes.
	PictureBalance PictureKind = "balance"
)

// Picture is what to draw; which fields are filled depends on Kind.
type Picture struct {
	Kind PictureKind
	// Alt tells in words what the picture shows.
	Alt    string
	Spots  []Spot
	Bars   []Bar
	Places []Months
	// Names are whom Measures and Groups tell of.
	Names    []string
	Measures []chart.Measure
	Groups   []chart.Group
}

// Spot is a place on the map.
type Spot struct {
	ID, Name string
	// Note stands behind the name in a legend; it may be empty.
	Note string
	// Lat and Lon are in degrees; NaN where unknown, which is not drawn.
	Lat, Lon float64
	// Role tells what the place is on the map.
	Role Role
	// Number is that of a member in the shortlist, 0 for others.
	Number int
}

// Role is what a place is on a map.
type Role string

// The roles on a map.
const (
	RoleTown     Role = "town"
	RoleMember   Role = "member"
	RoleReserve  Role = "reserve"
	RoleExisting Role = "existing"
)

// Bar is one bar of a picture, in points.
type Bar struct {
	Key, Label  string
	Points, Max float64
	// Known is false where the data are silent.
	Known bool
}

// Months are the climate normals of a place, January first; NaN where unknown.
type Months struct {
	Name string
	// Note stands below the name, as the class of the climate; it may be empty.
	Note string
	// Lat is in degrees north, for the season.
	Lat float64
	// Temperature is in °C, Rain in mm.
	Temperature, Rain [12]float64
	// Mean is the mean temperature of the year.
	Mean float64
}
