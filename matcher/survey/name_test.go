package survey

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestPlainName(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, want string }{
		{"Buenos Aires", "buenos aires"},
		{"Kano State", "kano"},
		{"Lima Province", "lima"},
		{"Province of Turin", "turin"},
		{"Łódź", "lodz"},
		{"Capital", "capital"},
		{"", ""},
	} {
		assert.Equal(t, tt.want, plainName(tt.name), tt.name)
	}
}

func TestNobodyElseReported(t *testing.T) {
	t.Parallel()
	assert.Nil(t, reportedOf("GB"))
	_, ok := (*Reported)(nil).Of(0)
	assert.False(t, ok)
}
