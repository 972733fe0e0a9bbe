package cli

import (
	"fmt"
	"io"
	"reflect"
)

// Excel holds so many rows a sheet, the heading included.
const sheetRows = 1_048_576

// sheetRankings is the first sheet of rankings; further ones are numbered from 2.
const sheetRankings = "Rankings"

// workbookRows writes rows to a workbook, to the next sheet when one is full.
type workbookRows[R any] struct {
	workbook
	w      io.Writer
	most   int // rows a sheet
	sheets int
	now    *sheetWriter
}

func newWorkbookRows[R any](w io.Writer, most int) (rows[R], error) {
	b, err := newWorkbook(sheetRankings)
	if err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	x := &workbookRows[R]{workbook: b, w: w, most: most}
	return x, x.next()
}

// next turns to a new sheet.
func (x *workbookRows[R]) next() (err error) {
	if x.now != nil {
		if err := x.now.out.Flush(); err != nil {
			return fmt.Errorf("write workbook: %w", err)
		}
	}
	name := sheetRankings
	if x.sheets++; x.sheets > 1 {
		name = fmt.Sprintf("%s %d", sheetRankings, x.sheets)
	}
	if x.now, err = x.open(name, columnsOf(reflect.TypeFor[R]()), []float64{12, 14}); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

func (x *workbookRows[R]) write(row R) error {
	if x.now.n == x.most {
		if err := x.next(); err != nil {
			return err
		}
	}
	if err := x.now.add(cellsOf(row)...); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

func (x *workbookRows[R]) close() error {
	err := x.now.out.Flush()
	if err == nil {
		err = x.workbook.write(x.w)
	}
	if e := x.file.Close(); err == nil {
		err = e
	}
	if err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}
