package build

import (
	"fmt"
	"math"

	"github.com/shimai/shimai/data"
)

// checkUnits verifies the table that all layers refer to: numbers without
// gaps, ids used once, positions on the globe, names present.
func checkUnits(units []unit) error {
	seen := make(map[string]int32, len(units))
	for i := range units {
		u := &units[i]
		if u.Unit != int32(i) {
			return fmt.Errorf("check units: %s has number %d at position %d: the numbering is broken", u.ID, u.Unit, i)
		}
		if other, dup := seen[u.ID]; dup {
			return fmt.Errorf("check units: id %s stands for both %q and %q: make the source rows differ", u.ID, units[other].Name, u.Name)
		}
		seen[u.ID] = u.Unit
		if !positionValid(u.Lat, u.Lon) {
			return fmt.Errorf("check units: %s (%s) lies at %g, %g, which is not on the globe", u.ID, u.Name, u.Lat, u.Lon)
		}
		if u.Name == "" {
			return fmt.Errorf("check units: %s has no name", u.ID)
		}
	}
	return nil
}

func positionValid(lat, lon float64) bool {
	return math.Abs(lat) <= 90 && math.Abs(lon) <= 180 // false for NaN
}

// checkGovernments verifies that Japan has as many governments of each kind as
// it has.
func checkGovernments(units []unit) error {
	counts := countKinds(units)
	for _, g := range governments {
		if got := counts[g.kind.String()]; got != g.want {
			return fmt.Errorf("check governments: %d of kind %s, Japan has %d: a table is cut short or of another date; correct it, or the number in this check after a merger", got, g.kind, g.want)
		}
	}
	return nil
}

// maxLoss is the share of known values that a column may lose between builds.
const maxLoss = 0.01

// checkLosses compares the columns with those of an earlier build; previous
// may be nil. A column or layer that is gone has lost everything.
func checkLosses(m data.Manifest, previous *data.Manifest) error {
	if previous == nil {
		return nil
	}
	for _, old := range previous.Layers {
		l, ok := m.Layer(old.Name)
		if !ok {
			return fmt.Errorf("check losses: layer %s is gone; build without the earlier manifest if that is meant", old.Name)
		}
		now := map[string]int{}
		for _, c := range l.Columns {
			now[c.Name] = c.Known
		}
		for _, c := range old.Columns {
			if float64(now[c.Name]) < float64(c.Known)*(1-maxLoss) {
				return fmt.Errorf("check losses: layer %s, column %s holds %d values, %d before: more than 1 %% lost; build without the earlier manifest if that is meant", old.Name, c.Name, now[c.Name], c.Known)
			}
		}
	}
	return nil
}
