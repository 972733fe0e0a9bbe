// Package model holds the evidence by which pairs of governments are scored:
// curves and tags in bits, with the reason for each.
//
// A bit is the base-2 logarithm of a lift: how many times more often real ties
// look like this than ties whose ends were drawn anew with the same number of
// partners each. One bit is twice as often, minus one bit half as often, zero
// says nothing. Only pairs are described here; what makes a candidate alone
// attractive belongs to openness.
//
// The numbers are learned from the known ties ([Fit], docs/method.md) and stand
// in weights.json, so that a refit changes a file, not the program. A few terms
// that the ties cannot teach are fixed by hand, each with its reason.
package model

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
)

// Schema is the version of the weights file.
const Schema = "shimai.weights/1"

// ErrInvalid marks a weights file that cannot be used.
var ErrInvalid = errors.New("invalid weights")

// Weights is the whole model.
type Weights struct {
	Schema string `json:"schema"`
	// Trained tells what the numbers were learned from; nil when set by hand.
	Trained  *Trained    `json:"trained,omitempty"`
	Criteria []Criterion `json:"criteria"`
}

// Trained tells what weights were learned from.
type Trained struct {
	// Data is the version of the data, as in the manifest.
	Data string `json:"data"`
	// Ties and Pairs count the ties and all pairs, rewired ones included.
	Ties  int `json:"ties"`
	Pairs int `json:"pairs"`
	// Seed is that of the drawing of pairs.
	Seed uint64 `json:"seed"`
	// Ridge and Smooth are those of [Options].
	Ridge  float64 `json:"ridge"`
	Smooth float64 `json:"smooth"`
}

// Criterion is the evidence of one criterion. Its bits are the sum of its
// terms, cut to Low and High.
type Criterion struct {
	Name string `json:"name"`
	// Low and High bound the bits; Low ≤ 0 ≤ High.
	Low  float64 `json:"low"`
	High float64 `json:"high"`
	// Cap, when above 0, is set by hand: a fit lets High rise to what one term
	// can reach, but no higher than this.
	Cap float64 `json:"cap,omitempty"`
	// Why says in a sentence what the bounds rest on.
	Why   string `json:"why"`
	Terms []Term `json:"terms"`
	// Bands tell how often pairs with so many bits were seen, rising.
	Bands []Band `json:"bands,omitempty"`
}

// Band is a range of a criterion's bits.
type Band struct {
	// From is the least of its bits; it ends where the next one begins.
	From float64 `json:"from"`
	Stat
}

// Lift returns how many times as common pairs with so many bits are among ties
// as among pairs rewired within the partner's country, or anywhere for the
// criterion that compares countries; 0 when too few were seen to say.
func (c Criterion) Lift(bits float64) float64 {
	lift := 0.0
	for _, b := range c.Bands {
		if bits < b.From {
			break
		}
		lift = b.Lift
	}
	return lift
}

// Term is one piece of evidence: a curve over a measure of the pair, or a tag
// that both, one or none of the two have.
type Term struct {
	Name string `json:"name"`
	Why  string `json:"why"`
	// Fixed terms are set by hand: a fit leaves them alone.
	Fixed bool `json:"fixed,omitempty"`
	// Curve holds points (measure, bits), joined by straight lines and flat
	// beyond the ends.
	Curve []Knot `json:"curve,omitempty"`
	// Ceiling, when there is one, is a curve that a fit may not rise above: set
	// by hand, with the reason in Why.
	Ceiling []Knot `json:"ceiling,omitempty"`
	// Both and One are the bits when both have the tag, or just one.
	Both float64 `json:"both,omitempty"`
	One  float64 `json:"one,omitempty"`
	// Stats tells how often each knot of the curve was nearest, or for a tag
	// how often both and one had it, in that order.
	Stats []Stat `json:"stats,omitempty"`
	// silent marks, during a fit, a tag found to say nothing.
	silent bool
}

// Stat is what was seen of one number of a term.
type Stat struct {
	// Ties and Chance count real ties and rewired pairs.
	Ties   int `json:"ties"`
	Chance int `json:"chance"`
	// Lift is the share among ties over the share among rewired pairs.
	Lift float64 `json:"lift"`
	// Error is the standard error of the number in bits; 0 for a fixed term.
	Error float64 `json:"error,omitempty"`
}

// Knot is one point of a curve.
type Knot [2]float64

//go:embed weights.json
var defaults string

// Default returns the weights that come with the program.
func Default() (Weights, error) { return Parse(defaults) }

// Digest names the weights that come with the program: twelve hexadecimal
// digits of their SHA-256. Two sets of weights give other points, and so
// other results, on the same data.
func Digest() string {
	sum := sha256.Sum256([]byte(defaults))
	return hex.EncodeToString(sum[:6])
}

// Parse reads and checks a weights file.
func Parse(text string) (Weights, error) {
	var w Weights
	dec := json.NewDecoder(strings.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&w); err != nil {
		return Weights{}, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	if w.Schema != Schema {
		return Weights{}, fmt.Errorf("%w: schema %q, this program reads %q", ErrInvalid, w.Schema, Schema)
	}
	for _, c := range w.Criteria {
		if c.Low > 0 || c.High < 0 || c.High-c.Low <= 0 || math.IsInf(c.High-c.Low, 0) {
			return Weights{}, fmt.Errorf("%w: criterion %q has bounds %g and %g, low must be ≤ 0 ≤ high and not both 0", ErrInvalid, c.Name, c.Low, c.High)
		}
		for _, t := range c.Terms {
			for i := 1; i < len(t.Curve); i++ {
				if t.Curve[i][0] <= t.Curve[i-1][0] {
					return Weights{}, fmt.Errorf("%w: curve %s.%s does not rise at %g", ErrInvalid, c.Name, t.Name, t.Curve[i][0])
				}
			}
		}
	}
	return w, nil
}

// Criterion returns the named criterion.
func (w Weights) Criterion(name string) (Criterion, bool) {
	for _, c := range w.Criteria {
		if c.Name == name {
			return c, true
		}
	}
	return Criterion{}, false
}

// Term returns the named term of the criterion.
func (c Criterion) Term(name string) (Term, bool) {
	for _, t := range c.Terms {
		if t.Name == name {
			return t, true
		}
	}
	return Term{}, false
}

// Bits returns the height of the term's curve at x.
func (t Term) Bits(x float64) float64 { return height(t.Curve, x) }

func height(k []Knot, x float64) float64 {
	if len(k) == 0 {
		return 0
	}
	if x <= k[0][0] {
		return k[0][1]
	}
	for i := 1; i < len(k); i++ {
		if x <= k[i][0] {
			share := (x - k[i-1][0]) / (k[i][0] - k[i-1][0])
			return k[i-1][1] + float64(share*(k[i][1]-k[i-1][1]))
		}
	}
	return k[len(k)-1][1]
}
