package index

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// formatVersion numbers the layout of an index. An index of another version is
// stale, like one of other data.
//
//	1  first version
const formatVersion = 1

// ErrCorrupt says that an index was altered or truncated after it was built.
var ErrCorrupt = errors.New("the search index is damaged: delete it, it is rebuilt when next needed")

const (
	prefix  = "index-"
	tmpMark = ".tmp-"
	marker  = "complete.json"
)

// folderName returns the folder of the index of the data with the digest.
func folderName(digest string) string { return fmt.Sprintf("%s%s-%d", prefix, digest, formatVersion) }

// indexFolders lists the finished indexes in dir.
func indexFolders(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("list search indexes in %s: %w", dir, err)
	}
	var list []string
	for _, e := range entries {
		if e.IsDir() && strings.HasPrefix(e.Name(), prefix) && !strings.Contains(e.Name(), tmpMark) {
			list = append(list, e.Name())
		}
	}
	return list, nil
}

// completion is the marker file: it is written last and lists what an index
// consists of.
type completion struct {
	Format int `json:"format"`
	Units  int `json:"units"`
	// Files maps slash-separated paths to sizes and checksums.
	Files map[string]fileSum `json:"files"`
}

type fileSum struct {
	Bytes int64 `json:"bytes"`
	// CRC is CRC-32C, which processors compute as fast as memory is read: the
	// check guards against disks and people, not against forgers.
	CRC uint32 `json:"crc32c"`
}

// seal writes the marker of the finished index in folder.
func seal(folder string, units int) error {
	c := completion{Format: formatVersion, Units: units, Files: map[string]fileSum{}}
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		c.Files[filepath.ToSlash(rel)], err = sumFile(path)
		return err
	})
	if err != nil {
		return fmt.Errorf("sum search index: %w", err)
	}
	text, err := json.MarshalIndent(c, "", " ")
	if err != nil {
		return fmt.Errorf("write %s: %w", marker, err)
	}
	f, err := os.Create(filepath.Join(folder, marker))
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Sync(), f.Close())
}

// verify compares an index with its marker.
func verify(folder string) error {
	text, err := os.ReadFile(filepath.Join(folder, marker))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	var c completion
	if err := json.Unmarshal(text, &c); err != nil {
		return fmt.Errorf("%w: read %s: %w", ErrCorrupt, marker, err)
	}
	if c.Format != formatVersion || len(c.Files) == 0 {
		return fmt.Errorf("%w: %s lists %d files of format %d", ErrCorrupt, marker, len(c.Files), c.Format)
	}
	for name, want := range c.Files {
		if !filepath.IsLocal(filepath.FromSlash(name)) {
			return fmt.Errorf("%w: %s lists %q", ErrCorrupt, marker, name)
		}
		got, err := sumFile(filepath.Join(folder, filepath.FromSlash(name)))
		if err != nil {
			return fmt.Errorf("%w: %w", ErrCorrupt, err)
		}
		if got != want {
			return fmt.Errorf("%w: %s was altered", ErrCorrupt, name)
		}
	}
	return nil
}

func sumFile(path string) (fileSum, error) {
	f, err := os.Open(path)
	if err != nil {
		return fileSum{}, err
	}
	defer f.Close() //nolint:errcheck // opened for reading
	h := crc32.New(crc32.MakeTable(crc32.Castagnoli))
	n, err := io.CopyBuffer(h, io.LimitReader(f, 1<<32), make([]byte, 1<<18))
	return fileSum{Bytes: n, CRC: h.Sum32()}, err
}
