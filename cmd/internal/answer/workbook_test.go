package answer

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
)

func TestXLSXHoldsNumbersAndInertText(t *testing.T) {
	t.Parallel()
	d := Document{Lang: "ja", notes: Column{Key: "reasons", Title: Both("Reasons", "理由")}, Columns: []Column{
		{Key: "rank", Title: Both("#", "順位"), Right: true}, {Key: "id", FileOnly: true}, {Key: "name", Title: Both("Name", "名称"), Fold: true},
	}}
	d.Rows = []Row{
		{Cells: []Cell{Count(1234), Text("gn:1"), Text("=cmd|' /C calc'!A0")}, Notes: []string{"一つ", "+1"}},
		{Cells: []Cell{{"?", ""}, Text("gn:2"), Text("新得町")}},
	}
	var first, again bytes.Buffer
	require.NoError(t, d.writeXLSX(&first))
	require.NoError(t, d.writeXLSX(&again))
	assert.Equal(t, first.Bytes(), again.Bytes())
	f, err := excelize.OpenReader(&first)
	require.NoError(t, err)
	rows, err := f.GetRows("Sheet1")
	require.NoError(t, err)
	assert.Equal(t, [][]string{
		{"順位", "id", "名称", "理由"}, {"1234", "gn:1", "=cmd|' /C calc'!A0", "一つ | +1"}, {"?", "gn:2", "新得町"},
	}, rows)
	kind, err := f.GetCellType("Sheet1", "A2")
	require.NoError(t, err)
	assert.NotEqual(t, excelize.CellTypeInlineString, kind, "a figure is a number")
	formula, err := f.GetCellFormula("Sheet1", "C2")
	require.NoError(t, err)
	assert.Empty(t, formula)
}
