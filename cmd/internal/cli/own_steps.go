package cli

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/own"
	"github.com/shimai/shimai/matcher"
)

// stageNames are the eight steps of CLAIR's way to a tie.
func stageNames() [8]matcher.Text {
	return [8]matcher.Text{
		answer.Both("list candidates", "候補の選定"), answer.Both("sound them out", "打診"), answer.Both("survey or trial", "調査・試行"),
		answer.Both("intent of both", "双方の意思確認"), answer.Both("approval at home", "庁内・議会の承認"), answer.Both("text of the agreement", "協定書の作成"),
		answer.Both("signing", "調印"), answer.Both("exchange", "交流事業"),
	}
}

// stageWord is a step with its number.
func stageWord(stage int, lang string) string {
	if stage < 1 || stage > 8 {
		return strconv.Itoa(stage)
	}
	return strconv.Itoa(stage) + " " + stageNames()[stage-1].In(lang)
}

const schemaOwnSteps = "shimai.own_steps/1"

type ownStepsJSON struct {
	Schema string     `json:"schema"`
	AsOf   string     `json:"as_of"`
	Steps  []own.Step `json:"steps"`
}

func newOwnSteps(e *env) *cobra.Command {
	var board bool
	cmd := e.ownListing(&cobra.Command{
		Use:   "steps [TOWN]",
		Short: "Track the steps toward candidates: add, remove; without either, list them",
		Long: `Track the steps of a town toward candidates, along CLAIR's eight: 1 list
candidates, 2 sound them out, 3 survey or trial, 4 intent of both, 5 approval at
home, 6 text of the agreement, 7 signing, 8 exchange. Lists them by date, or with
--board by where each candidate stands now.

A refusal, and a letter without an answer for half a year, lower the openness of
the candidate for the town, and less for others of its country, as long as they
are no older than two years before the newest own record. Signed makes a tie.`,
		Example: `  shimai own steps 新得町 --board --format table
  shimai own steps add 新得町 "Nelson, New Zealand" --stage 2 --outcome contacted --on 2026-04-10`,
	}, answer.Formats(), func(l *ownList) answer.Result { return l.steps(board) })
	cmd.Flags().BoolVar(&board, "board", false, "by stage, where each candidate stands now")
	cmd.AddCommand(newOwnStepsAdd(e), newOwnRemove(e, "step", "steps"))
	return cmd
}

func newOwnStepsAdd(e *env) *cobra.Command {
	var c changeFlags
	var x own.Step
	var outcome string
	cmd := &cobra.Command{
		Use:     "add TOWN CANDIDATE",
		Short:   "Record a step toward a candidate",
		Example: `  shimai own steps add 新得町 "Nelson, New Zealand" --stage 2 --outcome refused --on 2026-04-10`,
		Args:    exactly("TOWN", "CANDIDATE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := x.Outcome.UnmarshalText([]byte(outcome)); err != nil {
				return answer.Usagef("--outcome: %v", err)
			}
			return runOwnStepsAdd(cmd.Context(), e, c, &x, args[0], args[1])
		},
	}
	f := cmd.Flags()
	f.IntVar(&x.Stage, "stage", 2, "the `STEP`, 1 to 8")
	f.StringVar(&outcome, "outcome", "", strings.Join(data.Outcomes(), ", ")+" (needed)")
	f.StringVar(&x.Date, "on", "", "`DATE` when it happened: YYYY, YYYY-MM or YYYY-MM-DD (default: the day of the change)")
	f.StringVar(&x.Contact, "contact", "", "whom you dealt with; private")
	f.StringVar(&x.Note, "note", "", "anything else; private")
	c.add(f)
	return cmd
}

