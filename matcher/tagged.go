package matcher

import "github.com/shimai/shimai/data"

// HasTag tells whether a government bears a tag of a criterion, by the name
// the tag has in the weights; false for tags that do not exist.
func (e *Engine) HasTag(u data.Unit, c Criterion, name string) bool {
	return e.features.tags[u]&e.tagBit(c, name) != 0
}
