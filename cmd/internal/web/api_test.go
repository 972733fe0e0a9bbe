package web

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/cmd/internal/answer"
)

// questions are one of each kind that is answered, with the schema of the answer.
func questions() map[string]string {
	return map[string]string{
		ask("recommend", "town", "jp:07421", "n", "3"):                                                      answer.SchemaRecommend,
		ask("explain", "town", "会津坂下町", "candidate", "gn:2867714"):                                          answer.SchemaExplain,
		ask("compare", "town", "jp:07421", "candidate", "gn:2867714", "candidate", "gn:2761369"):            answer.SchemaCompare,
		ask("portfolio", "town", "jp:07421", "size", "4", "purpose", "education=3", "purpose", "tourism=0"): answer.SchemaPortfolio,
		ask("profile", "town", "jp:07421"):                                                                  answer.SchemaProfile,
		ask("ties", "town", "jp:13", "lang", "ja"):                                                          answer.SchemaTies,
		ask("search", "q", "小浜"):                                                                            answer.SchemaFind,
		ask("gaps", "country", "JP", "n", "3", "to", "GB"):                                                  answer.SchemaGaps,
		ask("coverage", "country", "Japan"):                                                                 answer.SchemaCoverage,
		apiPath + "/data":                                                                                   answer.SchemaData,
	}
}

func TestEveryQuestionIsAnswered(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{})
	for target, schema := range questions() {
		w := get(s, target)
		require.Equal(t, http.StatusOK, w.Code, "%s: %s", target, w.Body)
		assert.Equal(t, "application/json", w.Header().Get("Content-Type"))
		assert.Equal(t, schema, decode[struct{ Schema string }](t, w.Body.Bytes()).Schema, target)

		again := get(s, target, header("Accept-Encoding", "br, gzip;q=0.8"))
		assert.Equal(t, "gzip", again.Header().Get("Content-Encoding"), target)
		assert.Equal(t, w.Body.String(), string(unzip(t, again.Body.Bytes())), "the same bytes, packed: %s", target)
		assert.NotEqual(t, w.Header().Get("ETag"), again.Header().Get("ETag"), "packed bytes are other bytes")

		for _, tag := range []string{w.Header().Get("ETag"), again.Header().Get("ETag"), `"x", W/` + w.Header().Get("ETag")} {
			same := get(s, target, header("If-None-Match", tag))
			assert.Equal(t, http.StatusNotModified, same.Code, "%s %s", target, tag)
			assert.Empty(t, same.Body.String())
		}
		assert.Equal(t, http.StatusOK, get(s, target, header("If-None-Match", `"x"`)).Code)
		head := do(s, request(http.MethodHead, target, ""))
		assert.Equal(t, http.StatusOK, head.Code)
		assert.Equal(t, w.Header().Get("ETag"), head.Header().Get("ETag"))
	}
}

// The documents are those that the reference describes.
func TestAnswersFitTheReference(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{Plan: noPlan})
	w := get(s, "/openapi.json")
	require.Equal(t, http.StatusOK, w.Code)
	type reference struct {
		Ref string `json:"$ref"`
	}
	var api struct {
		OpenAPI string `json:"openapi"`
		Paths   map[string]struct {
			Get *struct {
				Responses map[string]struct {
					Content map[string]struct{ Schema reference }
				}
			}
		}
		Components struct {
			Schemas map[string]struct {
				Properties map[string]struct{ Type any }
				Required   []string
			}
		}
	}
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &api))
	assert.Equal(t, "3.1.0", api.OpenAPI)
	for target := range questions() {
		path, _, _ := strings.Cut(target, "?")
		require.NotNil(t, api.Paths[path].Get, path)
		ref := api.Paths[path].Get.Responses["200"].Content["application/json"].Schema.Ref
		schema, ok := api.Components.Schemas[ref[strings.LastIndex(ref, "/")+1:]]
		require.True(t, ok, "%s: %s", path, ref)
		fields := decode[map[string]any](t, get(s, target).Body.Bytes())
		for key := range fields {
			assert.Contains(t, schema.Properties, key, path)
		}
		for _, key := range schema.Required {
			assert.Contains(t, fields, key, path)
		}
		problem := api.Paths[path].Get.Responses["409"].Content["application/problem+json"].Schema.Ref
		assert.Equal(t, "#/components/schemas/Problem", problem)
	}
	assert.NotContains(t, api.Components.Schemas, "ErrorModel")
}

