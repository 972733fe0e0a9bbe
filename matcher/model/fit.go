package model

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
)

// Pair is one pair of governments to learn from.
type Pair struct {
	// X holds the measures in the order of the keys given to Fit: the number
	// that a curve is read at, or for a tag 0 none, 1 both, 2 one; NaN is
	// unknown and counts for nothing.
	X []float64
	// Tie tells that the two are partners; otherwise the pair was rewired.
	Tie bool
	// Near tells that the rewired partner was drawn from the true partner's country.
	Near bool
}

// Key names a term: its criterion and its name.
type Key struct{ Criterion, Term string }

// Options of a fit.
type Options struct {
	// Ridge draws every number towards 0, Smooth draws a curve towards a
	// straight line; both count like that many pairs of evidence.
	Ridge, Smooth float64
	// Between names the criterion that compares countries: it cannot tell
	// pairs of one country apart and is left out where Near is set.
	Between string
}

// ErrFit marks a fit that has no answer.
var ErrFit = errors.New("weights cannot be fitted")

// Fit learns the bits of every term that is not fixed from ties and rewired
// pairs, and returns the template with the new numbers.
//
// It is a logistic regression of "tie or rewired" on piecewise-linear curves
// and tags. A tie is compared twice, with pairs rewired anywhere and with
// pairs rewired within the partner's country, each comparison with its own
// constant: so the country can explain which country, and everything else
// must also tell which town of it. The penalty is quadratic, so the problem is
// convex and Newton's method ends in a few steps at the one optimum; its
// Hessian gives the standard errors. A general minimiser would need hundreds
// of passes over the pairs to reach what six passes reach here.
//
// The tags of a criterion are drawn to what its tags are worth on average, as a
// first pass finds it: a theme of which few ties are known counts like the
// themes that it stands with until ties say otherwise.
//
// A tag that ties do not share more often than rewired pairs says nothing: it
// is set to 0 and the rest is learned without it. That two towns both have
// something is never held against them.
//
// Afterwards each curve is shifted so that rewired pairs have 0 on average:
// 0 says nothing, and the bounds of a criterion are what all but one pair in
// two hundred stay within, unless the template caps them.
func Fit(template Weights, keys []Key, pairs []Pair, o Options) (Weights, error) {
	if o.Ridge <= 0 {
		return Weights{}, fmt.Errorf("%w: ridge %g, it must be above 0", ErrFit, o.Ridge)
	}
	w := template.clone()
	prior := map[string]float64{}
	for again, round := true, 0; again; round++ {
		d, err := newDesign(w, keys, prior, o)
		if err != nil {
			return Weights{}, err
		}
		beta, spread, err := d.solve(d.rows(pairs))
		if err != nil {
			return Weights{}, err
		}
		d.write(&w, beta, spread, pairs)
		if round == 0 {
			prior = w.usualTag(keys)
			continue
		}
		again = w.silence(keys)
	}
	for _, k := range keys {
		w.term(k).silent = false
	}
	w.center(keys, pairs)
	w.bound(keys, pairs, o.Between)
	w.Trained = &Trained{Pairs: len(pairs), Ridge: o.Ridge, Smooth: o.Smooth}
	for _, p := range pairs {
		if p.Tie {
			w.Trained.Ties++
		}
	}
	return w, nil
}

// intercepts are the constants of the two comparisons.
const intercepts = 2

// design maps terms to columns of the regression.
type design struct {
	template Weights
	keys     []Key
	terms    []Term
	at       []int  // first column of each term, -1 for a fixed one
	between  []bool // term of the criterion that compares countries
	columns  int
	penalty  []float64
	prior    []float64 // what the penalty draws each number to
}

