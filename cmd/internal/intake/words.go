package intake

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"github.com/shimai/shimai/data"
)

// TieKind reads how close a tie is, as offices write it; "" is unknown.
func TieKind(cell string) (data.TieKind, error) {
	t := folded(cell)
	switch {
	case t == "" || t == "?" || t == "不明" || t == "unknown":
		return data.TieKindUnknown, nil
	case has(t, "project", "共同事業", "プロジェクト"):
		return data.TieProject, nil
	case has(t, "contact", "交流のみ", "交流先", "交流都市", "協定なし"):
		return data.TieContact, nil
	case has(t, "partnership", "姉妹", "sister", "twin", "提携"):
		return data.TiePartnership, nil
	case has(t, "friend", "友好", "覚書", "memorandum"):
		return data.TieFriendship, nil
	case t == "交流":
		return data.TieContact, nil
	}
	return 0, fmt.Errorf("kind %q is none of partnership, friendship, contact, project (姉妹, 友好, 交流, 共同事業)", cell)
}

// TieStatus reads whether a tie is alive, as offices write it; "" is unknown.
func TieStatus(cell string) (data.TieStatus, error) {
	t := folded(cell)
	switch {
	case t == "" || t == "?" || t == "不明" || t == "unknown":
		return data.TieUnknown, nil
	case has(t, "end", "終了", "解消", "解除", "廃止", "消滅"):
		return data.TieEnded, nil
	case has(t, "suspend", "停止", "中断", "凍結"):
		return data.TieSuspended, nil
	case has(t, "dormant", "休眠", "休止", "交流なし", "途絶", "inactive", "形骸", "名目"):
		return data.TieDormant, nil
	case has(t, "active", "活動", "継続", "活発", "交流中", "alive", "実施", "あり"):
		return data.TieActive, nil
	}
	return 0, fmt.Errorf("status %q is none of active, dormant, suspended, ended (継続, 休止, 停止, 終了)", cell)
}

// eras are Japan's, by the ways to write them, with the year before their first.
var eras = []struct {
	words []string
	base  int
}{
	{[]string{"令和", "r"}, 2018}, {[]string{"平成", "h"}, 1988}, {[]string{"昭和", "s"}, 1925}, {[]string{"大正", "t"}, 1911}, {[]string{"明治", "m"}, 1867},
}

var (
	ymd    = regexp.MustCompile(`^(\d{4}|\d{1,2}|元)(?:[年/.\-](\d{1,2})(?:[月/.\-](\d{1,2})日?|月)?|年)?(?:[ t].*)?$`)
	dmy    = regexp.MustCompile(`^(\d{1,2})/(\d{1,2})/(\d{4})$`)
	months = strings.Fields("jan feb mar apr may jun jul aug sep oct nov dec")
	worded = regexp.MustCompile(`^(?:(\d{1,2}) )?([a-z]{3})[a-z]*,? (?:(\d{1,2}),? )?(\d{4})$`)
)

// Date reads a date as people and spreadsheets write it and returns it as
// YYYY, YYYY-MM or YYYY-MM-DD: 1985, 1985/4/10, 1985年4月, 昭和60年4月10日,
// S60.4.10, 10 April 1985. 4/10/1985 could be two days and is refused.
func Date(cell string) (string, error) {
	t := strings.ToLower(strings.TrimSpace(norm.NFKC.String(cell)))
	if t == "" || t == "不明" || t == "unknown" || t == "?" {
		return "", nil
	}
	base := 0
	for _, era := range eras {
		for _, word := range era.words {
			rest, ok := strings.CutPrefix(t, word)
			rest = strings.TrimPrefix(strings.TrimSpace(rest), ".")
			if latin := len(word) == 1; ok && base == 0 && (!latin || rest != "" && rest[0] <= '9') { // not March
				t, base = rest, era.base
			}
		}
	}
	if m := worded.FindStringSubmatch(t); m != nil && base == 0 {
		for i, name := range months {
			if m[2] == name {
				return whole(cell, m[4], strconv.Itoa(i+1), m[1]+m[3])
			}
		}
	}
	if dmy.MatchString(t) {
		return "", fmt.Errorf("date %q may mean two days; write YYYY-MM-DD", cell)
	}
	m := ymd.FindStringSubmatch(t)
	if m == nil {
		return "", fmt.Errorf("date %q cannot be read; write YYYY, YYYY-MM or YYYY-MM-DD", cell)
	}
	year := m[1]
	if base > 0 {
		n := 1
		if year != "元" {
			n, _ = strconv.Atoi(year) // digits, by the expression
		}
		year = strconv.Itoa(base + n)
	}
	return whole(cell, year, m[2], m[3])
}

// whole puts a date together and refuses a day that does not exist.
func whole(cell, year, month, day string) (string, error) {
	out, form := year, "2006"
	for _, part := range []string{month, day} {
		if part == "" {
			break
		}
		if len(part) == 1 {
			part = "0" + part
		}
		out, form = out+"-"+part, form+[]string{"", "-01", "-02"}[strings.Count(out, "-")+1]
	}
	if _, err := time.Parse(form, out); err != nil || len(year) != 4 {
		return "", fmt.Errorf("date %q is no day of the calendar; write YYYY, YYYY-MM or YYYY-MM-DD", cell)
	}
	return out, nil
}

// People reads a number of people; "" is 0.
func People(cell string) (int32, error) {
	if strings.TrimSpace(cell) == "" {
		return 0, nil
	}
	value, err := data.ParseFact(data.FactPopulation, cell)
	if err != nil {
		return 0, err
	}
	n, err := strconv.ParseInt(value, 10, 32)
	if err != nil {
		return 0, fmt.Errorf("population %q: %w", cell, err)
	}
	return int32(n), nil
}

// List takes a cell of several values apart, at commas, semicolons and 、.
func List(cell string) []string {
	var out []string
	for _, v := range strings.FieldsFunc(norm.NFKC.String(cell), func(r rune) bool { return strings.ContainsRune(",;、/|・", r) }) {
		if v = strings.TrimSpace(v); v != "" {
			out = append(out, v)
		}
	}
	return out
}
