package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// environment returns a reader of the given pairs and nothing else.
func environment(pairs ...string) func(string) string {
	m := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return func(name string) string { return m[name] }
}

func writeConfig(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.yaml")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

func TestLoadDefaults(t *testing.T) {
	home := t.TempDir()
	got, err := Load(Options{Env: environment("HOME", home)})
	require.NoError(t, err)
	assert.Equal(t, Config{
		Cache: filepath.Join(home, ".cache", "shimai"), Own: filepath.Join(home, ".local", "share", "shimai"),
		To: []string{}, N: 20, PerCountry: 3, By: "balanced", Weights: map[string]float64{},
	}, got)
}

func TestLoadLaysEachSourceOverTheOneBefore(t *testing.T) {
	file := writeConfig(t, `
n: 5
per_country: 1
by: fit
to: [US, GB]
weights:
  climate: 2
  name: 0
`)
	env := environment("SHIMAI_PER_COUNTRY", "2", "SHIMAI_BY", "mutual", "SHIMAI_WEIGHTS", "climate=3, trade=0.5")
	got, err := Load(Options{File: file, Env: env, Flags: map[string]string{"by": "openness", "weights": "climate=4"}})
	require.NoError(t, err)
	assert.Equal(t, 5, got.N, "the file goes over the default")
	assert.Equal(t, 2, got.PerCountry, "the environment goes over the file")
	assert.Equal(t, "openness", got.By, "the flag goes over the environment")
	assert.Equal(t, []string{"US", "GB"}, got.To)
	assert.Equal(t, map[string]float64{"climate": 4, "name": 0, "trade": 0.5}, got.Weights, "weights merge one by one")
}

func TestLoadFindsTheFileByXDG(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "shimai"), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "shimai", "config.yaml"), []byte("n: 7\n"), 0o600))
	got, err := Load(Options{Env: environment("XDG_CONFIG_HOME", dir, "XDG_CACHE_HOME", dir, "XDG_DATA_HOME", filepath.Join(dir, "data"))})
	require.NoError(t, err)
	assert.Equal(t, 7, got.N)
	assert.Equal(t, filepath.Join(dir, "shimai"), got.Cache)
	assert.Equal(t, filepath.Join(dir, "data", "shimai"), got.Own)
}

func TestLoadWithoutHomeKeepsNothing(t *testing.T) {
	got, err := Load(Options{Env: environment("XDG_CACHE_HOME", "relative/is/ignored")})
	require.NoError(t, err)
	assert.Empty(t, got.Cache)
	assert.Empty(t, got.Own)
}

func TestLoadRefusesInTheFile(t *testing.T) {
	tests := []struct {
		name, file string
		says       []string
	}{
		{"unknown key", "wieghts: 3", []string{`"wieghts"`, `"3"`, "weights", "per_country"}},
		{"unknown key without value", "foo:", []string{`"foo"`, "known keys"}},
		{"unknown key inside", "n: {m: 1}", []string{`"n.m"`}},
		{"unknown criterion", "weights: {wetter: 2}", []string{`"wetter"`, `"2"`, "climate"}},
		{"negative weight", "weights: {climate: -1}", []string{"weights.climate", `"-1"`, "0 to 100"}},
		{"weight too large", "weights: {climate: 101}", []string{"weights.climate", `"101"`}},
		{"weight is no number", "weights: {climate: .nan}", []string{"weights.climate", "NaN"}},
		{"weight is a yes", "weights: {climate: true}", []string{"weights.climate", `"true"`}},
		{"weights as a list", "weights: [1, 2]", []string{"weights", "criterion=number"}},
		{"n zero", "n: 0", []string{"n is", `"0"`, "1 to 1000"}},
		{"n too large", "n: 1001", []string{`"1001"`, "1 to 1000"}},
		{"n broken", "n: 2.5", []string{`"2.5"`}},
		{"n in words", "n: many", []string{`"many"`}},
		{"n huge", "n: 1e300", []string{"1e+300"}},
		{"n empty", "n:", []string{"n is"}},
		{"per country negative", "per_country: -3", []string{"per_country", `"-3"`, "0 for no limit"}},
		{"order", "by: popularity", []string{"by", `"popularity"`, "balanced, fit, openness, mutual"}},
		{"language", "lang: fr", []string{"lang", `"fr"`, "en, ja"}},
		{"format", "format: docx", []string{"format", `"docx"`, "geojson"}},
		{"empty country", "to: [US, '']", []string{"to is"}},
		{"country is a number", "to: [1]", []string{"to is"}},
		{"Norway of YAML 1.1 stays a word", "by: no", []string{`"no"`}},
		{"folder with a control character", `data: "a\nb"`, []string{"data", `a\nb`}},
		{"all switched off", "weights: {name: 0, population: 0, climate: 0, geography: 0, history: 0, trade: 0, education: 0, culture: 0, disaster: 0, access: 0, links: 0, country: 0}", []string{"all weights are 0"}},
		{"no mapping", "- n\n- m\n", []string{"config.yaml"}},
		{"no YAML", "n: [", []string{"config.yaml"}},
		{"key twice", "n: 1\nn: 2\n", []string{"config.yaml"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Load(Options{File: writeConfig(t, tt.file), Env: environment()})
			require.ErrorIs(t, err, ErrInvalid)
			for _, s := range tt.says {
				assert.ErrorContains(t, err, s)
			}
		})
	}
}

