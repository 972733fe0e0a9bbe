// Package backtest learns the weights from the known ties, and measures how
// well a ranking finds ties that were hidden from it.
//
// Learning compares real ties with rewired ones: the same town with the
// partner of another random tie. That null keeps how many partners everybody
// has, so what is learned is who goes with whom, not who is popular. Everything
// that is itself counted from ties (what regions, countries and towns of a size
// did) is measured on a town whose own ties are hidden, together with those of
// a fifth of all towns, exactly as it is when the town is new to partnerships.
//
// The backtest hides all ties of a random fifth of the towns that ask (cold
// start), or a random fifth of their ties (warm), learns the weights anew from
// what is left, and asks for the hidden partners.
package backtest
