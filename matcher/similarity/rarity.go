package similarity

import "math"

// rarityHalf is how many doublings of the number of bearers halve the weight:
// a name borne by 2^5 = 32 places (Newcastle in a wide gazetteer) counts half.
const rarityHalf = 5

// Rarity returns the weight, in (0,1], of sharing a name that freq places bear:
// 1 / (1 + log2(freq)/5). A name nobody else bears, and a freq below 1, weigh 1;
// a name of two bearers 0.83, of 32 a half, of a thousand a third. Sharing a
// common name still counts a little: San José twins with San José.
func Rarity(freq int32) float64 {
	if freq <= 1 {
		return 1
	}
	return 1 / (1 + math.Log2(float64(freq))/rarityHalf)
}
