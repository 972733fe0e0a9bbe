package cli

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/shimai/shimai/cmd/internal/answer"
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
	f := excelize.NewFile()
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
		if err != nil {
			err = fmt.Errorf("write workbook: %w", err)
		}
	}()
	if err := f.SetSheetName("Sheet1", sheetSummary); err != nil {
		return err
	}
	b := workbook{file: f}
	if b.bold, err = f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}}); err != nil {
		return err
	}
	const twoDecimals = 2 // number format "0.00"
	if b.points, err = f.NewStyle(&excelize.Style{NumFmt: twoDecimals}); err != nil {
		return err
	}
	if err := v.summarySheet(b); err != nil {
		return err
	}
	if err := v.partnersSheet(b); err != nil {
		return err
	}
	if err := v.displacedSheet(b); err != nil {
		return err
	}
	if err := v.errorsSheet(b); err != nil {
		return err
	}
	packed, err := f.WriteToBuffer()
	if err != nil {
		return err
	}
	return inOrder(w, packed.Bytes())
}

// inOrder writes a zip archive with its entries in the order of their names:
// the library packs sheets in a different order each time.
func inOrder(w io.Writer, archive []byte) error {
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return err
	}
	slices.SortFunc(r.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	out := zip.NewWriter(w)
	for _, entry := range r.File {
		if err := out.Copy(entry); err != nil {
			return err
		}
	}
	return out.Close()
}

// workbook is a file with the styles that its sheets share.
type workbook struct {
	file         *excelize.File
	bold, points int
}

// sheet writes rows to a sheet, below a heading that stays in view where there is one.
func (b workbook) sheet(name string, heading []string, widths []float64, rows func(add func(cells ...any) error) error) error {
	if i, err := b.file.GetSheetIndex(name); err != nil {
		return err
	} else if i < 0 {
		if _, err := b.file.NewSheet(name); err != nil {
			return err
		}
	}
	s, err := b.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, width := range widths {
		if err := s.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	n := 0
	add := func(cells ...any) error {
		n++
		for i, c := range cells {
			if x, ok := c.(float64); ok {
				cells[i] = excelize.Cell{StyleID: b.points, Value: x}
			}
		}
		return s.SetRow(fmt.Sprintf("A%d", n), cells)
	}
	if len(heading) > 0 {
		if err := s.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
			return err
		}
		cells := make([]any, len(heading))
		for i, h := range heading {
			cells[i] = excelize.Cell{StyleID: b.bold, Value: h}
		}
		if err := add(cells...); err != nil {
			return err
		}
	}
	if err := rows(add); err != nil {
		return err
	}
	return s.Flush()
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
	return b.sheet(sheetPartners, heading, []float64{12, 22, 14, 24, 20, 9, 6, 12, 8, 10, 8, 8, 10}, func(add func(...any) error) error {
		for i, f := range v.plan.Portfolios {
			for k := range f.Partners {
				row := reflect.ValueOf(v.row(i, k))
				cells := make([]any, row.NumField())
				for c := range cells {
					cells[c] = row.Field(c).Interface()
					if s, ok := cells[c].(string); ok {
						cells[c] = answer.OneLine(s)
					}
				}
				if err := add(cells...); err != nil {
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
