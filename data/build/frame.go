package build

import "github.com/shimai/shimai/data"

// unit is what the joins need to know of a government: the unit table of a
// build holds them in unit order.
type unit struct {
	Unit       int32
	ID         string
	CC         string
	Kind       data.Kind
	Name       string // main name; romaji for Japanese governments
	GeonameID  int64  // 0 where there is none
	Population int32  // data.NoInt where unknown
	Lat, Lon   float64
	Region     int32  // unit number of the region or prefecture; NoInt for upper governments
	Code       string // Japanese code, 2 or 5 digits; "" elsewhere
}