func TestTheReferenceNeedsNothingElse(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{Plan: noPlan})
	page := get(s, "/docs")
	require.Equal(t, http.StatusOK, page.Code)
	text := page.Body.String()
	for _, want := range []string{"/api/v1/recommend", "per_country", `id="ambiguous"`, "schema-RecommendJSON", "POST /api/v1/plans"} {
		assert.Contains(t, text, want)
	}
	for _, never := range []string{"http://", "https://", "<script", "style=", "ErrorModel"} {
		assert.NotContains(t, text, never)
	}
	assert.Equal(t, http.StatusOK, get(s, "/docs/reference.css").Code)
	for _, p := range problemKinds() {
		assert.Contains(t, text, `id="`+p.ID+`"`)
	}
}

func TestProblems(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{})
	for _, c := range []struct {
		target, kind, detail string
		status               int
		candidates           bool
	}{
		{ask("recommend", "town", "Hamilton"), problemAmbiguous, "may mean", 409, true},
		{ask("recommend", "town", "Hamilton", "lang", "ja"), problemAmbiguous, "件の自治体", 409, true},
		{ask("profile", "town", "Qqqqzzz"), problemNotFound, "No government", 404, false},
		{ask("profile", "town", "Hamilton, Ontario, Japan"), problemNotFound, "No government", 404, true},
		{ask("search", "q", "Qqqqzzz"), problemNotFound, "No government", 404, false},
		{ask("recommend", "town", "..."), problemUsage, "no town is named", 422, false},
		{ask("recommend", "town", "jp:07421", "n", "0"), problemUsage, `n is "0", allowed`, 422, false},
		{ask("recommend", "town", "jp:07421", "to", "JP"), problemUsage, `to "JP" is the own country`, 422, false},
		{ask("recommend", "town", "jp:07421", "weight", "luck=1"), problemUsage, "unknown criterion", 422, false},
		{ask("recommend", "town", "jp:07421", "format", "csv", "limit", "3"), problemUsage, "format=json only", 422, false},
		{ask("portfolio", "town", "jp:07421", "size", "many"), problemUsage, "size", 422, false},
		{ask("portfolio", "town", "jp:07421", "to", "FR", "size", "4", "per_country", "1"), problemUsage, "at most 1 of one country (per_country)", 422, false},
		{ask("explain", "town", "jp:07421", "candidate", "jp:01"), problemUsage, "both lie in", 422, false},
		{ask("gaps", "country", "JP", "min_population", "0"), problemUsage, "min_population 0", 422, false},
		{ask("coverage", "country", "Atlantis"), problemUsage, "country", 422, false},
		{ask("recommend"), problemUsage, "town: required query parameter is missing", 422, false},
		{ask("recommend", "town", "jp:07421", "nn", "3"), problemUsage, "nn: unknown query parameter", 422, false},
		{ask("recommend", "town", "jp:07421", "town", "jp:07422"), problemUsage, "town: given more than once", 422, false},
		{ask("recommend", "town", "jp:07421", "n", "many"), problemUsage, "n: invalid integer", 422, false},
		{ask("recommend", "town", "jp:07421", "lang", "fr"), problemUsage, "lang: expected value to be one of", 422, false},
		{ask("recommend", "town", strings.Repeat("x", 500)), problemUsage, "town: expected length <= 400", 422, false},
		{ask("recommend", "town", strings.Repeat("x", 9000)), problemUsage, "longer than any question", 414, false},
		{apiPath + "/nothing", problemRefused, "/docs", 404, false},
		{apiPath + "/plans/../../../../etc/passwd", "", "", 307, false},
	} {
		w := get(s, c.target)
		assert.Equal(t, c.status, w.Code, "%.80s: %.300s", c.target, w.Body)
		if c.status < 400 {
			continue
		}
		assert.Equal(t, "application/problem+json", w.Header().Get("Content-Type"), "%.80s", c.target)
		p := decode[Problem](t, w.Body.Bytes())
		assert.Equal(t, c.kind, p.Type, "%.80s", c.target)
		assert.Equal(t, c.status, p.Status)
		assert.Contains(t, p.Detail, c.detail)
		assert.NotContains(t, p.Detail, "--", "no flags: %s", p.Detail)
		assert.Equal(t, c.candidates, len(p.Candidates) > 0, "%.80s", c.target)
	}
}

