package chart

import "github.com/shimai/shimai/data"

// edge is a step of a boundary, whichever way it is walked.
type edge struct{ a, b place }

func newEdge(p, q place) edge {
	if p.x > q.x || p.x == q.x && p.y > q.y {
		p, q = q, p
	}
	return edge{p, q}
}

// seams tells which municipality lies on each side of a boundary.
type seams struct {
	// sides holds for each edge the one or two codes beside it, in order of the
	// rings.
	sides map[edge][2]string
	// touches holds the municipalities that share an edge with another.
	touches map[string]bool
}

func newSeams(areas *data.Areas) seams {
	s := seams{make(map[edge][2]string, len(areas.Lon)), map[string]bool{}}
	for i, ring := range degrees(areas.Lines) {
		code := areas.Code[i]
		for j := 1; j < len(ring); j++ {
			e := newEdge(ring[j-1], ring[j])
			switch sides, known := s.sides[e]; {
			case !known:
				s.sides[e] = [2]string{code}
			case sides[0] != code:
				s.sides[e] = [2]string{sides[0], code}
				s.touches[sides[0]], s.touches[code] = true, true
			}
		}
	}
	return s
}

// between returns the parts of a ring of a municipality that run between its
// prefecture and another, each once: with the first of the two.
func (s seams) between(ring []place, code string) [][]place {
	var parts [][]place
	joined := false
	for j := 1; j < len(ring); j++ {
		sides := s.sides[newEdge(ring[j-1], ring[j])]
		if sides[0] != code || sides[1] == "" || prefecture(sides[1]) == prefecture(code) {
			joined = false
			continue
		}
		if !joined {
			parts = append(parts, []place{ring[j-1]})
		}
		parts[len(parts)-1] = append(parts[len(parts)-1], ring[j])
		joined = true
	}
	return parts
}

// prefecture returns the first two digits of a code.
func prefecture(code string) string { return code[:min(2, len(code))] }
