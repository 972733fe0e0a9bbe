package answer

import (
	"fmt"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// recordWords words what an own record tells of a tie: what is not recorded is
// left out, and the last of them says whose record it is, with its date.
func recordWords(r *data.RecordedTie, lang string) []string {
	say := func(en, ja, value string) string { return fmt.Sprintf(Both(en, ja).In(lang), value) }
	var out []string
	add := func(en, ja, value string) {
		if value != "" {
			out = append(out, say(en, ja, value))
		}
	}
	if r.Kind == data.TieProject {
		out = append(out, Both("project", "共同事業").In(lang))
	}
	if r.Status != data.TieUnknown {
		out = append(out, matcher.StatusText(r.Status).In(lang))
	}
	add("until %s", "%sまで", r.Until)
	add("last activity %s", "最後の活動 %s", r.LastActivity)
	add("theme: %s", "テーマ: %s", r.Theme)
	add("reason: %s", "理由: %s", r.Reason)
	return append(out, say("own records %s", "自治体の記録 %s", r.Recorded))
}

// OwnTieJSON is what own records say of a tie, in JSON documents. Contacts and
// notes are not part of it.
type OwnTieJSON struct {
	Record       string `json:"record"`
	Kind         string `json:"kind"`
	Status       string `json:"status"`
	Since        string `json:"since,omitempty"`
	Until        string `json:"until,omitempty"`
	LastActivity string `json:"last_activity,omitempty"`
	Theme        string `json:"theme,omitempty"`
	Reason       string `json:"reason,omitempty"`
	Recorded     string `json:"recorded"`
}

// ownTieJSON is nil for a tie that own records do not have.
func ownTieJSON(r *data.RecordedTie) *OwnTieJSON {
	if r == nil {
		return nil
	}
	return &OwnTieJSON{
		Record: r.ID, Kind: r.Kind.String(), Status: r.Status.String(), Since: r.Since, Until: r.Until,
		LastActivity: r.LastActivity, Theme: r.Theme, Reason: r.Reason, Recorded: r.Recorded,
	}
}
