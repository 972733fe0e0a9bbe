// Package names folds, transcribes and keys place names, so that the same name
// can be found and compared whatever script and spelling it comes in.
//
// # Forms
//
// A name has up to three forms, each made from the one before:
//
//	as written       Newcastle upon Tyne    小浜市      おばま     Łódź
//	Fold   lookup    newcastle upon tyne    小浜市      おばま     lodz
//	Latin  reading   newcastleupontyne      (none)      obama      lodz
//	Sound  sound     niukastreupontine      (none)      obama      rodz
//
// [Fold] stays in the script and is what lookups are keyed by. [Latin] crosses
// scripts where the script itself tells the reading: Latin, kana, Hangul,
// Cyrillic, Greek. [Sound] is a coarse spelling for comparing across languages;
// package matcher/similarity measures the rest.
//
// [TrimJapanese] and [TrimDistrict] take the kind of government and the
// district off a Japanese name, [Generic] takes off the words that many towns
// carry, before two names are compared.
//
// # Limits
//
// Kana do not tell where one word ends and the next begins: [Romaji] writes
// とうきょう tokyo and すおうおおしま suoshima, which is officially Suo-Oshima. The
// sound forms of both spellings are equal. Kanji have no reading here; it comes
// from the data. Diacritics are lost before [Sound], so č is read as c. An ü is u,
// not ue. Names that two languages form differently (Wien, Vienna) are different
// names. No form is longer than [MaxRunes].
package names
