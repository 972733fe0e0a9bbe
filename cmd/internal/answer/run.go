package answer

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/shimai/shimai/config"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/local"
	"github.com/shimai/shimai/matcher/model"
)

// Run identifies a question: the same data, weights, configuration and
// arguments give the same id on every machine.
type Run struct {
	ID      string `json:"id"`
	Data    string `json:"data"`
	Config  string `json:"config"`
	Version string `json:"version"`
	// Own is the digest of the own records, OwnDate the day of the newest one;
	// "" without.
	Own     string `json:"own,omitempty"`
	OwnDate string `json:"own_date,omitempty"`
	// Brief and Policy are digests of those that were given, "" without.
	Brief  string `json:"brief,omitempty"`
	Policy string `json:"policy,omitempty"`
}

// RunOf derives the id of a run that heeds a brief and a policy.
func (d *Desk) RunOf(a Ask, command string, args ...string) (Run, error) {
	var brief, policy string
	if a.Brief.Given() {
		brief = a.Brief.Digest()
		args = append(args, "brief="+brief)
	}
	if a.Policy != nil {
		policy = a.Policy.Digest()
		args = append(args, "policy="+policy)
	}
	r, err := d.NewRun(a.Config, command, args...)
	r.Brief, r.Policy = brief, policy
	return r, err
}

// NewRun derives the id of a run. args hold the ids of the governments and what
// else was asked that is not in the configuration.
func (d *Desk) NewRun(cfg config.Config, command string, args ...string) (Run, error) {
	b, err := d.Base()
	if err != nil {
		return Run{}, err
	}
	st, err := d.Data()
	if err != nil {
		return Run{}, err
	}
	r := Run{Data: b.Manifest.Digest(), Config: cfg.Digest(), Version: d.Version, Own: st.OwnDigest(), OwnDate: st.OwnAsOf()}
	sum := sha256.Sum256([]byte(strings.Join(append([]string{st.Digest(), model.Digest(), r.Config, command}, args...), "\n")))
	r.ID = hex.EncodeToString(sum[:6])
	d.register(command, r, args)
	return r, nil
}

// Line shows the run below a result.
func (r Run) Line(lang string, m data.Manifest) string {
	own := ""
	if r.Own != "" {
		own = fmt.Sprintf(Both(" · own records %s (newest %s)", "・自治体の記録 %s(最新 %s)").In(lang), r.Own, r.OwnDate)
	}
	return fmt.Sprintf(Both("Data %s (newest source %s)%s · configuration %s · run %s", "データ %s(最新の出典 %s年)%s・設定 %s・実行 %s").In(lang), r.Data, DataDate(m), own, r.Config, r.ID)
}

// tiesKnown says below a result what ties it rests on.
func (r Run) tiesKnown(lang string) string {
	if r.Own != "" {
		return Both("Ties are those that public lists and own records know: \"no tie known\" is not \"no tie\".", "提携関係は公開一覧と自治体の記録にあるものに限ります。「既知の提携なし」は「提携なし」ではありません。").In(lang)
	}
	return Both("Ties are those that public lists know: \"no tie known\" is not \"no tie\".", "提携関係は公開一覧にあるものに限ります。「既知の提携なし」は「提携なし」ではありません。").In(lang)
}

// register notes the run in the local store. Its first argument is the town
// where it is an id, which has a namespace (jp:01635); codes of countries have none.
func (d *Desk) register(command string, r Run, args []string) {
	town := ""
	if len(args) > 0 && strings.Contains(args[0], ":") {
		town = args[0]
	}
	d.Kept(func(st *local.Store) error {
		return st.PutRun(local.Run{ID: r.ID, Command: command, Town: town, Args: args, Data: r.Data, Config: r.Config})
	})
}

// DataDate returns the year of the newest dated source: how old the data are
// at best. Own records are no part of the data.
func DataDate(m data.Manifest) string {
	newest := ""
	for _, s := range m.Sources {
		if s.Key == data.SourceOwn {
			continue
		}
		for _, year := range years(s.Date) {
			newest = max(newest, year)
		}
	}
	return newest
}

// years returns the runs of four digits in a date such as "2025-05, 2026-03".
func years(date string) []string {
	var out []string
	run := 0
	for i := 0; i <= len(date); i++ {
		if i < len(date) && date[i] >= '0' && date[i] <= '9' {
			run++
			continue
		}
		if run == 4 {
			out = append(out, date[i-4:i])
		}
		run = 0
	}
	return out
}
