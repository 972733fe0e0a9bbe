// Package data holds the facts shimai works from: every government that can
// ask for or become a partner, what is known of it, the ties that exist, and
// where each fact comes from.
//
// # Vocabulary
//
// A unit is one government: a place of the world, a Japanese city, special
// ward, town, village or prefecture, or a first-level region of another
// country. Units are numbered 0..n-1 within one build of the data ([Unit]);
// their ids (`gn:2648579`, `jp:01635`, `rg:AU-02`, `pl:AU:name:lat:lon`) are
// stable between builds. A layer is one Parquet file under one licence, listed
// with its sources, columns and checksum in manifest.json ([Manifest]).
//
// # Method
//
// Package data/build compiles layers from source tables. [Open] reads the
// manifest only; each layer is checked against its SHA-256 and decoded into
// typed columns the first time something asks for it, so that a command pays
// for what it uses. Unknown is kept apart from zero: see [NoInt], [NoFloat]
// and [NoUnit].
//
// # Limits
//
// The places are a gazetteer, not a register of municipalities, and the ties
// are the ones that public lists know: absence here proves nothing.
package data
