package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/spf13/pflag"

	"github.com/shimai/shimai/config"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
	"github.com/shimai/shimai/index"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/model"
)

// globalFlags are understood by every command.
type globalFlags struct {
	config, data, cache, lang, format, file string
	quiet                                   bool
	set                                     *pflag.FlagSet
}

func (g *globalFlags) add(f *pflag.FlagSet) {
	f.StringVar(&g.config, "config", "", "read the configuration from `FILE`")
	f.StringVar(&g.data, "data", "", "read layers from `DIR` instead of the embedded ones")
	f.StringVar(&g.cache, "cache", "", "keep the search index and the local store in `DIR`")
	f.StringVar(&g.lang, "lang", "", "language of the output: `en|ja` (default: by locale)")
	f.StringVar(&g.format, "format", "", "what to print: table, tsv, csv, json, jsonl, md or geojson, as far as\nthe command has them (default: a table on a terminal, else tsv)")
	f.StringVarP(&g.file, "output", "o", "", "write to `FILE`; its extension chooses the format")
	f.BoolVarP(&g.quiet, "quiet", "q", false, "no progress and no notices on stderr")
	g.set = f
}

// env holds what commands share. Each thing is built when it is first asked
// for, so that `shimai version` does not pay for an index.
type env struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	flags          globalFlags
	// given holds the command's own flags that the user set, by key of the configuration.
	given map[string]string

	config   func() (config.Config, error)
	data     func() (*data.Store, error)
	resolver func() (*index.Resolver, error)
	engine   func() (*matcher.Engine, error)
	base     func() (*base, error)

	// opened is the search index once it is open; see env.index.
	opened *index.Index
	// storeOff ends the use of the local store; see env.kept.
	storeOff bool
	closers  []func() error
	// help is where cobra writes; it looks at no errors.
	help remembering
}

func newEnv(stdin io.Reader, stdout, stderr io.Writer, getenv func(string) string) *env {
	e := &env{stdin: stdin, stdout: stdout, stderr: stderr, getenv: getenv, given: map[string]string{}, help: remembering{w: stdout}}
	e.config = sync.OnceValues(e.loadConfig)
	e.data = sync.OnceValues(e.openData)
	e.resolver = sync.OnceValues(e.newResolver)
	e.engine = sync.OnceValues(e.newEngine)
	e.base = sync.OnceValues(e.readBase)
	return e
}

// onClose asks for f to be called when the program ends.
func (e *env) onClose(f func() error) { e.closers = append(e.closers, f) }

func (e *env) close() {
	for _, f := range e.closers {
		if err := f(); err != nil {
			e.notice("close: %v", err)
		}
	}
}

// notice tells the user something on stderr that is no error.
func (e *env) notice(format string, args ...any) {
	if !e.flags.quiet {
		fmt.Fprintln(e.stderr, "shimai: "+clip(fmt.Sprintf(format, args...)))
	}
}

// loadConfig reads file, environment and flags; its errors are about usage.
func (e *env) loadConfig() (config.Config, error) {
	flags := map[string]string{}
	for key, value := range e.given {
		flags[key] = value
	}
	for _, f := range []struct{ key, value string }{
		{"data", e.flags.data}, {"cache", e.flags.cache}, {"lang", e.flags.lang}, {"format", e.flags.format},
	} {
		if e.flags.set.Changed(f.key) {
			flags[f.key] = f.value
		}
	}
	cfg, err := config.Load(config.Options{File: e.flags.config, Env: e.getenv, Flags: flags})
	if err != nil {
		return config.Config{}, asUsage(err)
	}
	return cfg, nil
}

func (e *env) openData() (*data.Store, error) {
	cfg, err := e.config()
	if err != nil {
		return nil, err
	}
	if cfg.Data == "" {
		return data.Open(layers.FS)
	}
	info, err := os.Stat(cfg.Data)
	if err != nil || !info.IsDir() {
		return nil, usagef("--data %s is no folder; give the one that `shimai data build --out` wrote, or leave it out", shorten(cfg.Data))
	}
	return data.Open(os.DirFS(cfg.Data))
}

func (e *env) newResolver() (*index.Resolver, error) {
	st, err := e.data()
	if err != nil {
		return nil, err
	}
	return index.NewResolver(st), nil
}

func (e *env) newEngine() (*matcher.Engine, error) {
	st, err := e.data()
	if err != nil {
		return nil, err
	}
	weights, err := model.Default()
	if err != nil {
		return nil, fmt.Errorf("read weights: %w", err)
	}
	return matcher.New(st, weights)
}

// warm starts the engine beside whatever comes first, such as reading names to
// find the town. Who needs the engine waits for it and gets its error.
func (e *env) warm() {
	go func() {
		defer func() { _ = recover() }() // panics again for who waits
		_, _ = e.engine()
	}()
}

// base are the tables that nearly every command shows something of.
type base struct {
	manifest  data.Manifest
	units     *data.Units
	labels    *data.Labels
	countries *data.Countries
}

func (e *env) readBase() (*base, error) {
	st, err := e.data()
	if err != nil {
		return nil, err
	}
	b := &base{manifest: st.Manifest()}
	if b.countries, err = st.Countries(); err != nil {
		return nil, err
	}
	if b.units, err = st.Units(); err != nil {
		return nil, err
	}
	b.labels, err = st.Labels()
	return b, err
}

// maxQuery is longer than any name of a place with its region and country, in bytes.
const maxQuery = 400

// resolve finds the government a user's words mean. What is not one
// government is a usage error, with the candidates in its message.
func (e *env) resolve(ctx context.Context, query string) (data.Unit, error) {
	switch {
	case strings.TrimSpace(query) == "":
		return data.NoUnit, usagef("the name of the town is empty; write a name, a code (jp:01635, gn:2648579), or \"name, region, country\"")
	case len(query) > maxQuery:
		return data.NoUnit, usagef("%s is no name of a place: at most %d bytes are read", shorten(query), maxQuery)
	case !utf8.ValidString(query):
		return data.NoUnit, usagef("%s is not valid UTF-8; set the terminal to UTF-8, or use a code such as jp:01635", shorten(query))
	}
	r, err := e.resolver()
	if err != nil {
		return data.NoUnit, err
	}
	u, err := r.Resolve(query)
	if err != nil {
		return data.NoUnit, e.suggest(ctx, err)
	}
	return u, nil
}
