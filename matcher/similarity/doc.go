// Package similarity tells how alike two place names are, whatever script they
// came in, and finds every similar name in a large list.
//
// # Method
//
// Names are compared by the two forms that package names makes of them. The
// same Latin reading is 1, the same sound form [SameSound]. Otherwise the sound
// forms are aligned at the least cost, and the similarity is [SameSound] less
// the cost per letter of the longer name:
//
//	vowel that katakana adds between consonants or at the end    1/4
//	e at the end of a word                                       1/4
//	vowel for vowel, and consonants that spellings mix up        1/2
//	any other letter added, left out or replaced                 1
//	two neighbours changing places                               1
//
// What falls below [Floor] is no similarity at all: 0. So one whole letter may
// differ from seven letters on, two from thirteen on. When neither name has
// more than [Exact] sounds, only equal sound counts: Otsu is not Ostu, Kobe is
// not Kobo.
//
// [Near] finds every similar name without looking at each closely: two cheap
// lower bounds of the cost, from the letters that occur and from the number of
// consonants, refuse most names, and they never refuse one that is similar.
//
// # Limits
//
// Only spelling is compared. Meaning is not (Neustadt, Shinmachi), nor are
// names whose reading is unknown (kanji without kana). Letters that katakana
// leaves out are not forgiven (Hartford, Hatofodo), because between names in
// Latin letters that would make Sato and Salto alike.
package similarity