func runOwnStepsAdd(ctx context.Context, e *env, c changeFlags, x *own.Step, town, candidate string) error {
	units, err := e.ResolveAll(ctx, town, candidate)
	if err != nil {
		return err
	}
	b, err := e.Base()
	if err != nil {
		return err
	}
	x.Town, x.Candidate = b.Labels.ID.At(int(units[0])), b.Labels.ID.At(int(units[1]))
	if x.Date == "" {
		w, err := e.writer(c, "")
		if err != nil {
			return err
		}
		x.Date = w.Date
	}
	err = e.putOwn(c, "steps add", x)
	if err == nil && x.Outcome == data.StepSigned && !c.dryRun {
		e.notice("a signed step makes an active tie, unless there is one; see `shimai own ties list`")
	}
	return err
}

// steps lists the steps by date, or as a board.
func (l *ownList) steps(board bool) answer.Result {
	steps := slices.Clone(l.records.Steps)
	slices.SortStableFunc(steps, func(a, b own.Step) int { return strings.Compare(a.Date, b.Date) })
	doc := l.stepList(steps)
	if board {
		steps = latest(steps)
		doc = l.stepBoard(steps)
	}
	doc.Below = l.below(len(steps))
	return answer.Result{Doc: doc, JSON: ownStepsJSON{schemaOwnSteps, l.records.AsOf(), listOf(steps)}}
}

// latest keeps the last step toward each candidate of each town.
func latest(steps []own.Step) []own.Step {
	var out []own.Step
	for i, s := range steps {
		later := func(x own.Step) bool { return x.Town == s.Town && x.Candidate == s.Candidate }
		if !slices.ContainsFunc(steps[i+1:], later) {
			out = append(out, s)
		}
	}
	return out
}

func (l *ownList) stepList(steps []own.Step) answer.Document {
	doc := answer.Document{Lang: l.lang, Columns: ownColumns([]answer.Column{
		{Key: "record", Title: answer.Both("Record", "記録")}, {Key: "date", Title: answer.Both("Date", "日付")},
		{Key: "town", Title: answer.Both("Town", "団体"), Fold: true}, {Key: "candidate", Title: answer.Both("Candidate", "候補"), Fold: true},
		{Key: "country", Title: answer.Both("Country", "国")}, {Key: "stage", Title: answer.Both("Step", "段階"), Fold: true},
		{Key: "outcome", Title: answer.Both("Outcome", "結果")}, {Key: "recorded", FileOnly: true},
	}, l.notes)}
	for _, s := range steps {
		doc.Rows = append(doc.Rows, answer.Row{Cells: ownCells([]answer.Cell{
			answer.Text(s.ID), answer.Text(s.Date), answer.Said(l.name(s.Town), s.Town), answer.Said(l.name(s.Candidate), s.Candidate), answer.Text(l.country(s.Candidate)),
			answer.Said(stageWord(s.Stage, l.lang), strconv.Itoa(s.Stage)), answer.Said(matcher.OutcomeText(s.Outcome).In(l.lang), s.Outcome.String()), answer.Text(s.Recorded),
		}, l.notes, s.Contact, s.Note)})
	}
	return doc
}

// stepBoard shows the candidates below the step at which each stands.
func (l *ownList) stepBoard(steps []own.Step) answer.Document {
	doc := answer.Document{Lang: l.lang, Columns: []answer.Column{
		{Key: "stage", Title: answer.Both("Step", "段階")}, {Key: "candidates", Title: answer.Both("Candidates", "候補"), Fold: true},
	}}
	towns := map[string]bool{}
	for _, s := range steps {
		towns[s.Town] = true
	}
	for stage := 1; stage <= 8; stage++ {
		var shown, raw []string
		for _, s := range steps {
			if s.Stage != stage {
				continue
			}
			text := fmt.Sprintf("%s (%s %s)", l.name(s.Candidate), matcher.OutcomeText(s.Outcome).In(l.lang), s.Date)
			if len(towns) > 1 {
				text = l.name(s.Town) + " → " + text
			}
			shown, raw = append(shown, text), append(raw, s.Candidate)
		}
		doc.Rows = append(doc.Rows, answer.Row{Cells: []answer.Cell{
			answer.Said(stageWord(stage, l.lang), strconv.Itoa(stage)), answer.Said(strings.Join(shown, "; "), strings.Join(raw, " ")),
		}})
	}
	return doc
}
