package matcher

import "github.com/shimai/shimai/data"

// trade compares sectors: what both towns live from.
func (s *scorer) trade(u data.Unit) (bits, bool) {
	return s.tagBits(s.masks.trade, u), s.tagsKnown(s.masks.trade, u)
}

func (s *scorer) tradeWords(u data.Unit) []Evidence { return s.tagWords(Trade, s.masks.trade, u) }
