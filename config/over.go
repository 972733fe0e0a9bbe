package config

import (
	"fmt"

	"github.com/spf13/viper"
)

// Over returns the configuration with more flags laid over it, checked and
// merged as [Load] does, without reading file and environment again. Weights
// are laid over one by one. Errors wrap [ErrInvalid].
func (c Config) Over(flags map[string]string) (Config, error) {
	v := viper.New()
	setDefaults(v, c)
	weights := make(map[string]any, len(c.Weights))
	for name, w := range c.Weights {
		weights[name] = w
	}
	if err := v.MergeConfigMap(map[string]any{"weights": weights}); err != nil {
		return Config{}, fmt.Errorf("merge weights: %w", err)
	}
	if err := mergeFlags(v, flags); err != nil {
		return Config{}, err
	}
	out := Config{}
	if err := v.UnmarshalExact(&out); err != nil {
		return Config{}, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	if out.Weights == nil {
		out.Weights = map[string]float64{}
	}
	return out, checkWhole(out)
}