// newDesign lays out the columns; prior holds, for each criterion, the bits
// that its tags are drawn to when both have them.
func newDesign(template Weights, keys []Key, prior map[string]float64, o Options) (*design, error) {
	d := &design{template: template, keys: keys, columns: intercepts, prior: make([]float64, intercepts)}
	for _, k := range keys {
		c, _ := template.Criterion(k.Criterion)
		t, ok := c.Term(k.Term)
		if !ok {
			return nil, fmt.Errorf("%w: the template has no term %s.%s", ErrFit, k.Criterion, k.Term)
		}
		at := d.columns
		if t.Fixed || t.silent {
			at = -1
		} else {
			d.columns += t.size()
			d.prior = append(d.prior, make([]float64, t.size())...)
			if len(t.Curve) == 0 {
				d.prior[at] = prior[k.Criterion] * math.Ln2
			}
		}
		d.terms, d.at, d.between = append(d.terms, t), append(d.at, at), append(d.between, k.Criterion == o.Between)
	}
	d.penalty = make([]float64, d.columns*d.columns)
	for i := intercepts; i < d.columns; i++ {
		d.penalty[i*d.columns+i] = o.Ridge
	}
	for i, t := range d.terms {
		if d.at[i] >= 0 {
			d.smooth(d.at[i], t.Curve, o.Smooth)
		}
	}
	return d, nil
}

// size is the number of free numbers of a term: its knots, or both and one.
func (t Term) size() int {
	if len(t.Curve) > 0 {
		return len(t.Curve)
	}
	return 2
}

// smooth penalises the bends of a curve.
func (d *design) smooth(at int, k []Knot, weight float64) {
	for j := 1; j+1 < len(k); j++ {
		left, right := k[j][0]-k[j-1][0], k[j+1][0]-k[j][0]
		mean := (left + right) / 2
		bend := [3]float64{mean / left, -mean/left - mean/right, mean / right}
		for a := range 3 {
			for b := range 3 {
				d.penalty[(at+j-1+a)*d.columns+at+j-1+b] += weight * bend[a] * bend[b]
			}
		}
	}
}

// row is one line of the regression: the columns that are not 0, rising.
type row struct {
	column []int32
	value  []float64
	tie    float64
}

func (d *design) rows(pairs []Pair) []row {
	var out []row
	for _, p := range pairs {
		if p.Tie || !p.Near {
			out = append(out, d.row(p, false))
		}
		if p.Tie || p.Near {
			out = append(out, d.row(p, true))
		}
	}
	return out
}

func (d *design) row(p Pair, near bool) row {
	r := row{tie: 0}
	if p.Tie {
		r.tie = 1
	}
	constant := int32(0)
	if near {
		constant = 1
	}
	r.column, r.value = append(r.column, constant), append(r.value, 1)
	for i, t := range d.terms {
		if d.at[i] < 0 || near && d.between[i] || math.IsNaN(p.X[i]) {
			continue
		}
		at := int32(d.at[i])
		if len(t.Curve) == 0 {
			if p.X[i] > 0 {
				r.column, r.value = append(r.column, at+int32(p.X[i])-1), append(r.value, 1)
			}
			continue
		}
		j, share := t.segment(p.X[i])
		r.column, r.value = append(r.column, at+int32(j), at+int32(j)+1), append(r.value, 1-share, share)
	}
	return r
}

// segment finds the knots around x: the left one and how far x lies toward the
// next, 0 to 1.
func (t Term) segment(x float64) (left int, share float64) {
	k := t.Curve
	for left = 0; left < len(k)-2 && x > k[left+1][0]; left++ {
	}
	share = (x - k[left][0]) / (k[left+1][0] - k[left][0])
	return left, math.Max(0, math.Min(1, share))
}

// The end of Newton's method: no number moves by more than this, in natural
// logarithms, or so many steps are taken.
const (
	still    = 1e-6
	maxSteps = 30
)

