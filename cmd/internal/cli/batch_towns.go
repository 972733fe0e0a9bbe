package cli

import (
	"encoding/csv"
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
	"github.com/shimai/shimai/index"
)

// townChoice says which towns a batch is for.
type townChoice struct {
	country, file  string
	regions, kinds []string
	noKnownTie     bool
}

func (c *townChoice) add(f *pflag.FlagSet) {
	f.StringVar(&c.country, "country", "", "all governments of a `COUNTRY`, a code or a name")
	f.StringVar(&c.file, "file", "", "the towns in `FILE`, one a line; of a .csv or .tsv the column town_id, id or\ntown, else the first")
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

// maxTownsFile bounds the file of towns in bytes: a line for every government
// of the world takes a tenth of it.
const maxTownsFile = 64 << 20

// townsOfFile reads and resolves the lines of a file.
func (e *env) townsOfFile(path string) ([]data.Unit, []failedTown, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, answer.Usagef("--file %s cannot be read: %v", answer.Shorten(path), errors.Unwrap(err))
	}
	defer f.Close()
	lines, err := readTowns(io.LimitReader(f, maxTownsFile), filepath.Ext(path))
	if err != nil {
		return nil, nil, answer.Usagef("--file %s: %v", answer.Shorten(path), err)
	}
	if len(lines) == 0 {
		return nil, nil, answer.Usagef("--file %s has no towns; write one a line, a name or a code such as jp:01635", answer.Shorten(path))
	}
	r, err := e.Resolver()
	if err != nil {
		return nil, nil, err
	}
	var towns []data.Unit
	var failed []failedTown
	for _, line := range lines {
		u, err := r.Resolve(line)
		var ambiguous *index.AmbiguousError
		switch {
		case err == nil:
			towns = append(towns, u)
		case errors.As(err, &ambiguous):
			failed = append(failed, failedTown{Name: line, Reason: "ambiguous", Text: e.ambiguousWords(ambiguous)})
		case isUsage(err):
			failed = append(failed, failedTown{Name: line, Reason: "not_found", Text: answer.Both("no government is called so; write another spelling or a code", "該当する自治体がありません。別の表記かコードで指定してください").In(e.langOrEnglish())})
		default:
			return nil, nil, err
		}
	}
	return towns, failed, nil
}

// ambiguousShown bounds the codes named for an ambiguous line.
const ambiguousShown = 5

func (e *env) ambiguousWords(a *index.AmbiguousError) string {
	base, err := e.Base()
	if err != nil {
		return err.Error()
	}
	var ids []string
	for _, m := range a.Matches[:min(len(a.Matches), ambiguousShown)] {
		ids = append(ids, base.Labels.ID.At(int(m.Unit)))
	}
	return fmt.Sprintf(answer.Both("may mean %d governments; write a code: %s", "%d件の自治体に当てはまります。コードで指定してください: %s").In(e.langOrEnglish()), len(a.Matches), strings.Join(ids, ", "))
}

// readTowns returns the towns of a list: the lines of a text, where # begins a
// remark, or one column of a table.
func readTowns(r io.Reader, ext string) ([]string, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	s := strings.TrimPrefix(string(text), "\ufeff")
	if !utf8.ValidString(s) {
		return nil, errors.New("it is not UTF-8; save it as \"CSV UTF-8\" or as UTF-8 text")
	}
	var out []string
	switch strings.ToLower(ext) {
	case ".csv", ".tsv":
		rows := csv.NewReader(strings.NewReader(s))
		rows.FieldsPerRecord, rows.LazyQuotes = -1, true
		if strings.EqualFold(ext, ".tsv") {
			rows.Comma = '\t'
		}
		records, err := rows.ReadAll()
		if err != nil {
			return nil, err
		}
		return townColumn(records), nil
	}
	for line := range strings.Lines(s) {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out, nil
}

// townColumn picks the column of towns: town_id, id or town by the heading, or
// the first of a table without one.
func townColumn(records [][]string) []string {
	at, from := 0, 0
	if len(records) > 0 {
		for _, key := range []string{"town_id", "id", "town"} {
			if i := slices.IndexFunc(records[0], func(h string) bool { return strings.EqualFold(strings.TrimSpace(h), key) }); i >= 0 {
				at, from = i, 1
				break
			}
		}
	}
	var out []string
	for _, rec := range records[from:] {
		if at < len(rec) && strings.TrimSpace(rec[at]) != "" {
			out = append(out, strings.TrimSpace(rec[at]))
		}
	}
	return out
}
