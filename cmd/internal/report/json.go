package report

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/shimai/shimai/cmd/internal/answer"
)

// WriteJSON writes the report as a document of [Schema].
func WriteJSON(w io.Writer, r Report) error { return answer.WriteJSON(w, r, "  ") }

// ReadJSON reads what [WriteJSON] wrote; other documents are an error.
func ReadJSON(r io.Reader) (Report, error) {
	var out Report
	if err := json.NewDecoder(io.LimitReader(r, maxDocument)).Decode(&out); err != nil {
		return Report{}, fmt.Errorf("read report: %w", err)
	}
	if out.Schema != Schema {
		return Report{}, fmt.Errorf("read report: its schema is %.60q, this program reads %s; write one with `shimai report TOWN -o report.json`", out.Schema, Schema)
	}
	return out, nil
}

// maxDocument bounds what is read of a report; one has a few hundred kilobytes.
const maxDocument = 32 << 20
