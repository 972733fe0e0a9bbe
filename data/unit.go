package data

import "math"

// Unit numbers one government within one build of the data: places of the
// world first, ordered by country and id, then the Japanese governments in
// code order, then the first-level regions of other countries.
type Unit int32

// Sentinels for unknown values in columns. Zero is a value, not an absence.
const (
	// NoUnit stands for "none" wherever a Unit is expected.
	NoUnit Unit = -1
	// NoInt stands for an unknown integer: a population, a rank, a year.
	NoInt int32 = math.MinInt32
)

// NoFloat stands for an unknown measure in a float column; test it with [Known].
func NoFloat() float32 { return float32(math.NaN()) }

// Known reports whether a float column holds a value.
func Known(v float32) bool { return v == v }

// Units of measure. They keep a distance from being taken for a number of people.
type (
	// Km is a distance along the ground in kilometres.
	Km float64
	// People counts inhabitants.
	People int64
)

// Kind tells what sort of government a unit is.
type Kind uint8

// The kinds of government, in the order in which a Japanese reader lists them.
const (
	// KindPlace is a city, town or village outside Japan.
	KindPlace Kind = iota
	// KindRegion is a first-level region outside Japan: a state, province, county.
	KindRegion
	// KindPrefecture is one of Japan's 47 prefectures.
	KindPrefecture
	// KindCity is a Japanese city (shi).
	KindCity
	// KindWard is one of the 23 special wards of Tokyo.
	KindWard
	// KindTown is a Japanese town (cho, machi).
	KindTown
	// KindVillage is a Japanese village (son, mura).
	KindVillage
)

var kindNames = [...]string{"place", "region", "prefecture", "city", "special_ward", "town", "village"}

// String returns the name of the kind as it stands in layers and JSON.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "unknown"
}

// ParseKind returns the kind with the given name.
func ParseKind(name string) (Kind, bool) {
	for i, n := range kindNames {
		if n == name {
			return Kind(i), true
		}
	}
	return 0, false
}

// Upper reports whether the kind is a first-level government: a prefecture or
// a region. Upper governments look for regions and for large cities.
func (k Kind) Upper() bool { return k == KindRegion || k == KindPrefecture }

// Seat tells of which level of government a place is the seat.
type Seat uint8

// Seat levels; a lower number is a higher government.
const (
	// SeatNone is a place that is no seat that we know of.
	SeatNone Seat = iota
	// SeatCountry is a national capital.
	SeatCountry
	// SeatFirst is the seat of a first-level region.
	SeatFirst
	// SeatSecond is the seat of a second-level region (county, district, province).
	SeatSecond
	// SeatLower is the seat of a third-level or lower government, or a
	// Japanese municipality, which always governs itself.
	SeatLower
)
