package matcher

import "github.com/shimai/shimai/data"

// tradeWords tells of sectors: what both towns live from.
func (s *scorer) tradeWords(u data.Unit) []Evidence { return s.tagWords(Trade, s.mask[atTrade], u) }
