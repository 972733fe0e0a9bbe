package intake

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// era is a Japanese era: the year before its first, and its last year.
type era struct {
	names string
	base  int
	last  int
}

func eras() []era {
	return []era{{"明治|m", 1867, 45}, {"大正|t", 1911, 15}, {"昭和|s", 1925, 64}, {"平成|h", 1988, 31}, {"令和|r", 2018, 99}}
}

var (
	eraDate   = regexp.MustCompile(`^(明治|大正|昭和|平成|令和|[mtshr])\.?(元|\d{1,2})(?:年度?|[./-]|$)(?:(\d{1,2})(?:月|[./-]|$)(?:(\d{1,2})日?)?)?$`)
	isoDate   = regexp.MustCompile(`^(\d{4})(?:年度?|[./-]|$)(?:(\d{1,2})(?:月|[./-]|$)(?:(\d{1,2})日?)?)?$`)
	tightDate = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
	dayFirst  = regexp.MustCompile(`^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$`)
	kanjiNr   = regexp.MustCompile(`[〇一二三四五六七八九十]+`)
)

// ParseDate reads a date as it stands in lists: 令和3年4月1日, R3.4.1, 昭和60年,
// 1985年4月1日, 1985/4/1, 19850401, and the serial numbers of workbooks. It
// returns YYYY, YYYY-MM or YYYY-MM-DD; "" for an empty text. A date that could
// be read in two ways (4/1/1985) is an error.
func (t *Table) ParseDate(text string) (string, error) {
	plain := strings.ToLower(norm.NFKC.String(text))
	plain = strings.Join(strings.Fields(plain), "")
	// Excel writes a day that was entered as text with its hour.
	plain = strings.TrimSuffix(strings.TrimSuffix(plain, "00:00:00"), "t")
	if plain == "" || plain == "-" || plain == "不明" || plain == "unknown" {
		return "", nil
	}
	plain = kanjiNr.ReplaceAllStringFunc(plain, kanjiNumber)
	bad := fmt.Errorf("%q is no date that could be read, such as 1985, 1985-04-01, 1985年4月1日 or 昭和60年4月1日", text)
	if m := eraDate.FindStringSubmatch(plain); m != nil {
		year, ok := eraYear(m[1], m[2])
		if !ok {
			return "", bad
		}
		return calendar(year, m[2+1], m[3+1], bad)
	}
	if m := isoDate.FindStringSubmatch(plain); m != nil && (t.Format != "xlsx" || number(m[1]) < 2200) {
		return calendar(number(m[1]), m[2], m[3], bad)
	}
	if m := tightDate.FindStringSubmatch(plain); m != nil {
		return calendar(number(m[1]), m[2], m[3], bad)
	}
	if m := dayFirst.FindStringSubmatch(plain); m != nil {
		return dayAndMonth(m, bad)
	}
	// Five digits are a serial number even in text: what was read from a
	// workbook may have been written back as text.
	if t.Format == "xlsx" || len(plain) == 5 {
		return t.serial(plain, bad)
	}
	return "", bad
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

func eraYear(name, nr string) (int, bool) {
	n := 1
	if nr != "元" {
		n = number(nr)
	}
	for _, e := range eras() {
		for _, w := range strings.Split(e.names, "|") {
			if w == name {
				return e.base + n, n >= 1 && n <= e.last
			}
		}
	}
	return 0, false
}

// calendar writes a date that exists, as far as its parts are given.
func calendar(year int, month, day string, bad error) (string, error) {
	if year < 1800 || year > 2199 {
		return "", bad
	}
	out := fmt.Sprintf("%04d", year)
	if month == "" {
		return out, nil
	}
	out += fmt.Sprintf("-%02d", number(month))
	layout := "2006-01"
	if day != "" {
		out += fmt.Sprintf("-%02d", number(day))
		layout = "2006-01-02"
	}
	if _, err := time.Parse(layout, out); err != nil {
		return "", bad
	}
	return out, nil
}

// dayAndMonth reads 25/12/1985 and 12/25/1985, where only one reading exists.
func dayAndMonth(m []string, bad error) (string, error) {
	a, b := number(m[1]), number(m[2])
	switch {
	case a == b || a > 12:
		return calendar(number(m[3]), m[2], m[1], bad)
	case b > 12:
		return calendar(number(m[3]), m[1], m[2], bad)
	}
	return "", fmt.Errorf("%w; here day and month could each be the other", bad)
}

// serial reads the number of days by which workbooks keep dates.
func (t *Table) serial(plain string, bad error) (string, error) {
	v, err := strconv.ParseFloat(plain, 64)
	if err != nil || !(v >= 61 && v < 110_000) { // before March 1900 Excel counts a day that never was
		return "", bad
	}
	base := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if t.date1904 {
		base = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return base.AddDate(0, 0, int(v)).Format("2006-01-02"), nil
}

// kanjiNumber writes 六十三 as 63; what is no number up to 99 stays.
func kanjiNumber(s string) string {
	const digits = "〇一二三四五六七八九"
	value := func(part string) (int, bool) {
		r := []rune(part)
		if len(r) != 1 {
			return 0, false
		}
		i := strings.IndexRune(digits, r[0])
		return i / len("〇"), i >= 0
	}
	tens, ones, hasTen := strings.Cut(s, "十")
	if !hasTen {
		n := ""
		for _, r := range s {
			v, ok := value(string(r))
			if !ok {
				return s
			}
			n += strconv.Itoa(v)
		}
		return n
	}
	n := 10
	if tens != "" {
		v, ok := value(tens)
		if !ok {
			return s
		}
		n = 10 * v
	}
	if ones != "" {
		v, ok := value(ones)
		if !ok {
			return s
		}
		n += v
	}
	return strconv.Itoa(n)
}
