package build

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"github.com/shimai/shimai/data"
)

// maxGroupRows is how many rows a row group holds at most: readers take whole
// columns, so that a layer is one group unless it is very long.
const maxGroupRows = 200_000

// pageBytes is the size of a page before compression. Pages larger than the
// default compress better, and whole columns are read anyway.
const pageBytes = 2 << 20

// layer is one encoded layer with its manifest entry.
type layer struct {
	info data.LayerInfo
	body []byte
}

// encodeLayer encodes rows as Parquet. The bytes depend on the rows only.
func encodeLayer[T any](info data.LayerInfo, rows []T) (layer, error) {
	var b bytes.Buffer
	w := parquet.NewGenericWriter[T](&b,
		parquet.Compression(&zstd.Codec{Level: zstd.SpeedBestCompression, Concurrency: 1}),
		parquet.CreatedBy("shimai", fmt.Sprint(data.FormatVersion), ""),
		parquet.MaxRowsPerRowGroup(maxGroupRows),
		parquet.DataPageStatistics(false),
		parquet.PageBufferSize(pageBytes),
	)
	if _, err := w.Write(rows); err != nil {
		return layer{}, fmt.Errorf("encode layer %s: %w", info.Name, err)
	}
	if err := w.Close(); err != nil {
		return layer{}, fmt.Errorf("encode layer %s: %w", info.Name, err)
	}
	sum := sha256.Sum256(b.Bytes())
	info.Rows, info.Bytes, info.SHA256 = len(rows), int64(b.Len()), hex.EncodeToString(sum[:])
	info.Columns = columnsOf(rows)
	return layer{info, b.Bytes()}, nil
}

// columnsOf describes the columns of a row type and counts the known values.
func columnsOf[T any](rows []T) []data.ColumnInfo {
	t := reflect.TypeFor[T]()
	list := make([]data.ColumnInfo, t.NumField())
	for i := range list {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("parquet"), ",")
		list[i] = data.ColumnInfo{Name: name, Type: f.Type.Kind().String(), Unit: f.Tag.Get("unit")}
	}
	for r := range rows {
		v := reflect.ValueOf(&rows[r]).Elem()
		for i := range list {
			if known(v.Field(i)) {
				list[i].Known++
			}
		}
	}
	return list
}

func known(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String:
		return v.Len() > 0
	case reflect.Float32, reflect.Float64:
		return v.Float() == v.Float()
	case reflect.Int32:
		return v.Int() != int64(data.NoInt)
	}
	return true
}

// writeSet writes the layers and their manifest to dir: everything to
// temporary files first, made durable, then renamed, the manifest last. A
// build that fails before the renames leaves the old set; one that is cut off
// between them leaves files that do not match the old manifest's checksums,
// which every reader checks. Layers of an earlier build that are not in the
// set are removed.
func writeSet(ctx context.Context, dir string, m data.Manifest, layers []layer) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make output folder: %w", err)
	}
	tmp, err := os.MkdirTemp(dir, ".build-")
	if err != nil {
		return fmt.Errorf("make temporary folder: %w", err)
	}
	defer os.RemoveAll(tmp)
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return fmt.Errorf("encode manifest: %w", err)
	}
	names := make([]string, 0, len(layers)+1)
	for _, l := range layers {
		names = append(names, l.info.Name+".parquet")
		if err := writeDurably(filepath.Join(tmp, names[len(names)-1]), l.body); err != nil {
			return err
		}
	}
	names = append(names, data.ManifestFile)
	if err := writeDurably(filepath.Join(tmp, data.ManifestFile), append(text, '\n')); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, name := range names {
		if err := os.Rename(filepath.Join(tmp, name), filepath.Join(dir, name)); err != nil {
			return fmt.Errorf("put layer in place: %w", err)
		}
	}
	return removeStale(dir, names)
}

func removeStale(dir string, names []string) error {
	old, err := filepath.Glob(filepath.Join(dir, "*.parquet"))
	if err != nil {
		return fmt.Errorf("list old layers: %w", err)
	}
	for _, path := range old {
		if slices.Contains(names, filepath.Base(path)) {
			continue
		}
		if err := os.Remove(path); err != nil {
			return fmt.Errorf("remove old layer: %w", err)
		}
	}
	return syncFolder(dir)
}

func writeDurably(path string, body []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	_, err = f.Write(body)
	err = cmp.Or(err, f.Sync())
	if err = cmp.Or(err, f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	return nil
}

// syncFolder makes renames durable. Systems that cannot sync a folder do not
// need it.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("sync output folder: %w", err)
	}
	defer f.Close()
	_ = f.Sync()
	return nil
}
