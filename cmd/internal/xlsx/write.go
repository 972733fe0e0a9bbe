// Package xlsx writes Excel files that are the same to the byte each time.
package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Write writes a workbook with its parts in the order of their names: the
// library packs sheets in a different order each time.
func Write(w io.Writer, f *excelize.File) error {
	packed, err := f.WriteToBuffer()
	if err != nil {
		return fmt.Errorf("pack the workbook: %w", err)
	}
	r, err := zip.NewReader(bytes.NewReader(packed.Bytes()), int64(packed.Len()))
	if err != nil {
		return fmt.Errorf("order the workbook: %w", err)
	}
	slices.SortFunc(r.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	out := zip.NewWriter(w)
	for _, entry := range r.File {
		if err := out.Copy(entry); err != nil {
			return fmt.Errorf("write the workbook: %w", err)
		}
	}
	if err := out.Close(); err != nil {
		return fmt.Errorf("write the workbook: %w", err)
	}
	return nil
}
