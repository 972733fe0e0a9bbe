package cli

import (
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/spf13/pflag"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/config"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
	"github.com/shimai/shimai/data/own"
	"github.com/shimai/shimai/matcher"
)

// globalFlags are understood by every command.
type globalFlags struct {
	config, data, cache, own, lang, format, file string
	quiet                                        bool
	set                                          *pflag.FlagSet
}

func (g *globalFlags) add(f *pflag.FlagSet) {
	f.StringVar(&g.config, "config", "", "read the configuration from `FILE`")
	f.StringVar(&g.data, "data", "", "read layers from `DIR` instead of the embedded ones")
	f.StringVar(&g.cache, "cache", "", "keep the search index and the local store in `DIR`")
	f.StringVar(&g.own, "own", "", "keep your own records in `DIR`")
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

	// desk answers; the env adds what only a command line has.
	*answer.Desk
	config func() (config.Config, error)

	// layersOnly leaves the own records alone: what is measured against the
	// public lists, or tells of the layers, must not know them.
	layersOnly bool
	// rehearse lets batch check what is asked and make nothing of it.
	rehearse bool
	// storeOff ends the use of the local store; see env.kept.
	storeOff bool
	closers  []func() error
	// help is where cobra writes; it looks at no errors.
	help remembering
}

func newEnv(stdin io.Reader, stdout, stderr io.Writer, getenv func(string) string) *env {
	e := &env{stdin: stdin, stdout: stdout, stderr: stderr, getenv: getenv, given: map[string]string{}, help: remembering{w: stdout}}
	e.config = sync.OnceValues(e.loadConfig)
	e.Desk = answer.NewDesk(answer.DeskOptions{Open: e.openData, Tell: e.tell, Kept: e.kept, OpenIndex: e.openIndex, Version: programVersion()})
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

// tell is notice in the language of the user.
func (e *env) tell(words matcher.Text) { e.notice("%s", words.In(e.messageLang())) }

// loadConfig reads file, environment and flags; its errors are about usage.
func (e *env) loadConfig() (config.Config, error) {
	flags := map[string]string{}
	for key, value := range e.given {
		flags[key] = value
	}
	for _, f := range []struct{ key, value string }{
		{"data", e.flags.data}, {"cache", e.flags.cache}, {"own", e.flags.own}, {"lang", e.flags.lang}, {"format", e.flags.format},
	} {
		if e.flags.set.Changed(f.key) {
			flags[f.key] = f.value
		}
	}
	cfg, err := config.Load(config.Options{File: e.flags.config, Env: e.getenv, Flags: flags})
	if err != nil {
		return config.Config{}, answer.AsUsage(err)
	}
	return cfg, nil
}

// openData opens the layers and lays the own records over them.
func (e *env) openData() (*data.Store, error) {
	cfg, err := e.config()
	if err != nil {
		return nil, err
	}
	st, err := openLayers(cfg)
	if err != nil || cfg.Own == "" || e.layersOnly {
		return st, err
	}
	records, err := own.Load(cfg.Own)
	if err != nil {
		return nil, err
	}
	if records.Notice != "" {
		e.notice("%s", records.Notice)
	}
	if st, err = st.With(records.Overlay()); err != nil {
		return nil, err
	}
	for _, left := range st.OwnLeftOut() {
		e.tell(answer.Words("left out of the own records: %s", "自治体の記録のうち使えないもの: %s", left))
	}
	return st, nil
}

func openLayers(cfg config.Config) (*data.Store, error) {
	if cfg.Data == "" {
		return data.Open(layers.FS)
	}
	info, err := os.Stat(cfg.Data)
	if err != nil || !info.IsDir() {
		return nil, answer.Usage(answer.Words("--data %s is no folder; give the one that `shimai data build --out` wrote, or leave it out",
			"--data %s というフォルダーはありません。`shimai data build --out` で作ったフォルダーを指定するか、省略してください", answer.Shorten(cfg.Data)))
	}
	return data.Open(os.DirFS(cfg.Data))
}

// ask is how the flags and the configuration ask.
func (e *env) ask(parts bool) (answer.Ask, error) {
	cfg, err := e.config()
	if err != nil {
		return answer.Ask{}, err
	}
	a := answer.Ask{Config: cfg, Parts: parts}
	_, a.OwnPerCountry = e.given["per_country"]
	_, a.OwnTo = e.given["to"]
	a.Lang, err = e.lang()
	return a, err
}
