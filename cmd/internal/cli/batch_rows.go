package cli

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"

	"github.com/parquet-go/parquet-go"

	"github.com/shimai/shimai/cmd/internal/answer"
)

// planRow is one partner of one town in the flat form of a plan.
type planRow struct {
	TownID      string  `parquet:"town_id"`
	Town        string  `parquet:"town"`
	CandidateID string  `parquet:"candidate_id"`
	Candidate   string  `parquet:"candidate"`
	Region      string  `parquet:"region"`
	Country     string  `parquet:"country"`
	Rank        int32   `parquet:"rank"`
	Role        string  `parquet:"role"`
	Fit         float64 `parquet:"fit"`
	Openness    float64 `parquet:"openness"`
	Value       float64 `parquet:"value"`
	Price       float64 `parquet:"price"`
	OwnRank     int32   `parquet:"own_rank"`
	Remarks     string  `parquet:"remarks"`
}

// rankingRow is one candidate of one town's own ranking.
type rankingRow struct {
	TownID      string  `parquet:"town_id,dict" json:"town_id"`
	CandidateID string  `parquet:"candidate_id,dict" json:"candidate_id"`
	Rank        int32   `parquet:"rank" json:"rank"`
	Fit         float64 `parquet:"fit" json:"fit"`
	Openness    float64 `parquet:"openness" json:"openness"`
	OrderScore  float64 `parquet:"order_score" json:"order_score"`
}

// rows is a sink for rows of one type. Close completes the output.
type rows[R any] interface {
	write(row R) error
	close() error
}

// newRows returns the sink of a format: tsv, csv, parquet, xlsx, else JSON lines.
func newRows[R any](w io.Writer, format string, bom bool) (rows[R], error) {
	switch format {
	case answer.FormatTSV, answer.FormatCSV:
		return newTextRows[R](w, format, bom)
	case formatParquet:
		return parquetRows[R]{parquet.NewGenericWriter[R](w, parquet.Compression(&parquet.Zstd), parquet.CreatedBy("shimai", "", ""))}, nil
	}
	if format == answer.FormatXLSX {
		return newWorkbookRows[R](w, sheetRows)
	}
	return jsonRows[R]{w}, nil
}

// textRows writes tsv or csv: a heading, then a line a row.
type textRows[R any] struct {
	out    *bufio.Writer
	csv    *csv.Writer // nil for tsv
	record []string
}

func newTextRows[R any](w io.Writer, format string, bom bool) (rows[R], error) {
	t := &textRows[R]{out: bufio.NewWriterSize(w, 1<<16)}
	if format == answer.FormatCSV {
		if bom {
			if _, err := t.out.WriteString("\ufeff"); err != nil {
				return nil, fmt.Errorf("write CSV: %w", err)
			}
		}
		t.csv = csv.NewWriter(t.out)
	}
	return t, t.line(columnsOf(reflect.TypeFor[R]()))
}

func (t *textRows[R]) write(row R) error {
	t.record = t.record[:0]
	v := reflect.ValueOf(row)
	for i := range v.NumField() {
		t.record = append(t.record, textOf(v.Field(i)))
	}
	return t.line(t.record)
}

func (t *textRows[R]) line(record []string) error {
	var err error
	if t.csv != nil {
		err = t.csv.Write(record)
	} else {
		_, err = t.out.WriteString(strings.Join(record, "\t") + "\n")
	}
	if err != nil {
		return fmt.Errorf("write rows: %w", err)
	}
	return nil
}

func (t *textRows[R]) close() error {
	var err error
	if t.csv != nil {
		t.csv.Flush()
		err = t.csv.Error()
	}
	if err == nil {
		err = t.out.Flush()
	}
	if err != nil {
		return fmt.Errorf("write rows: %w", err)
	}
	return nil
}

// columnsOf returns the names of a row's columns.
func columnsOf(row reflect.Type) []string {
	names := make([]string, row.NumField())
	for i := range names {
		names[i], _, _ = strings.Cut(row.Field(i).Tag.Get("parquet"), ",")
	}
	return names
}

// textOf writes a value for a spreadsheet: points with two decimals, words so
// that none is run as a formula.
func textOf(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Float64:
		return strconv.FormatFloat(v.Float(), 'f', 2, 64)
	case reflect.Int32:
		return strconv.FormatInt(v.Int(), 10)
	}
	return answer.Harmless(v.String())
}

// jsonRows writes one object a line.
type jsonRows[R any] struct{ w io.Writer }

func (j jsonRows[R]) write(row R) error { return answer.WriteJSON(j.w, row, "") }
func (j jsonRows[R]) close() error      { return nil }

// parquetRows writes a Parquet file with a column a field.
type parquetRows[R any] struct{ w *parquet.GenericWriter[R] }

func (p parquetRows[R]) write(row R) error {
	if _, err := p.w.Write([]R{row}); err != nil {
		return fmt.Errorf("write Parquet: %w", err)
	}
	return nil
}

func (p parquetRows[R]) close() error {
	if err := p.w.Close(); err != nil {
		return fmt.Errorf("write Parquet: %w", err)
	}
	return nil
}
