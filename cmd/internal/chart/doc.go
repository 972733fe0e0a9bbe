// Package chart draws the evidence of the weights as SVG, for documents.
//
// A curve is shown as it was learned, with a band of one standard error to each
// side, beside what was simply counted: the lift of the pairs nearest to each
// knot. The two differ where other evidence explains part of the count. Tags
// are shown as dots with the same errors. Heights are bits; the axis says what
// they mean in words, as multiples of chance.
//
// A chart depends on the weights alone and is the same to the byte each time.
// Colours follow the reader's preference for light or dark.
package chart
