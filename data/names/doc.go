// Package names folds, transcribes and keys place names, so that the same name
// can be found and compared whatever script and spelling it comes in.
package names
