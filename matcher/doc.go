// Package matcher ranks foreign partner candidates for a town and says why.
package matcher
