// Package own keeps what a town or an association knows better than any public
// list: its ties and their state, facts of places, who looks for a partner, and
// the steps taken toward candidates.
//
// # Vocabulary
//
// A record is one tie, fact, wish or step. A change is what happened to one
// record; the changes that were made together are a group and carry its
// number. The journal holds all changes ever made.
//
// # Method
//
// The records are one bbolt file, own.db, in a folder that is not the cache.
// [Load] opens it, reads everything and lets go of it; readers do not wait for
// each other. [Change] opens it for itself, applies one group of changes and
// its part of the journal in one transaction, and lets go: whenever the
// process dies, all of a group is there or nothing. While it works, own.holder
// beside the file tells who does, so that a second writer that has waited long
// enough can say for whom.
//
// A record is found again by what it is about (the two parties and the kind of
// a tie, the place and the key of a fact), so that to import a file twice
// changes nothing. What a new record leaves open stays as it was.
//
// [Export] writes everything as one JSON document, journal and private fields
// included, and [Restore] makes a file from which the same bytes are exported.
// [Undo] takes back the newest group that still stands, and says so in the
// journal.
//
// A damaged file is moved aside to own.db.damaged-1 (2, 3, ...), never deleted.
//
// # Privacy
//
// Contacts and notes are private. [Records.Overlay] never carries them and
// [Records.Public] takes them off; only the export has them, being the backup.
package own
