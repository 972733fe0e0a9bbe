// Package shape describes what a YAML document of the user's may hold, once:
// the check of a document, its JSON Schema and the table of its keys in the
// manual are all made from the same [Shape], so that they cannot drift apart.
//
// [Decode] reads a document strictly. Unknown keys, keys given twice, values
// out of range and anything that YAML would resolve behind the user's back
// (aliases, merge keys, tags of other kinds) are errors that name the line, the
// key, the value and what is allowed, and the nearest known key or word. A key
// without a value is one that was not given.
package shape
