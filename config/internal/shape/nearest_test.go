package shape_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/shimai/shimai/config/internal/shape"
)

func TestNearest(t *testing.T) {
	words := []string{"want", "avoid", "within_km", "purposes"}
	for written, want := range map[string]string{
		"wnat": "want", "purpose": "purposes", "within": "", "withinkm": "within_km", "": "", "xyz": "", "avoids": "avoid", "そば": "",
	} {
		got, ok := shape.Nearest(written, words)
		assert.Equal(t, want, got, written)
		assert.Equal(t, want != "", ok, written)
	}
}
