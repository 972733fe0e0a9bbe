// Package chart draws as SVG: pictures of towns and candidates for pages and
// reports, and the evidence of the weights for documents.
//
// # Pictures for a page
//
// [WorldMap], [JapanMap], [Waterfall], [ClimatePair], [ProfileBars] and
// [Balance] take plain numbers and words and return a picture to be put into a
// page as it is. It holds no style and refers to nothing outside, so that a
// strict content security policy lets it through; its colours are attributes
// for light paper, which the rules of [Stylesheet] turn with the reader's
// preference. Each has a title and tells in words what it shows. [Look] sets
// language and width; a page for phones asks for a narrow one, where columns
// stand below each other and letters keep their size. Words that do not fit
// are cut, and whole in their title. What is unknown is hatched or said to be
// unknown, never drawn as zero.
//
// Maps are projected so that areas are as on the globe: the world by Equal
// Earth, centred on the town's meridian, Japan by Albers' cone.
//
// # Charts of the weights
//
// A curve is shown as it was learned, with a band of one standard error to each
// side, beside what was simply counted: the lift of the pairs nearest to each
// knot. The two differ where other evidence explains part of the count. Tags
// are shown as dots with the same errors. Heights are bits; the axis says what
// they mean in words, as multiples of chance.
//
// All depend on what they are given alone and are the same to the byte each time.
package chart
