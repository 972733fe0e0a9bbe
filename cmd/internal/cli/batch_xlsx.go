package cli

import (
	"fmt"
	"io"
	"reflect"

	"github.com/xuri/excelize/v2"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/cmd/internal/xlsx"
)

// The sheets of a plan's workbook.
const (
	sheetSummary   = "Summary"
	sheetPartners  = "Partners"
	sheetDisplaced = "Displaced"
	sheetErrors    = "Errors"
)

// writeWorkbook writes the plan as a workbook: a summary, one row a partner,
// who was displaced and by whom, and the towns that were not served.
func (v planView) writeWorkbook(w io.Writer) (err error) {
	b, err := newWorkbook(sheetSummary)
	if err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	defer func() {
		if e := b.file.Close(); err == nil {
			err = e
		}
		if err != nil {
			err = fmt.Errorf("write workbook: %w", err)
		}
	}()
	for _, sheet := range []func(workbook) error{v.summarySheet, v.partnersSheet, v.displacedSheet, v.errorsSheet} {
		if err := sheet(b); err != nil {
			return err
		}
	}
	return b.write(w)
}

// newWorkbook begins a workbook whose first sheet has a name.
func newWorkbook(first string) (b workbook, err error) {
	b.file = excelize.NewFile()
	if err := b.file.SetSheetName("Sheet1", first); err != nil {
		return b, err
	}
	if b.bold, err = b.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}}); err != nil {
		return b, err
	}
	const twoDecimals = 2 // number format "0.00"
	b.points, err = b.file.NewStyle(&excelize.Style{NumFmt: twoDecimals})
	return b, err
}

// write puts out the whole workbook.
func (b workbook) write(w io.Writer) error {
	return xlsx.Write(w, b.file)
}

// workbook is a file with the styles that its sheets share.
type workbook struct {
	file         *excelize.File
	bold, points int
}

// sheet writes rows to a sheet, below a heading that stays in view where there is one.
func (b workbook) sheet(name string, heading []string, widths []float64, rows func(add func(cells ...any) error) error) error {
	s, err := b.open(name, heading, widths)
	if err != nil {
		return err
	}
	if err := rows(s.add); err != nil {
		return err
	}
	return s.out.Flush()
}

// sheetWriter writes one sheet row by row.
type sheetWriter struct {
	workbook
	out *excelize.StreamWriter
	n   int // rows so far
}

// open begins a sheet with its heading, if it has one.
func (b workbook) open(name string, heading []string, widths []float64) (*sheetWriter, error) {
	if i, err := b.file.GetSheetIndex(name); err != nil {
		return nil, err
	} else if i < 0 {
		if _, err := b.file.NewSheet(name); err != nil {
			return nil, err
		}
	}
	out, err := b.file.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	s := &sheetWriter{workbook: b, out: out}
	for i, width := range widths {
		if err := out.SetColWidth(i+1, i+1, width); err != nil {
			return nil, err
		}
	}
	if len(heading) == 0 {
		return s, nil
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return nil, err
	}
	cells := make([]any, len(heading))
	for i, h := range heading {
		cells[i] = excelize.Cell{StyleID: b.bold, Value: h}
	}
	return s, s.add(cells...)
}

// add writes a row; numbers with a fraction show two decimals.
func (s *sheetWriter) add(cells ...any) error {
	s.n++
	for i, c := range cells {
		if x, ok := c.(float64); ok {
			cells[i] = excelize.Cell{StyleID: s.points, Value: x}
		}
	}
	return s.out.SetRow(fmt.Sprintf("A%d", s.n), cells)
}

func (v planView) summarySheet(b workbook) error {
	return b.sheet(sheetSummary, nil, []float64{34, 16, 16, 16}, func(add func(...any) error) error {
		p, x := v.plan, v.plan.Exposure
		for _, line := range v.summary() {
			if err := add(answer.OneLine(line)); err != nil {
				return err
			}
		}
		for _, r := range [][]any{
			{},
			{v.say("Towns", "自治体数"), len(p.Portfolios)}, {v.say("Towns not served as asked", "条件を満たせない自治体数"), len(v.failed)},
			{v.say("Partners", "提携先(延べ)"), x.Pairs}, {v.say("Distinct partners", "提携先(実数)"), x.Distinct},
			{v.say("Value", "合計点"), float64(p.Value) / 100}, {v.say("At most", "理論上の上限"), float64(p.Bound) / 100},
			{v.say("Gini of exposure", "集中度(ジニ係数)"), x.Gini},
			{}, {v.say("Country", "国"), v.say("Partners", "提携先"), v.say("Distinct", "実数")},
		} {
			if err := add(r...); err != nil {
				return err
			}
		}
		for _, c := range x.Countries {
			if err := add(v.base.CountryName(c.Country, v.lang), c.Pairs, c.Distinct); err != nil {
				return err
			}
		}
		return nil
	})
}

func (v planView) partnersSheet(b workbook) error {
	heading := columnsOf(reflect.TypeFor[planRow]())
	return b.sheet(sheetPartners, heading, []float64{12, 22, 14, 24, 20, 9, 6, 12, 8, 10, 8, 8, 10, 60}, func(add func(...any) error) error {
		for i, f := range v.plan.Portfolios {
			for k := range f.Partners {
				if err := add(cellsOf(v.row(i, k))...); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func (v planView) displacedSheet(b workbook) error {
	heading := []string{"town_id", "town", "choice", "own_rank", "candidate_id", "candidate", "value", "price", "text"}
	return b.sheet(sheetDisplaced, heading, []float64{12, 22, 8, 9, 14, 24, 8, 8, 90}, func(add func(...any) error) error {
		for _, f := range v.plan.Portfolios {
			for _, d := range f.Displaced {
				l := v.base.Labels.ID
				if err := add(l.At(int(f.Town)), v.base.Name(f.Town, v.lang), d.Choice, d.Rank, l.At(int(d.Unit)), v.base.Name(d.Unit, v.lang),
					d.Value.Float(), d.Price.Float(), answer.OneLine(v.displacedWords(d))); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func (v planView) errorsSheet(b workbook) error {
	if len(v.failed) == 0 {
		return nil
	}
	return b.sheet(sheetErrors, []string{"town_id", "town", "reason", "text"}, []float64{12, 22, 16, 90}, func(add func(...any) error) error {
		for _, f := range v.failed {
			if err := add(f.ID, answer.OneLine(f.Name), f.Reason, answer.OneLine(f.Text)); err != nil {
				return err
			}
		}
		return nil
	})
}

// cellsOf are the fields of a row, words on one line.
func cellsOf(row any) []any {
	v := reflect.ValueOf(row)
	cells := make([]any, v.NumField())
	for c := range cells {
		cells[c] = v.Field(c).Interface()
		if s, ok := cells[c].(string); ok {
			cells[c] = answer.OneLine(s)
		}
	}
	return cells
}