// solve returns the optimum and the standard errors of its numbers.
func (d *design) solve(rows []row) (beta, spread []float64, err error) {
	n := d.columns
	beta = slices.Clone(d.prior)
	for range maxSteps {
		gradient, hessian := d.slope(rows, beta)
		factor, ok := cholesky(hessian, n)
		if !ok {
			return nil, nil, fmt.Errorf("%w: the pairs do not determine every number, give more pairs or more ridge", ErrFit)
		}
		step := substitute(factor, gradient, n)
		largest := 0.0
		for i := range beta {
			beta[i] += step[i]
			largest = math.Max(largest, math.Abs(step[i]))
		}
		if math.IsNaN(largest) {
			break
		}
		if largest < still {
			return beta, deviations(factor, n), nil
		}
	}
	return nil, nil, fmt.Errorf("%w: no optimum after %d steps", ErrFit, maxSteps)
}

// slope returns the gradient of the penalised log-likelihood and minus its Hessian.
func (d *design) slope(rows []row, beta []float64) (gradient, hessian []float64) {
	n := d.columns
	gradient, hessian = make([]float64, n), slices.Clone(d.penalty)
	for i := range n {
		for j := range n {
			gradient[i] -= d.penalty[i*n+j] * (beta[j] - d.prior[j])
		}
	}
	// The parts are the same on every machine, and are added in order: so are
	// the sums, to the last bit.
	var wg sync.WaitGroup
	var gradients, hessians [portions][]float64
	for part := range portions {
		wg.Go(func() {
			gradients[part], hessians[part] = slopeOf(rows[len(rows)*part/portions:len(rows)*(part+1)/portions], beta)
		})
	}
	wg.Wait()
	for part := range portions {
		for i, v := range gradients[part] {
			gradient[i] += v
		}
		for i, v := range hessians[part] {
			hessian[i] += v
		}
	}
	for i := range n {
		for j := range i {
			hessian[j*n+i] = hessian[i*n+j]
		}
	}
	return gradient, hessian
}

// portions is the number of parts that the rows are summed in side by side.
const portions = 4

// slopeOf sums the slope of some rows; of the Hessian the lower triangle.
func slopeOf(rows []row, beta []float64) (gradient, hessian []float64) {
	n := len(beta)
	gradient, hessian = make([]float64, n), make([]float64, n*n)
	for k := range rows {
		r := &rows[k]
		z := 0.0
		for a, c := range r.column {
			z += beta[c] * r.value[a]
		}
		p := 1 / (1 + math.Exp(-z))
		v := p * (1 - p)
		for a, c := range r.column {
			gradient[c] += (r.tie - p) * r.value[a]
			line := hessian[int(c)*n:]
			for b := range a + 1 {
				line[r.column[b]] += v * r.value[a] * r.value[b]
			}
		}
	}
	return gradient, hessian
}

// cholesky factors a symmetric matrix into L·Lᵀ; ok is false when it is not
// positive definite.
func cholesky(m []float64, n int) (l []float64, ok bool) {
	l = slices.Clone(m)
	for j := range n {
		for k := range j {
			v := l[j*n+k]
			if v == 0 {
				continue
			}
			for i := j; i < n; i++ {
				l[i*n+j] -= l[i*n+k] * v
			}
		}
		if !(l[j*n+j] > 0) {
			return nil, false
		}
		root := math.Sqrt(l[j*n+j])
		for i := j; i < n; i++ {
			l[i*n+j] /= root
		}
	}
	return l, true
}

// substitute solves L·Lᵀ·x = g.
func substitute(l, g []float64, n int) []float64 {
	x := slices.Clone(g)
	for i := range n {
		for k := range i {
			x[i] -= l[i*n+k] * x[k]
		}
		x[i] /= l[i*n+i]
	}
	for i := n - 1; i >= 0; i-- {
		for k := i + 1; k < n; k++ {
			x[i] -= l[k*n+i] * x[k]
		}
		x[i] /= l[i*n+i]
	}
	return x
}

// deviations are the square roots of the diagonal of the inverse of L·Lᵀ.
func deviations(l []float64, n int) []float64 {
	out, unit := make([]float64, n), make([]float64, n)
	for i := range n {
		unit[i] = 1
		out[i] = math.Sqrt(substitute(l, unit, n)[i])
		unit[i] = 0
	}
	return out
}
