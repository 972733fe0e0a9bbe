package web

import (
	"context"
	"errors"
	"net/http"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/index"
)

// problemPage is what a reader sees in place of an answer.
type problemPage struct {
	Status      int
	Title, Text string
	// Choices are what may be meant, each with the address that asks it.
	Choices []choice
}

// choice is a government to choose, with its address.
type choice struct {
	Name, Where, People, ID, URL string
	// Matched is the name that was found, where it is another than Name.
	Matched string
}

// fail tells why there is no answer, and what to do instead.
func (p *pager) fail(w http.ResponseWriter, r *http.Request, v *visit, cause error) {
	if errors.Is(cause, context.Canceled) && r.Context().Err() != nil {
		return // nobody reads it
	}
	problem := p.s.problem(cause, v.lang)
	for key, values := range problem.GetHeaders() {
		w.Header()[key] = values
	}
	body := problemPage{Status: problem.Status, Title: problemTitle(problem.Status, v.lang), Text: problem.Detail}
	if base, err := p.s.desk.Base(); err == nil {
		v.base = base
		v.choose(&body, cause)
	}
	page, err := p.lay(v, "problem", body)
	if err != nil {
		p.s.log.Error("no page", "error", err)
		problem.ServeHTTP(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(problem.Status)
	_, _ = w.Write(page) // who went away meanwhile does not need the rest
}

// choose lists what may be meant by a name, each with the same question about it.
func (v *visit) choose(body *problemPage, problem error) {
	var named *namedError
	var ambiguous *index.AmbiguousError
	var missing *index.NotFoundError
	var matches []index.Match
	switch {
	case errors.As(problem, &ambiguous):
		body.Text = v.say("%s may mean %d places. Choose one:", "%sには%d件の該当があります。次から選んでください。", v.quote(ambiguous.Query), len(ambiguous.Matches))
		matches = ambiguous.Matches
	case errors.As(problem, &missing):
		body.Text = v.say("No place called %s is known here.", "%sという自治体は見つかりませんでした。", v.quote(missing.Query))
		matches = missing.Suggestions
	}
	if errors.As(problem, &named) {
		for _, m := range matches[:min(len(matches), maxSuggested)] {
			body.Choices = append(body.Choices, v.choice(m.Unit, v.path, named.param))
		}
	}
}

// choice describes a government to choose; its address asks the same of it.
func (v *visit) choice(u data.Unit, path, param string) choice {
	b := v.base
	id := b.Labels.ID.At(int(u))
	c := choice{Name: b.FullName(u, v.lang), Where: b.CountryName(b.Units.Country[u], v.lang), ID: id, URL: v.state.with(param, id).url(path)}
	if region := b.Region(u, v.lang); region != "" {
		c.Where = region + v.say(", ", "、") + c.Where
	}
	if people := b.Units.Population[u]; people != data.NoInt {
		c.People = answer.Grouped(int64(people))
	}
	return c
}

// problemTitle words a status for people.
func problemTitle(status int, lang string) string {
	switch status {
	case http.StatusConflict:
		return sayf(lang, "Which one is meant?", "どの自治体ですか")
	case http.StatusNotFound:
		return sayf(lang, "Not found", "見つかりません")
	case http.StatusUnprocessableEntity:
		return sayf(lang, "Please check what was asked", "入力内容をご確認ください")
	case http.StatusServiceUnavailable:
		return sayf(lang, "Please try again in a moment", "しばらくしてからもう一度お試しください")
	}
	return sayf(lang, "Something went wrong", "エラーが発生しました")
}
