// Package config settles what a run of the program is asked to do: defaults,
// then the configuration file, then the environment (SHIMAI_*), then flags,
// each over the one before.
//
// Every source is checked by itself before it is merged, so that a message can
// say which of them holds the wrong value: an unknown key or an impossible
// value is an error that names the key, the value and what is allowed, and
// wraps [ErrInvalid]. Nothing is ignored in silence.
//
// This is the only package that knows how configuration is stored. It knows
// nothing of the data: the countries in [Config.To] are words here, and the
// command line looks them up.
package config
