// Package boltfile opens the bbolt files in which the program keeps things, so
// that a damaged file is an error and never a crash or a wrong value.
//
// # Method
//
// bbolt is crash-safe but trusts its file: a page that points to its own
// parent would exhaust the stack. [Open] therefore walks all pages through the
// file first and compares them with each other, every access goes through
// [Guard], which turns a crash inside bbolt into [ErrDamaged], and each value
// carries a checksum ([Seal]). A damaged file is moved aside, never deleted.
package boltfile
