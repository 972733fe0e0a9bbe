// Package local keeps what one user's program wants to find again: profiles
// once assembled, and the runs and reports that were made last. It is one file,
// safe to delete at any time.
//
// # Method
//
// The file is a bbolt database: crash-safe, one process at a time. [Open] waits
// a short time for another process to let go of it and then returns
// [ErrLocked]; the caller works without (a nil [*Store] keeps nothing and finds
// nothing). Who opens it should close it soon, for the others; the numbers of
// profiles, runs and reports are bounded, so that Open stays a matter of
// milliseconds. Package boltfile sees to it that a damaged file is found out;
// such a file is moved aside to NAME.damaged-1 (2, 3, ...), never deleted, and
// a new one is made; [Store.Notice] says so.
package local
