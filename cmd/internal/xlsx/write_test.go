package xlsx

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
)

func TestTheSameWorkbookHasTheSameBytes(t *testing.T) {
	t.Parallel()
	write := func() []byte {
		f := excelize.NewFile()
		for i := range 12 {
			name := fmt.Sprintf("sheet %d", i)
			_, err := f.NewSheet(name)
			require.NoError(t, err)
			require.NoError(t, f.SetCellValue(name, "A1", i))
		}
		var b bytes.Buffer
		require.NoError(t, Write(&b, f))
		return b.Bytes()
	}
	first := write()
	for range 5 {
		assert.Equal(t, first, write())
	}
	back, err := excelize.OpenReader(bytes.NewReader(first))
	require.NoError(t, err)
	v, err := back.GetCellValue("sheet 7", "A1")
	require.NoError(t, err)
	assert.Equal(t, "7", v)
}
