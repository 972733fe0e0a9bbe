// Package web serves the answers of a [answer.Desk] to browsers and programs.
//
// # Shape
//
// A [Server] is one http.Handler with three parts: the pages for people, the
// API for programs below /api/v1, and what operators need (/healthz, /readyz,
// /metrics). All of them stand behind one chain of guards, see [Server.Handler].
//
// The API gives the JSON documents of the command line, byte for byte. What is
// asked is read and checked first; its key names the question whoever asks it
// and however it was spelt. An answer follows from the key, the data and the
// program alone, so that its entity tag is known before the answer is: who has
// it already costs nothing. Answers are kept in a cache of bounded size, and
// one that is being made is waited for, not made twice. When the data change, a
// server of the new ones takes the place of the old one, see [Options.Renew].
//
// Plans for many towns take longer than a request may: they are jobs, made one
// after the other by the very command that plans, see [Planner].
//
// # Pages
//
// A page is made from its address alone, see [state], by templates on the
// server, and is kept and tagged like an answer of the API. Filters are read as
// the brief that says the same, so that rules, reasons and unknowns are its own.
// The script asks for the same addresses and puts the part with the id "live" of
// the new page in the place of the old; without it every link and form works.
// No style and no script stands in a page, and none comes from elsewhere.
//
// # Limits
//
// Work is bounded: so many answers are made side by side, so many wait for a
// place, and whoever comes then is told to come again. A client that floods the
// server is told earlier. Nothing that a request says names a file.
package web
