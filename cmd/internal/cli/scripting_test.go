package cli

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/cmd/internal/report"
	"github.com/shimai/shimai/cmd/internal/web"
	"github.com/shimai/shimai/matcher/backtest"
	"github.com/shimai/shimai/matcher/model"
)

// scriptingDoc reads what scripts are promised.
func scriptingDoc(t *testing.T) string {
	t.Helper()
	doc, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", "scripting.md"))
	require.NoError(t, err)
	return string(doc)
}

func TestEverySchemaIsDocumented(t *testing.T) {
	t.Parallel()
	doc := scriptingDoc(t)
	schema := regexp.MustCompile(`"(shimai\.[a-z_.]+/[0-9]+)"`)
	found := map[string]bool{}
	require.NoError(t, filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path) //nolint:gosec // the repository's own sources
		for _, m := range schema.FindAllSubmatch(source, -1) {
			found[string(m[1])] = true
			assert.True(t, strings.Contains(doc, "`"+string(m[1])+"`"), "%s: name %s in docs/scripting.md, in the table under JSON", path, m[1])
			assert.True(t, strings.Contains(doc, "### "+string(m[1])+"\n"), "%s: give the fields of %s in a section of docs/scripting.md", path, m[1])
		}
		return err
	}))
	assert.True(t, found[answer.SchemaRecommend] && found[schemaVersion], "found only %v", found)
}

func TestEveryFieldIsDocumented(t *testing.T) {
	t.Parallel()
	doc := scriptingDoc(t)
	section := func(heading string) string {
		_, rest, found := strings.Cut(doc, "\n### "+heading+"\n")
		require.True(t, found, "docs/scripting.md has no section %s", heading)
		text, _, _ := strings.Cut(rest, "\n### ")
		return text
	}
	shared := section("Shared objects")
	for schema, documents := range map[string][]any{
		answer.SchemaRecommend: {answer.RecommendJSON{}},
		answer.SchemaExplain:   {answer.ExplainJSON{}},
		answer.SchemaCompare:   {answer.CompareJSON{}},
		answer.SchemaPortfolio: {answer.PortfolioJSON{}},
		report.Schema:          {report.Report{}},
		report.SchemaDiff:      {report.Diff{}},
		answer.SchemaBrief:     {answer.BriefJSON{}},
		answer.SchemaProfile:   {answer.ProfileJSON{}, answer.ClimateMonth{}, answer.NearValue{}, answer.BirthValue{}},
		answer.SchemaTies:      {answer.TiesJSON{}},
		answer.SchemaWishes:    {answer.WishesJSON{}},
		schemaOwnTies:          {ownTiesJSON{}},
		schemaOwnSteps:         {ownStepsJSON{}},
		schemaOwnWishes:        {ownWishesJSON{}},
		schemaOwnProfile:       {ownProfileJSON{}},
		schemaOwnHistory:       {ownHistoryJSON{}},
		schemaOwnImport:        {ownImportJSON{}},
		answer.SchemaFind:      {answer.FindJSON{}},
		answer.SchemaGaps:      {answer.GapsJSON{}},
		answer.SchemaCoverage:  {answer.CoverageJSON{}},
		"shimai.job/1":         {web.JobJSON{}},
		answer.SchemaData:      {answer.DataJSON{}},
		schemaVersion:          {versionJSON{}},
		"Lines of batch":       {planLine{}, rankingRow{}, failedTown{}, progressLine{}},
		backtest.Schema:        {evalJSON{}},
		model.Schema:           {model.Weights{}},
	} {
		text := section(schema) + shared
		if schema == report.Schema {
			text += section(answer.SchemaPortfolio) // which it holds
		}
		for _, d := range documents {
			for _, field := range fieldsOf(reflect.TypeOf(d)) {
				assert.True(t, strings.Contains(text, "`"+field+"`"), "%s: docs/scripting.md lacks the field %s", schema, field)
			}
		}
	}
}

// fieldsOf returns the names of all fields that a type has in JSON, at any depth.
func fieldsOf(typ reflect.Type) []string {
	switch typ.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		return fieldsOf(typ.Elem())
	case reflect.Struct:
	default:
		return nil
	}
	var out []string
	for i := range typ.NumField() {
		f := typ.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		if name != "" {
			out = append(out, name)
		}
		out = append(out, fieldsOf(f.Type)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
