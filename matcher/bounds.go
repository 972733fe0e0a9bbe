package matcher

import bitsof "math/bits"

// bounds says how good a candidate of a town can be at most while only a part
// of its evidence has been looked at. They are never below the true points, so
// that what they refuse cannot be in the list.
type bounds struct {
	s *scorer
	// ratio and rank are the bits of a candidate's size and rank, by the
	// indices of the layout. points are the most points of a size, below and
	// above the most of points up to an index and from it on.
	ratio, rank          []bits
	points, below, above []Points
	// weight is what a tag of the candidate adds to its criterion, none the
	// bits of a candidate without tags, most those of the best tags.
	weight    [maxTags]bits
	criterion [maxTags]uint8
	none      [numCriteria]bits
	most      [numCriteria]bits
	// plus is the most that a criterion has beside tags, where that is not
	// known before the candidate is scored.
	plus    [numCriteria]bits
	climate Points
	// rest is the most points of all that a cell does not know.
	rest Points
}

func (s *scorer) newBounds() *bounds {
	b := &bounds{s: s}
	b.boundTags()
	b.boundSizes()
	b.plus[atHistory] = s.curve[historyEmigrants].most() + s.curve[historyBirths].most()
	b.plus[atDisaster] = s.curve[disasterEvent].most()
	b.plus[atAccess] = s.curve[accessHours].most() + s.curve[accessMissions].most()
	b.climate = s.rules[atClimate].of(max(0, s.curve[climateDegrees].most()+s.curve[climateClass].most()))
	b.rest = b.climate
	for _, k := range [...]int{atGeography, atHistory, atTrade, atCulture, atDisaster, atAccess} {
		b.rest += s.rules[k].of(b.most[k] + b.plus[k])
	}
	return b
}

// education is the most points of a country whose language gives so many bits.
func (b *bounds) education(language bits) Points {
	return b.s.rules[atEducation].of(b.most[atEducation] + language)
}

// boundSizes tabulates the bits of every size and rank a candidate may have.
func (b *bounds) boundSizes() {
	s, l, f := b.s, b.s.e.layout, b.s.e.features
	b.ratio, b.rank = make([]bits, l.sizes), make([]bits, l.ranks)
	mostRank := bits(0)
	if own := int(f.lnPop[s.town]); own != unknownLn {
		for i := 1; i < l.sizes; i++ {
			b.ratio[i] = s.curve[populationRatio].step(max(own-i+1, i-1-own))
		}
		if own := int(f.lnRank[s.town]); own != unknownLn {
			for i := 1; i < l.ranks; i++ {
				b.rank[i] = s.curve[populationRank].step(max(own-i+1, i-1-own))
				mostRank = max(mostRank, b.rank[i])
			}
		}
	}
	all := make([]Points, 3*l.sizes)
	b.points, b.below, b.above = all[:l.sizes], all[l.sizes:2*l.sizes], all[2*l.sizes:]
	for i := range b.points {
		b.points[i] = s.rules[atPopulation].of(b.ratio[i] + mostRank + b.most[atPopulation])
		b.below[i] = max(b.points[i], b.below[max(0, i-1)])
	}
	for i := l.sizes - 1; i >= 0; i-- {
		b.above[i] = max(b.points[i], b.above[min(i+1, l.sizes-1)])
	}
}

// boundTags turns the bits of pairs of tags into bits of the candidate's tags.
func (b *bounds) boundTags() {
	s := b.s
	own := s.e.features.tags[s.town]
	for k, mask := range s.mask {
		for ; mask != 0; mask &= mask - 1 {
			i := bitsof.TrailingZeros64(mask)
			b.criterion[i] = uint8(k)
			b.weight[i] = s.one[i]
			if own&(1<<i) != 0 {
				b.weight[i] = s.both[i] - s.one[i]
				b.none[k] += s.one[i]
			}
			b.most[k] += max(0, b.weight[i])
		}
		b.most[k] += b.none[k]
	}
}

// mostOf is the most points of the sizes of a run of rows, which stand in order
// of size.
func (b *bounds) mostOf(from, to uint16) Points {
	return min(b.below[to], b.above[from])
}

// population gives the points of a row for size, rank and seat.
func (b *bounds) population(row int32) Points {
	l := b.s.e.layout
	sum := b.ratio[l.size[row]] + b.rank[l.rank[row]] + b.none[atPopulation]
	for tags := l.tags[row] & b.s.mask[atPopulation]; tags != 0; tags &= tags - 1 {
		sum += b.weight[bitsof.TrailingZeros64(tags)]
	}
	return b.s.rules[atPopulation].of(sum)
}

// tagged gives the most points of a row for all that rests on tags, and for
// climate.
func (b *bounds) tagged(row int32, education bits) Points {
	sum := b.none
	for tags := b.s.e.layout.tags[row]; tags != 0; tags &= tags - 1 {
		i := bitsof.TrailingZeros64(tags)
		sum[b.criterion[i]] += b.weight[i]
	}
	sum[atEducation] += education
	p := b.climate
	for _, k := range [...]int{atGeography, atHistory, atTrade, atEducation, atCulture, atDisaster, atAccess} {
		p += b.s.rules[k].of(sum[k] + b.plus[k])
	}
	return p
}
