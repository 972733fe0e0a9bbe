package config

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/viper"
)

// maxFile bounds the configuration file in bytes; a larger one is not ours.
const maxFile = 1 << 20

// Options tell where to look.
type Options struct {
	// File is the configuration file; a named file must exist. Default: "",
	// the file at [Path] if there is one.
	File string
	// Env reads the environment. Default: [os.Getenv].
	Env func(string) string
	// Flags hold the flags that the user gave, by key as in the file. Lists
	// are comma-separated, weights are `climate=2,name=0`. Default: none.
	Flags map[string]string
}

// Load merges defaults, file, environment and flags, and checks each. Errors
// about keys and values wrap [ErrInvalid]; others are about reading the file.
func Load(o Options) (Config, error) {
	env := o.Env
	if env == nil {
		env = os.Getenv
	}
	v := viper.New()
	setDefaults(v, defaults(cachePath(env), ownPath(env)))
	if err := mergeFile(v, o.File, pathIn(env)); err != nil {
		return Config{}, err
	}
	if err := mergeEnv(v, env); err != nil {
		return Config{}, err
	}
	if err := mergeFlags(v, o.Flags); err != nil {
		return Config{}, err
	}
	cfg := Config{}
	if err := v.UnmarshalExact(&cfg); err != nil {
		return Config{}, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	if cfg.Weights == nil {
		cfg.Weights = map[string]float64{}
	}
	if cfg.Cache == "" {
		cfg.Cache = cachePath(env)
	}
	if cfg.Own == "" {
		cfg.Own = ownPath(env)
	}
	return cfg, checkWhole(cfg)
}

// checkWhole finds what no source shows by itself.
func checkWhole(c Config) error {
	for _, name := range Criteria() {
		if w, ok := c.Weights[name]; !ok || w > 0 {
			return nil
		}
	}
	return &InvalidError{what: words{"all weights are 0, allowed is at least one above 0", "重みがすべて0です。少なくとも1つは0より大きくしてください"}}
}

// Path returns where the configuration file is looked for:
// shimai/config.yaml in $XDG_CONFIG_HOME, or else in ~/.config. It is empty
// when no home directory is known.
func Path() string { return pathIn(os.Getenv) }

func pathIn(env func(string) string) string {
	return xdg(env, "XDG_CONFIG_HOME", ".config", "shimai", "config.yaml")
}

func cachePath(env func(string) string) string {
	return xdg(env, "XDG_CACHE_HOME", ".cache", "shimai")
}

func ownPath(env func(string) string) string {
	return xdg(env, "XDG_DATA_HOME", filepath.Join(".local", "share"), "shimai")
}

// xdg joins the elements to a base directory of the XDG specification, which
// says that a relative one is to be ignored.
func xdg(env func(string) string, name, inHome string, elements ...string) string {
	base := env(name)
	if !filepath.IsAbs(base) {
		home := env("HOME")
		if home == "" {
			home = env("USERPROFILE")
		}
		if !filepath.IsAbs(home) {
			return ""
		}
		base = filepath.Join(home, inHome)
	}
	return filepath.Join(append([]string{base}, elements...)...)
}

func setDefaults(v *viper.Viper, c Config) {
	v.SetDefault("data", c.Data)
	v.SetDefault("cache", c.Cache)
	v.SetDefault("own", c.Own)
	v.SetDefault("lang", c.Lang)
	v.SetDefault("to", c.To)
	v.SetDefault("n", c.N)
	v.SetDefault("per_country", c.PerCountry)
	v.SetDefault("by", c.By)
	v.SetDefault("format", c.Format)
}

// mergeFile merges the named file, or the standard one if it exists.
func mergeFile(v *viper.Viper, named, standard string) error {
	path := named
	if path == "" {
		path = standard
	}
	if path == "" {
		return nil
	}
	content, err := readFile(path)
	if named == "" && errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read configuration: %w", err)
	}
	file := viper.New()
	file.SetConfigType("yaml")
	if err := file.ReadConfig(bytes.NewReader(content)); err != nil {
		return fmt.Errorf("read configuration %s: %w: %w", path, ErrInvalid, err)
	}
	keys := file.AllKeys()
	slices.Sort(keys)
	for _, key := range keys {
		if err := merge(v, key, file.Get(key)); err != nil {
			return from(words{"read configuration " + path + ": ", "設定ファイル " + path + ": "}, err)
		}
	}
	return nil
}

func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a file", path)
	}
	if info.Size() > maxFile {
		return nil, fmt.Errorf("%s has %d bytes, a configuration has at most %d", path, info.Size(), maxFile)
	}
	return os.ReadFile(path)
}

// mergeEnv merges SHIMAI_DATA, SHIMAI_N and so on; an empty one is unset.
func mergeEnv(v *viper.Viper, env func(string) string) error {
	for _, s := range settings() {
		name := "SHIMAI_" + strings.ToUpper(s.key)
		value := env(name)
		if value == "" {
			continue
		}
		if err := merge(v, s.key, value); err != nil {
			return from(words{"read environment variable " + name + ": ", "環境変数 " + name + ": "}, err)
		}
	}
	return nil
}

func mergeFlags(v *viper.Viper, flags map[string]string) error {
	keys := make([]string, 0, len(flags))
	for key := range flags {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		if err := merge(v, key, flags[key]); err != nil {
			return from(words{"read flags: ", "オプション: "}, err)
		}
	}
	return nil
}

// merge checks a value and lays it over what was merged before. A map of
// weights is laid over entry by entry.
func merge(v *viper.Viper, key string, value any) error {
	read, err := readSetting(key, value)
	if err != nil {
		return err
	}
	layer := map[string]any{key: read}
	if name, ok := strings.CutPrefix(key, "weights."); ok {
		layer = map[string]any{"weights": map[string]any{name: read}}
	}
	if err := v.MergeConfigMap(layer); err != nil {
		return fmt.Errorf("merge %s: %w", key, err)
	}
	return nil
}
