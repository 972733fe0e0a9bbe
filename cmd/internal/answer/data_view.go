package answer

import "github.com/shimai/shimai/data"

// SchemaData is the schema of [DataJSON].
const SchemaData = "shimai.data/1"

// DataJSON tells of the data: layers and sources, with dates and licences.
type DataJSON struct {
	Schema string `json:"schema"`
	Digest string `json:"digest"`
	data.Manifest
}

// NewDataJSON tells of a manifest.
func NewDataJSON(m data.Manifest) DataJSON { return DataJSON{SchemaData, m.Digest(), m} }
