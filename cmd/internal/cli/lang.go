package cli

import (
	"strings"
)

// lang returns the language of the output, "en" or "ja": --lang or the
// configuration decides, then the locale; English is the rule.
func (e *env) lang() (string, error) {
	cfg, err := e.config()
	if err != nil {
		return "", err
	}
	if cfg.Lang != "" {
		return cfg.Lang, nil
	}
	return localeLang(e.getenv), nil
}

// localeLang reads the locale as POSIX orders its variables: the first one set counts.
func localeLang(getenv func(string) string) string {
	for _, key := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := getenv(key); v != "" {
			if strings.HasPrefix(v, "ja") {
				return "ja"
			}
			return "en"
		}
	}
	return "en"
}
