package config_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/config"
)

func TestOver(t *testing.T) {
	none := func(string) string { return "" }
	base, err := config.Load(config.Options{Env: none, Flags: map[string]string{"n": "7", "to": "US", "weights": "climate=2,name=3", "cache": "/somewhere"}})
	require.NoError(t, err)
	for _, c := range []struct {
		name  string
		flags map[string]string
	}{
		{"nothing", nil},
		{"numbers", map[string]string{"n": "3", "per_country": "0"}},
		{"lists", map[string]string{"to": "GB,FR", "by": "fit"}},
		{"one weight of two", map[string]string{"weights": "climate=0,trade=5"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := base.Over(c.flags)
			require.NoError(t, err)
			all := map[string]string{"n": "7", "to": "US", "weights": "climate=2,name=3", "cache": "/somewhere"}
			for k, v := range c.flags {
				if k == "weights" {
					v = "name=3," + v
				}
				all[k] = v
			}
			want, err := config.Load(config.Options{Env: none, Flags: all})
			require.NoError(t, err)
			assert.Equal(t, want, got)
		})
	}
	assert.Equal(t, 7, base.N, "the configuration itself stays")
	assert.Equal(t, map[string]float64{"climate": 2, "name": 3}, base.Weights)
}

func TestOverRefuses(t *testing.T) {
	base, err := config.Load(config.Options{Env: func(string) string { return "" }})
	require.NoError(t, err)
	for _, flags := range []map[string]string{{"n": "0"}, {"by": "luck"}, {"weights": "luck=1"}, {"nothing": "1"}} {
		_, err := base.Over(flags)
		assert.ErrorIs(t, err, config.ErrInvalid, flags)
	}
}
