package matcher

import (
	"github.com/shimai/shimai/data"
)

// The flags of own records. None of them keeps a candidate out.
const (
	// FlagExisting: there is a tie; its text tells its state where own records do.
	FlagExisting = "existing_tie"
	// FlagEnded: there was a tie, and own records say that it ended.
	FlagEnded = "ended_tie"
	// FlagContact: own records tell of a contact or a project, which is no tie.
	FlagContact = "in_contact"
	// FlagStep: the last own step toward the candidate.
	FlagStep = "own_step"
)

// ownFlags are what own records tell of a town and a candidate.
func (e *Engine) ownFlags(town, u data.Unit) []Flag {
	var out []Flag
	if e.partners(town)[u] {
		out = append(out, Flag{FlagExisting, e.existingText(town, u)})
	}
	for _, r := range e.ties.Past(town) {
		if r.Other(town) == u {
			t := Text{"a tie ended" + spaced(r.Until), "提携は終了" + bracketedJA(r.Until)}
			out = append(out, Flag{FlagEnded, withReason(t, r)})
		}
	}
	for _, r := range e.ties.Contacts(town) {
		if r.Other(town) == u {
			out = append(out, Flag{FlagContact, contactText(r)})
		}
	}
	for _, a := range e.attempts[u] {
		if a.town == town {
			out = append(out, Flag{FlagStep, a.text()})
		}
	}
	return out
}

// existingText says that there is a tie, and what own records know of its state.
func (e *Engine) existingText(town, u data.Unit) Text {
	t := Text{"a tie exists already", "すでに提携している"}
	for _, row := range e.ties.Of(town) {
		r, ok := e.ties.Own(row)
		if !ok || e.ties.Other(row, town) != u {
			continue
		}
		if r.Status != data.TieUnknown {
			word := StatusText(r.Status)
			t.EN, t.JA = t.EN+", "+word.EN, t.JA+"("+word.JA+")"
		}
		return withReason(t, r)
	}
	return t
}

// whyPartner says that a candidate is left out as a partner, and in which state
// the tie is where own records tell.
func (e *Engine) whyPartner(town, u data.Unit) Text {
	for _, row := range e.ties.Of(town) {
		if r, ok := e.ties.Own(row); ok && e.ties.Other(row, town) == u && r.Status != data.TieUnknown {
			word := StatusText(r.Status)
			return Text{"It is a partner already (" + word.EN + ").", "すでに提携先である(" + word.JA + ")。"}
		}
	}
	return Text{"It is a partner already.", "すでに提携先である。"}
}

// StatusText names the state of a tie for readers.
func StatusText(s data.TieStatus) Text {
	switch s {
	case data.TieActive:
		return Text{"active", "活動中"}
	case data.TieDormant:
		return Text{"dormant", "休眠"}
	case data.TieSuspended:
		return Text{"suspended", "停止中"}
	case data.TieEnded:
		return Text{"ended", "終了"}
	}
	return Text{"state unknown", "状態不明"}
}

// OutcomeText names what came of a step for readers.
func OutcomeText(o data.Outcome) Text {
	switch o {
	case data.StepContacted:
		return Text{"contacted", "照会済み"}
	case data.StepAnswered:
		return Text{"answered", "回答あり"}
	case data.StepVisited:
		return Text{"visited", "訪問済み"}
	case data.StepRefused:
		return Text{"refused", "辞退"}
	case data.StepPaused:
		return Text{"paused", "保留"}
	case data.StepSigned:
		return Text{"signed", "締結"}
	}
	return Text{"unknown", "不明"}
}

func contactText(r data.RecordedTie) Text {
	t := Text{"in contact", "交流あり"}
	if r.Kind == data.TieProject {
		t = Text{"a project together", "共同事業あり"}
	}
	if r.Since != "" {
		t.EN, t.JA = t.EN+" since "+r.Since, t.JA+"("+r.Since+"から)"
	}
	return withReason(t, r)
}

// text tells a step with its date.
func (a attempt) text() Text {
	t := OutcomeText(a.step.Outcome)
	t.EN, t.JA = t.EN+spaced(a.step.Date), t.JA+bracketedJA(a.step.Date)
	if a.silent {
		t.EN, t.JA = t.EN+", no answer known", t.JA+"、回答は未確認"
	}
	return ownText(t, "")
}

// withReason adds the reason of a record and says whose record it is, with its date.
func withReason(t Text, r data.RecordedTie) Text {
	if r.Reason != "" {
		t.EN, t.JA = t.EN+": "+r.Reason, t.JA+":"+r.Reason
	}
	return ownText(t, r.Recorded)
}

func ownText(t Text, date string) Text {
	return Text{t.EN + " (own records" + prefixed(", ", date) + ")", t.JA + "(自治体の記録" + prefixed("、", date) + ")"}
}

func prefixed(by, s string) string {
	if s == "" {
		return ""
	}
	return by + s
}

func spaced(date string) string { return prefixed(" ", date) }

func bracketedJA(date string) string {
	if date == "" {
		return ""
	}
	return "(" + date + ")"
}
