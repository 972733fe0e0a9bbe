package answer

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/local"
	"github.com/shimai/shimai/matcher"
)

// keptFact is a fact as the local store holds it.
type keptFact struct {
	Section string       `json:"section"`
	Key     string       `json:"key"`
	Label   matcher.Text `json:"label"`
	Shown   string       `json:"shown,omitempty"`
	Raw     string       `json:"raw,omitempty"`
	// Value stays JSON: it is only ever written out again. Unknown is "null".
	Value  json.RawMessage `json:"value"`
	Unit   string          `json:"unit,omitempty"`
	Source string          `json:"source,omitempty"`
	Date   string          `json:"date,omitempty"`
}

// facts returns all facts of a place, in the order in which they are shown:
// those kept from an earlier run, or else assembled anew and kept.
func (d *Desk) facts(u data.Unit, lang string) ([]Fact, error) {
	b, err := d.Base()
	if err != nil {
		return nil, err
	}
	st, err := d.Data()
	if err != nil {
		return nil, err
	}
	// The same place reads differently in each language.
	id, digest := b.Labels.ID.At(int(u))+" "+lang, ContentDigest(st.Digest(), d.Version)
	var facts []Fact
	d.Kept(func(st *local.Store) error {
		found, ok, err := st.Profile(id, digest)
		if ok {
			facts, _ = decodeFacts(found) // what cannot be read is assembled anew
		}
		return err
	})
	if facts != nil {
		return facts, nil
	}
	if facts, err = d.Facts(u, lang, true); err != nil {
		return nil, err
	}
	d.Kept(func(st *local.Store) error {
		value, err := encodeFacts(facts)
		if err != nil {
			return err
		}
		return st.PutProfile(id, digest, value)
	})
	return facts, nil
}

// ContentDigest names what decides the content of an answer besides the
// question: the data, by their digest, and the program that words it.
func ContentDigest(data, version string) string {
	digest := data + " " + version
	if !strings.HasPrefix(version, "devel") && !strings.Contains(version, "+dirty") {
		return digest
	}
	// Between two builds from unreleased sources only the file differs.
	if path, err := os.Executable(); err == nil {
		if info, err := os.Stat(path); err == nil {
			digest += fmt.Sprintf(" %d %d", info.Size(), info.ModTime().UnixNano())
		}
	}
	return digest
}

func encodeFacts(facts []Fact) ([]byte, error) {
	list := make([]keptFact, 0, len(facts))
	for _, f := range facts {
		var value bytes.Buffer
		if err := WriteJSON(&value, f.Value, ""); err != nil {
			return nil, fmt.Errorf("encode %s: %w", f.Key, err)
		}
		list = append(list, keptFact{f.Section, f.Key, f.Label, f.Shown, f.Raw, value.Bytes(), f.Unit, f.Source, f.Date})
	}
	var out bytes.Buffer
	err := WriteJSON(&out, list, "")
	return out.Bytes(), err
}

func decodeFacts(kept []byte) ([]Fact, error) {
	var list []keptFact
	if err := json.Unmarshal(kept, &list); err != nil {
		return nil, fmt.Errorf("decode profile: %w", err)
	}
	var facts []Fact
	for _, k := range list {
		f := Fact{Section: k.Section, Key: k.Key, Label: k.Label, Shown: k.Shown, Raw: k.Raw, Unit: k.Unit, Source: k.Source, Date: k.Date}
		if string(k.Value) != "null" {
			f.Value = k.Value
		}
		facts = append(facts, f)
	}
	return facts, nil
}
