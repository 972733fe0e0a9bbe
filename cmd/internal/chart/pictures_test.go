package chart_test

import (
	"testing"

	"github.com/shimai/shimai/cmd/internal/chart"
)

// pictures are one of each kind.
func pictures(t *testing.T) []string {
	t.Helper()
	look := chart.Look{Lang: "ja"}
	return []string{
		chart.WorldMap(look, plainWorld(), chart.Spot{Name: "新得町", Lat: 43.08, Lon: 142.84}, somePartners()),
	}
}