// Parameters that would be passed over are named, the same way each time.
func TestUnknownParametersAreNamed(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{})
	w := get(s, ask("ties", "town", "jp:13", "zoo", "1", "n", "2", "aunt", "3", "lang", "en", "lang", "ja"))
	var named []string
	for _, e := range decode[Problem](t, w.Body.Bytes()).Errors {
		named = append(named, e.Location+" "+e.Message)
	}
	assert.Equal(t, []string{"query.aunt unknown query parameter", "query.lang given more than once", "query.n unknown query parameter", "query.zoo unknown query parameter"}, named)
}

func TestTownsAreOneQuestionHoweverSpelt(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{})
	tag := get(s, ask("ties", "town", "jp:01635")).Header().Get("ETag")
	require.NotEmpty(t, tag)
	for _, name := range []string{"新得町", "Shintoku", "01635", "Shintoku, Hokkaido, Japan"} {
		assert.Equal(t, tag, get(s, ask("ties", "town", name)).Header().Get("ETag"), name)
	}
	assert.NotEqual(t, tag, get(s, ask("ties", "town", "jp:01635", "lang", "ja")).Header().Get("ETag"))
	assert.NotEqual(t, tag, get(s, ask("profile", "town", "jp:01635")).Header().Get("ETag"))
	assert.NotEqual(t, tag, get(s, ask("ties", "town", "jp:01636")).Header().Get("ETag"))
}

// Whatever changes an answer has to change its tag.
func TestEveryParameterChangesTheTag(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{})
	seen := map[string]string{}
	for _, more := range [][]string{
		nil, {"n", "3"}, {"to", "US"}, {"to", "US", "per_country", "3"}, {"by", "fit"}, {"weight", "name=0"}, {"weight", "name=2"}, {"include_parts", "true"},
		{"lang", "ja"}, {"format", "csv"}, {"format", "geojson"}, {"limit", "2"}, {"offset", "1"}, {"limit", "2", "offset", "1"},
	} {
		target := ask("recommend", append([]string{"town", "jp:07421"}, more...)...)
		// The tag is known before the answer, so none has to be made.
		w := get(s, target, header("If-None-Match", "*"))
		require.Equal(t, http.StatusNotModified, w.Code, "%s", w.Body)
		tag := w.Header().Get("ETag")
		assert.Empty(t, seen[tag], "%v and %s share a tag", more, seen[tag])
		seen[tag] = target
	}
}

func TestFormats(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{})
	for format, want := range map[string][2]string{
		"csv": {"text/csv; charset=utf-8", "\ufeffrank,"}, "tsv": {"text/tab-separated-values; charset=utf-8", "rank\t"},
		"md": {"text/markdown; charset=utf-8", "#"}, "geojson": {"application/geo+json", `{"type":"FeatureCollection"`},
	} {
		w := get(s, ask("recommend", "town", "jp:07421", "n", "2", "format", format))
		require.Equal(t, http.StatusOK, w.Code, "%s", w.Body)
		assert.Equal(t, want[0], w.Header().Get("Content-Type"))
		assert.True(t, bytes.HasPrefix(w.Body.Bytes(), []byte(want[1])), "%s: %.100s", format, w.Body)
	}
	assert.Equal(t, http.StatusUnprocessableEntity, get(s, ask("profile", "town", "jp:07421", "format", "geojson")).Code, "only recommend has a map")
}

func TestPages(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{})
	whole := decode[answer.RecommendJSON](t, get(s, ask("recommend", "town", "jp:07421", "n", "7")).Body.Bytes())
	require.Len(t, whole.Candidates, 7)
	var pieces []answer.CandidateJSON
	target := ask("recommend", "town", "jp:07421", "n", "7", "limit", "3")
	for target != "" {
		w := get(s, target)
		require.Equal(t, http.StatusOK, w.Code)
		piece := decode[answer.RecommendJSON](t, w.Body.Bytes())
		assert.Equal(t, whole.Run, piece.Run, "a page belongs to the run of the whole list")
		pieces = append(pieces, piece.Candidates...)
		target = next(w.Header().Get("Link"))
		require.LessOrEqual(t, len(pieces), 7)
	}
	assert.Equal(t, whole.Candidates, pieces)
	beyond := get(s, ask("recommend", "town", "jp:07421", "n", "7", "offset", "50"))
	assert.Empty(t, decode[answer.RecommendJSON](t, beyond.Body.Bytes()).Candidates)
}

// next returns the address of the next page, "" after the last one.
func next(link string) string {
	for _, l := range strings.Split(link, ", ") {
		if at, ok := strings.CutSuffix(l, `>; rel="next"`); ok {
			return strings.TrimPrefix(at, "<")
		}
	}
	return ""
}
