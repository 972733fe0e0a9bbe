package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/pflag"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/names"
	"github.com/shimai/shimai/data/own/intake"
)

// townChoice says which towns a batch is for.
type townChoice struct {
	country, file  string
	regions, kinds []string
	noKnownTie     bool
}

func (c *townChoice) add(f *pflag.FlagSet) {
	f.StringVar(&c.country, "country", "", "all governments of a `COUNTRY`, a code or a name")
	f.StringVar(&c.file, "file", "", "the towns in `FILE`: a table (csv, tsv, xlsx) by its headings (town_id, 自治体名,\n団体コード, ...), else one a line")
	f.BoolVar(&c.noKnownTie, "no-known-tie", false, "only those of whom no international tie is known here")
	f.StringSliceVar(&c.regions, "region", nil, "only those of the region or prefecture `NAME`; may be repeated")
	f.StringSliceVar(&c.kinds, "type", nil, "only of these `KINDS`: prefecture, city, ward, town, village, place, region")
}

// chooseTowns lists the towns in the order of units, each once. Lines of a file
// that mean no government come back as failed.
func (e *env) chooseTowns(b *answer.Base, c townChoice, lang string) ([]data.Unit, []failedTown, error) {
	var towns []data.Unit
	var failed []failedTown
	var err error
	switch {
	case c.file != "" && c.country != "":
		return nil, nil, answer.Usagef("--country and --file both say which towns; leave one of them out")
	case c.file != "":
		towns, failed, err = e.townsOfFile(c.file)
	case c.country != "":
		towns, err = e.townsOfCountry(b, c.country)
	default:
		return nil, nil, answer.Usagef("say which towns: --country JP for all of Japan, or --file towns.txt")
	}
	if err != nil {
		return nil, nil, err
	}
	if towns, err = e.filter(b, c, towns); err != nil {
		return nil, nil, err
	}
	slices.Sort(towns)
	towns = slices.Compact(towns)
	if len(towns) == 0 && len(failed) == 0 {
		return nil, nil, answer.Usagef("no town is left; loosen --region, --type or --no-known-tie")
	}
	return towns, failed, nil
}

// townsOfCountry lists lower and upper governments; probable parts of a city are none.
func (e *env) townsOfCountry(b *answer.Base, word string) ([]data.Unit, error) {
	c, err := e.HomeCountry(b, word)
	if err != nil {
		return nil, err
	}
	var out []data.Unit
	for _, r := range []data.Range{b.Units.ByCountry[c], b.Units.UpperByCountry[c]} {
		for u := r.From; u < r.To; u++ {
			if b.Units.PartOf[u] == data.NoUnit {
				out = append(out, u)
			}
		}
	}
	return out, nil
}

// filter applies --type, --region and --no-known-tie.
func (e *env) filter(b *answer.Base, c townChoice, towns []data.Unit) ([]data.Unit, error) {
	kinds, err := parseKinds(c.kinds)
	if err != nil {
		return nil, err
	}
	regions, err := findRegions(b, c.regions, towns)
	if err != nil {
		return nil, err
	}
	st, err := e.Data()
	if err != nil {
		return nil, err
	}
	ties, err := st.Ties()
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(towns, func(u data.Unit) bool {
		inRegion := len(regions) == 0 || slices.Contains(regions, u) || slices.Contains(regions, b.Units.Region[u])
		ofKind := len(kinds) == 0 || slices.Contains(kinds, b.Units.Kind[u])
		tied := slices.ContainsFunc(ties.Of(u), func(row int32) bool { return !ties.Domestic[row] })
		return !inRegion || !ofKind || c.noKnownTie && tied
	}), nil
}

func parseKinds(words []string) ([]data.Kind, error) {
	var out []data.Kind
	for _, w := range words {
		name := strings.ToLower(strings.TrimSpace(w))
		if name == "ward" {
			name = data.KindWard.String()
		}
		k, ok := data.ParseKind(name)
		if !ok {
			return nil, answer.Usagef("--type %s is no kind of government; write prefecture, city, ward, town, village, place or region", answer.Shorten(w))
		}
		out = append(out, k)
	}
	return out, nil
}

// findRegions reads the names of regions of the countries that the towns are of.
func findRegions(b *answer.Base, words []string, towns []data.Unit) ([]data.Unit, error) {
	var out []data.Unit
	for _, word := range words {
		want := regionName(word)
		found := len(out)
		for c, run := range b.Units.UpperByCountry {
			if !slices.ContainsFunc(towns, func(u data.Unit) bool { return int(b.Units.Country[u]) == c }) {
				continue
			}
			for u := run.From; u < run.To; u++ {
				l := b.Labels
				if l.ID.At(int(u)) == word || regionName(l.Name.At(int(u))) == want || l.NameJA.At(int(u)) != "" && regionName(l.NameJA.At(int(u))) == want {
					out = append(out, u)
				}
			}
		}
		if len(out) == found {
			return nil, answer.Usagef("--region %s is no region or prefecture there; write its name (Hokkaido, 青森県) or code (jp:01)", answer.Shorten(word))
		}
	}
	return out, nil
}

// regionName folds a region's name and takes off the kind of a prefecture.
func regionName(s string) string {
	s = names.Fold(s)
	for _, kind := range []string{" prefecture", "県", "府", "都"} {
		if cut, ok := strings.CutSuffix(s, kind); ok && utf8.RuneCountInString(cut) > 1 {
			return cut
		}
	}
	return s
}

// townsOfFile reads and resolves a list of towns: a table, or a name a line.
func (e *env) townsOfFile(path string) ([]data.Unit, []failedTown, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, answer.Usagef("--file %s cannot be read: %v", answer.Shorten(path), errors.Unwrap(err))
	}
	defer f.Close() //nolint:errcheck // opened for reading
	list, err := readTowns(f, filepath.Ext(path))
	if err != nil {
		return nil, nil, answer.AsUsage(fmt.Errorf("--file %s: %w", answer.Shorten(path), err))
	}
	names, err := e.rowNames()
	if err != nil {
		return nil, nil, err
	}
	o, err := names.options("", "", "")
	if err != nil {
		return nil, nil, err
	}
	rows := intake.Towns(list, o)
	if len(rows) == 0 {
		return nil, nil, answer.Usagef("--file %s has no towns; write one a line, a name or a code such as jp:01635", answer.Shorten(path))
	}
	var towns []data.Unit
	var failed []failedTown
	for _, row := range rows {
		if row.Outcome != intake.Resolved {
			next := answer.Both("; write its code, or its region and country behind the name", "。コードで、または都道府県・国を添えて指定してください").In(names.lang)
			failed = append(failed, failedTown{Name: row.Name, Reason: string(row.Outcome), Text: row.Why + next})
			continue
		}
		u, err := e.known(row.Unit)
		if err != nil {
			return nil, nil, err
		}
		towns = append(towns, u)
	}
	return towns, failed, nil
}

// readTowns reads a list of towns by the extension of its file.
func readTowns(r io.Reader, ext string) (*intake.Table, error) {
	switch strings.ToLower(ext) {
	case ".csv", ".tsv", ".xlsx":
		return intake.Read(r)
	}
	return intake.ReadLines(r)
}