func TestLoadSaysWhichSourceIsWrong(t *testing.T) {
	_, err := Load(Options{Env: environment("SHIMAI_N", "lots")})
	require.ErrorIs(t, err, ErrInvalid)
	require.ErrorContains(t, err, "SHIMAI_N")

	_, err = Load(Options{Env: environment(), Flags: map[string]string{"weights": "climate"}})
	require.ErrorIs(t, err, ErrInvalid)
	require.ErrorContains(t, err, "criterion=number")

	_, err = Load(Options{Env: environment(), Flags: map[string]string{"colour": "red"}})
	require.ErrorIs(t, err, ErrInvalid)
	assert.ErrorContains(t, err, `"colour"`)
}

func TestWhatIsWrongInBothLanguages(t *testing.T) {
	file := writeConfig(t, "by: fame")
	for _, tt := range []struct {
		options Options
		en, ja  string
	}{
		{Options{File: file}, "read configuration " + file + `: invalid configuration: by is "fame", allowed is balanced, fit, openness, mutual or nothing`,
			"設定ファイル " + file + `: by に "fame" は使えません。使える値: balanced, fit, openness, mutual、または空`},
		{Options{Env: environment("SHIMAI_PER_COUNTRY", "-1")}, `read environment variable SHIMAI_PER_COUNTRY: invalid configuration: per_country is "-1", allowed is a whole number, 0 for no limit`,
			`環境変数 SHIMAI_PER_COUNTRY: per_country に "-1" は使えません。使える値: 整数(0は制限なし)`},
		{Options{Flags: map[string]string{"weights": "climate=200"}}, `read flags: invalid configuration: weights.climate is "200", allowed is a number from 0 to 100`,
			`オプション: weights.climate に "200" は使えません。使える値: 0～100の数値`},
	} {
		if tt.options.Env == nil {
			tt.options.Env = environment()
		}
		_, err := Load(tt.options)
		var invalid *InvalidError
		require.ErrorAs(t, err, &invalid)
		assert.Equal(t, tt.en, invalid.In("en"))
		assert.Equal(t, tt.en, err.Error())
		assert.Equal(t, tt.ja, invalid.In("ja"))
	}
}

func TestLoadRefusesFilesItCannotRead(t *testing.T) {
	dir := t.TempDir()
	_, err := Load(Options{File: filepath.Join(dir, "absent.yaml"), Env: environment()})
	require.ErrorIs(t, err, os.ErrNotExist, "a file that the user named must exist")
	assert.NotErrorIs(t, err, ErrInvalid)

	_, err = Load(Options{File: dir, Env: environment()})
	require.ErrorContains(t, err, "is not a file")

	_, err = Load(Options{File: writeConfig(t, strings.Repeat("#", maxFile+1)), Env: environment()})
	assert.ErrorContains(t, err, "at most")
}

func TestLongValuesAreCutInMessages(t *testing.T) {
	_, err := Load(Options{Env: environment("SHIMAI_BY", strings.Repeat("x", 10<<20))})
	require.ErrorIs(t, err, ErrInvalid)
	assert.Less(t, len(err.Error()), 400)
}

func TestWeightsOfAnyKindComeThrough(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(Criteria()).Draw(t, "criterion")
		w := rapid.Float64Range(0.001, 100).Draw(t, "weight")
		c := Config{Weights: map[string]float64{name: w}}
		read, err := readSetting("weights."+name, c.Weights[name])
		require.NoError(t, err)
		assert.Equal(t, w, read)
	})
}

func FuzzLoad(f *testing.F) {
	f.Add("n: 3\nto: [US]\nweights: {climate: 2}\n", "GB,US", "name=0")
	f.Add("a: &a [*a]\n", ",", "=")
	f.Fuzz(func(t *testing.T, file, to, weights string) {
		env := environment("SHIMAI_TO", to, "SHIMAI_WEIGHTS", weights)
		c, err := Load(Options{File: writeConfig(t, file), Env: env})
		if err != nil {
			return
		}
		again, err := Load(Options{File: writeConfig(t, yamlOf(t, c)), Env: environment()})
		require.NoError(t, err)
		assert.Equal(t, c.Digest(), again.Digest())
	})
}
