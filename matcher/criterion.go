package matcher

// Criterion names one of the things by which two governments are compared.
type Criterion string

// The criteria, as users name them in weights.
const (
	Name       Criterion = "name"
	Population Criterion = "population"
	Climate    Criterion = "climate"
	Geography  Criterion = "geography"
	History    Criterion = "history"
	Trade      Criterion = "trade"
	Education  Criterion = "education"
	Culture    Criterion = "culture"
	Disaster   Criterion = "disaster"
	Access     Criterion = "access"
	Links      Criterion = "links"
	Country    Criterion = "country"
)

// Criteria returns all criteria in the order in which they are shown.
func Criteria() []Criterion {
	return []Criterion{Name, Population, Climate, Geography, History, Trade, Education, Culture, Disaster, Access, Links, Country}
}

// Places of the criteria in Criteria.
const (
	atName = iota
	atPopulation
	atClimate
	atGeography
	atHistory
	atTrade
	atEducation
	atCulture
	atDisaster
	atAccess
	atLinks
	atCountry
	numCriteria
)
