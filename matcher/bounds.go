package matcher

import "github.com/shimai/shimai/data"

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
	// most is the bits of the best tags.
	most [numCriteria]bits
	// plus is the most that a criterion has beside tags, where that is not
	// known before the candidate is scored.
	plus                          [numCriteria]bits
	hours, leastHours, leastEvent bits
	// What a row is compared with, as in row.
	degrees      [8]int16
	callings     uint32
	koppen       uint8
	nikkei, weak bool
	// climate is the most points of climate, rest those of all but education
	// that a cell does not know.
	climate, rest Points
	// words holds one more than the most points of the criteria of wordCriteria
	// for the sets of tags of the layout, 0 for those not asked for yet.
	words []int16
}

// wordCriteria are those that rest on tags, but for education, which knows the
// country too, and population.
var wordCriteria = [...]int{atGeography, atHistory, atTrade, atCulture, atDisaster, atAccess}

func (s *scorer) newBounds() *bounds {
	f := s.e.features
	b := &bounds{
		s: s, degrees: f.climate[s.town], callings: f.callings[s.town], koppen: f.koppen[s.town],
		nikkei: f.nikkei[s.town], weak: s.e.climate.StationKm[s.town] > farStation,
	}
	b.boundTags()
	b.boundSizes()
	b.plus[atHistory] = s.curve[historyEmigrants].most() + s.curve[historyBirths].most()
	b.plus[atDisaster] = s.curve[disasterEvent].most()
	b.hours, b.leastHours = s.curve[accessHours].most(), s.curve[accessHours].least()
	b.leastEvent = s.curve[disasterEvent].least()
	b.plus[atAccess] = b.hours + s.curve[accessMissions].most()
	b.plus[atClimate] = max(0, s.curve[climateDegrees].most()+s.curve[climateClass].most())
	b.climate = s.rules[atClimate].of(b.plus[atClimate])
	b.rest = b.climate
	for _, k := range wordCriteria {
		b.rest += s.rules[k].of(b.most[k] + b.plus[k])
	}
	b.words = make([]int16, len(s.e.layout.words))
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
		b.ratio[0] = s.unknownSize(own)
		for i := 1; i < l.sizes; i++ {
			b.ratio[i] = s.curve[populationRatio].step(max(own-i+1, i-1-own))
		}
		if own := int(f.lnRank[s.town]); own != unknownLn {
			for i := 1; i < l.ranks; i++ {
				b.rank[i] = s.curve[populationRank].step(max(own-i+1, i-1-own))
				mostRank = max(mostRank, b.rank[i])
			}
		}
	} else {
		for i := 1; i < l.sizes; i++ {
			b.ratio[i] = s.unknownSize(i - 1)
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

// boundTags adds up the tags that add to their criterion.
func (b *bounds) boundTags() {
	tags := &b.s.tagged
	b.most = tags.none
	for i := range b.s.e.tags {
		b.most[tags.criterion[i]] += max(0, tags.weight[i])
	}
}

// mostOf is the most points of the sizes of a run of rows, which stand in order
// of size.
func (b *bounds) mostOf(from, to uint16) Points {
	return min(b.below[to], b.above[from])
}

// population gives the points of a row for size and rank, and the most it can
// have as a seat.
func (b *bounds) population(size, rank uint16) Points {
	return b.s.rules[atPopulation].of(b.ratio[size] + b.rank[rank] + b.most[atPopulation])
}

// word gives the most points of wordCriteria for a set of tags.
func (b *bounds) word(at int32) Points {
	if b.words[at] == 0 {
		var sum [numCriteria]bits
		b.s.tagged.sum(b.s.e.layout.words[at], &sum)
		p := Points(1)
		for _, k := range wordCriteria {
			p += b.s.rules[k].of(sum[k] + b.plus[k])
		}
		b.words[at] = int16(p)
	}
	return Points(b.words[at] - 1)
}

// tagged gives the most points of a row for all that its cell does not tell.
// sum receives the bits it rests on.
func (b *bounds) tagged(u data.Unit, r *row, population, education bits, sum *[numCriteria]bits) Points {
	s := b.s
	s.tagged.sum(r.tags, sum)
	sum[atPopulation] += population
	sum[atEducation] += education
	sum[atHistory] += b.history(u, r)
	sum[atAccess] += b.hours + s.curve[accessMissions].step(s.missionCount(u))
	sum[atDisaster] += b.plus[atDisaster]
	if !r.weak {
		sum[atClimate] += b.climateBits(r)
	}
	p := Points(0)
	for _, k := range [...]int{atPopulation, atClimate, atGeography, atHistory, atTrade, atEducation, atCulture, atDisaster, atAccess} {
		p += s.rules[k].of(sum[k])
	}
	return p
}

// slack is how far the points of a row can fall below what tagged gives, whose
// sum it takes.
func (b *bounds) slack(u data.Unit, sum *[numCriteria]bits) Points {
	s := b.s
	least := func(k int, by bits) Points { return s.rules[k].of(sum[k]) - s.rules[k].of(sum[k]-by) }
	p := least(atAccess, b.hours-b.leastHours)
	if event := &s.curve[disasterEvent]; s.reach.excludes(s.e.units.Lat[u], s.e.units.Lon[u]) {
		p += least(atDisaster, b.plus[atDisaster]-event.step(len(event.table)))
	} else {
		p += least(atDisaster, b.plus[atDisaster]-b.leastEvent)
	}
	return p
}

func (b *bounds) history(u data.Unit, r *row) bits {
	births := 0
	if r.callings&b.callings != 0 {
		births = 1
	}
	sum := b.s.curve[historyBirths].step(births)
	if r.nikkei || b.nikkei {
		return sum + b.s.emigrantBits(u)
	}
	return sum + b.s.curve[historyEmigrants].at(0)
}

func (b *bounds) climateBits(r *row) bits {
	if b.weak {
		return 0
	}
	class := 0
	if r.koppen == b.koppen {
		class = 1
	}
	return b.s.curve[climateDegrees].step(climateDistance(&b.degrees, &r.climate)) + b.s.curve[climateClass].step(class)
}
