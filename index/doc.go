// Package index answers one question: which government is meant?
//
// # Method
//
// [Resolver] answers exactly and from memory. It reads a query as an id or a
// code, then as a name in any script, then as a name with its kind of
// government (Shintoku Town, しんとくちょう), then as a name with qualifiers
// (Hamilton, Ontario, Canada; 北海道新得町). It answers with one unit or with an
// error that lists what could be meant; it does not guess. [Resolver.Resolve]
// documents when one of several namesakes is meant beyond doubt.
//
// [Index] answers what the resolver cannot: misspelt names, fragments, and
// words from the facts of a place. It is a bleve index of two halves, built on
// first need by [Open] in a folder of the user's and thrown away when the data
// changes. Own records are not in it: the few words they add are searched in
// memory beside it.
//
// # Limits
//
// The resolver knows the names that the data knows. Second-level regions
// (counties, districts) are not units, so they cannot qualify a name, except
// that the district of a Japanese town may precede it.
package index
