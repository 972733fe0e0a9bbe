package answer

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher/portfolio"
)

// ExistingLines name the partners there are by the state of their ties, and
// which purposes they serve, or would serve, as well as anybody new.
func (v PortfolioView) ExistingLines() []string {
	if len(v.Portfolio.Existing) == 0 {
		return []string{v.say("No existing partner is known.", "既存の提携先は判明していません。")}
	}
	var lines []string
	add := func(line, list string) {
		if list != "" {
			lines = append(lines, line+list+v.say(".", "。"))
		}
	}
	add(v.say("Active partners by own records, counted in full: ", "活動中の提携先(自治体の記録。全量を計算): "), v.partnersThat(data.TieActive, v.activeWords))
	add(v.say("Revive first (dormant by own records, counted as nothing until then): ", "まず再開を(自治体の記録では休眠。再開までは計算外): "), v.partnersThat(data.TieDormant, v.dormantWords))
	add(v.say("Suspended by own records, counted as nothing: ", "停止中の提携先(自治体の記録。計算外): "), v.partnersThat(data.TieSuspended, v.stateWords))
	unknown := v.say("Existing partners, counted at half since nobody says whether the tie is alive: ", "既存の提携先(活動状況が不明のため半分として計算): ")
	add(unknown, v.partnersThat(data.TieUnknown, v.stateWords))
	if revive := v.partnersThat(data.TieUnknown, v.reviveWords); revive != "" {
		lines = append(lines, v.say("Revive first, if the tie is asleep: %s. Each would serve that at least as well as anybody new.", "休眠中ならまず再開を: %s。いずれも新しい相手と同等以上に担えます。", revive))
	}
	return lines
}

// partnersThat words the existing partners of a state, each in the given words;
// one that these leave empty is left out.
func (v PortfolioView) partnersThat(s data.TieStatus, words func(int) string) string {
	var parts []string
	by := v.say(", ", "、")
	for i, x := range v.Portfolio.Existing {
		if x.Status != s {
			continue
		}
		if text := words(i); text != "" {
			if strings.Contains(text, "; ") {
				by = v.say("; ", "、")
			}
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, by)
}

// stateWords names a partner with what own records tell of the tie.
func (v PortfolioView) stateWords(i int) string {
	x := v.Portfolio.Existing[i]
	if x.Own == nil {
		return v.existingName(x)
	}
	return v.existingName(x) + " [" + v.semicolons(v.recordWords(x.Own)) + "]"
}

// activeWords adds what the partner fills already.
func (v PortfolioView) activeWords(i int) string {
	text := v.stateWords(i)
	if list := v.purposesOf(func(c portfolio.Coverage) int { return c.Filled }, i); list != "" {
		text += v.say(" for %s as well as anybody new", "(%s では新しい相手と同等以上)", list)
	}
	return text
}

// dormantWords adds what reviving the tie would bring and what is missing.
func (v PortfolioView) dormantWords(i int) string {
	x := v.Portfolio.Existing[i]
	known := v.recordWords(x.Own)
	if x.Own.LastActivity == "" {
		known = append(known, v.say("last activity not recorded", "最後の活動は未記録"))
	}
	if x.Own.Theme == "" {
		known = append(known, v.say("no theme recorded", "テーマは未記録"))
	}
	text := v.existingName(x) + " [" + v.semicolons(known) + "]"
	if list := v.purposesOf(func(c portfolio.Coverage) int { return c.Revive }, i); list != "" {
		return text + v.say(" for %s, as well as anybody new", "(%s では新しい相手と同等以上)", list)
	}
	if best := bestPurpose(x); best.Serves() {
		return text + v.say(", best for %s", "(最も担えるのは%s)", best.purpose.Name().In(v.Lang))
	}
	return text
}

// servedBest is what an existing partner serves best.
type servedBest struct {
	purpose portfolio.Purpose
	service portfolio.Service
}

// Serves reports whether the best is anything at all.
func (b servedBest) Serves() bool { return b.service.Points > 0 }

func bestPurpose(x portfolio.Existing) servedBest {
	all := make([]servedBest, 0, portfolio.NumPurposes)
	for _, k := range portfolio.Purposes() {
		all = append(all, servedBest{k, x.Serves[k]})
	}
	return slices.MaxFunc(all, func(a, b servedBest) int { return cmp.Compare(a.service.Points, b.service.Points) })
}

// recordWords words what an own record tells of a tie.
func (v PortfolioView) recordWords(r *data.RecordedTie) []string { return recordWords(r, v.Lang) }

func (v PortfolioView) semicolons(list []string) string {
	return strings.Join(list, v.say("; ", "、"))
}

// reviveWords names a partner with the purposes it would serve as well as
// anybody new, "" where there are none.
func (v PortfolioView) reviveWords(i int) string {
	list := v.purposesOf(func(c portfolio.Coverage) int { return c.Revive }, i)
	if list == "" {
		return ""
	}
	return v.say("%s for %s", "%s(%s)", v.existingName(v.Portfolio.Existing[i]), list)
}

// purposesOf lists the purposes that want partners and whose place is i.
func (v PortfolioView) purposesOf(place func(portfolio.Coverage) int, i int) string {
	var list []string
	for _, c := range v.Portfolio.Purposes {
		if place(c) == i && c.Weight > 0 {
			list = append(list, c.Purpose.Name().In(v.Lang))
		}
	}
	return strings.Join(list, v.say(" and ", "・"))
}

func (v PortfolioView) existingName(x portfolio.Existing) string {
	if x.Unit != data.NoUnit {
		return v.place(x.Unit)
	}
	return strings.TrimSpace(x.Name + " (" + x.Country + ")")
}
