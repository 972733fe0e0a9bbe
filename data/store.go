package data

import (
	"fmt"
	"io/fs"
	"sync"
)

// Store gives access to one build of the data. It is safe for concurrent use;
// each table is read once, when it is first asked for.
type Store struct {
	fsys     fs.FS
	manifest Manifest
	// own is what lies over the layers; nil for the layers alone.
	own *laid

	mu     sync.Mutex
	opened map[string]func() (*layer, error)

	countries func() (*Countries, error)
	units     func() (*Units, error)
	labels    func() (*Labels, error)
	climate   func() (*Climate, error)
	months    func() (*Months, error)
	near      func() (*Near, error)
	nearText  func() (*NearText, error)
	ties      func() (*Ties, error)
	tieText   func() (*TieText, error)
	themes    func() (*Themes, error)
	births    func() (*Births, error)
	names     func() (*Names, error)
	lookup    func() (*Lookup, error)
	nameKeys  func() (*NameKeys, error)
	pairs     func() (*Pairs, error)
	missions  func() (*Missions, error)
	japan     func() (*Japan, error)
	wishes    func() (*Wishes, error)
	land      func() (*Land, error)
	borders   func() (*Borders, error)
	areas     func() (*Areas, error)
}

// Open reads the manifest of the layers in fsys: the embedded ones, or a
// folder of layers built by `shimai data build`. Layers are read and checked
// when they are first used; errors about them are [ErrDamaged].
func Open(fsys fs.FS) (*Store, error) {
	f, err := fsys.Open(ManifestFile)
	if err != nil {
		return nil, fmt.Errorf("%w: no %s in the data folder: build layers with `shimai data build`, or leave out --data: %w", ErrDamaged, ManifestFile, err)
	}
	defer f.Close() //nolint:errcheck // opened for reading
	m, err := ReadManifest(f)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	s := &Store{fsys: fsys, manifest: m, opened: map[string]func() (*layer, error){}}
	s.countries = sync.OnceValues(s.readCountries)
	s.units = sync.OnceValues(s.readUnits)
	s.labels = sync.OnceValues(s.readLabels)
	s.climate = sync.OnceValues(s.readClimate)
	s.months = sync.OnceValues(s.readMonths)
	s.near = sync.OnceValues(s.readNear)
	s.nearText = sync.OnceValues(s.readNearText)
	s.ties = sync.OnceValues(s.readTies)
	s.tieText = sync.OnceValues(s.readTieText)
	s.themes = sync.OnceValues(s.readThemes)
	s.births = sync.OnceValues(s.readBirths)
	s.names = sync.OnceValues(s.readNames)
	s.lookup = sync.OnceValues(s.readLookup)
	s.nameKeys = sync.OnceValues(s.readNameKeys)
	s.pairs = sync.OnceValues(s.readPairs)
	s.missions = sync.OnceValues(s.readMissions)
	s.japan = sync.OnceValues(s.readJapan)
	s.wishes = sync.OnceValues(s.readWishes)
	s.land = sync.OnceValues(s.readLand)
	s.borders = sync.OnceValues(s.readBorders)
	s.areas = sync.OnceValues(s.readAreas)
	return s, nil
}

// Manifest returns what the layers are and where they come from.
func (s *Store) Manifest() Manifest { return s.manifest }

// Verify reads every layer and checks it against the manifest. It returns one
// error for each damaged layer, in the manifest's order.
func (s *Store) Verify() []error {
	var errs []error
	for _, info := range s.manifest.Layers {
		if _, err := openLayer(s.fsys, info); err != nil {
			errs = append(errs, err)
		}
	}
	return errs
}

// layer opens the named layer once.
func (s *Store) layer(name string) (*layer, error) {
	s.mu.Lock()
	open, ok := s.opened[name]
	if !ok {
		info, listed := s.manifest.Layer(name)
		if listed {
			open = sync.OnceValues(func() (*layer, error) { return openLayer(s.fsys, info) })
		} else {
			open = func() (*layer, error) {
				return nil, fmt.Errorf("%w: the manifest lists no layer %q: rebuild with `shimai data build`", ErrDamaged, name)
			}
		}
		s.opened[name] = open
	}
	s.mu.Unlock()
	return open()
}

// Countries returns the countries and territories.
func (s *Store) Countries() (*Countries, error) { return s.countries() }

// Units returns the numeric columns of all governments.
func (s *Store) Units() (*Units, error) { return s.units() }

// Labels returns the ids, names and other texts of all governments.
func (s *Store) Labels() (*Labels, error) { return s.labels() }

// Climate returns the month-sorted climate of all governments.
func (s *Store) Climate() (*Climate, error) { return s.climate() }

// Months returns the monthly normals of all governments.
func (s *Store) Months() (*Months, error) { return s.months() }

// Near returns the features in and near all governments.
func (s *Store) Near() (*Near, error) { return s.near() }

// NearText returns the names that belong to the rows of [Near].
func (s *Store) NearText() (*NearText, error) { return s.nearText() }

// Ties returns the existing ties.
func (s *Store) Ties() (*Ties, error) { return s.ties() }

// TieText returns the texts that belong to the rows of [Ties].
func (s *Store) TieText() (*TieText, error) { return s.tieText() }

// Themes returns which governments are known for which themes.
func (s *Store) Themes() (*Themes, error) { return s.themes() }

// Births returns the notable people born in governments.
func (s *Store) Births() (*Births, error) { return s.births() }

// Names returns all names of all governments.
func (s *Store) Names() (*Names, error) { return s.names() }

// Lookup returns the sorted folded names.
func (s *Store) Lookup() (*Lookup, error) { return s.lookup() }

// NameKeys returns the spellings by which names are compared.
func (s *Store) NameKeys() (*NameKeys, error) { return s.nameKeys() }

// Pairs returns what is known of pairs of countries.
func (s *Store) Pairs() (*Pairs, error) { return s.pairs() }

// Missions returns the diplomatic missions.
func (s *Store) Missions() (*Missions, error) { return s.missions() }

// Japan returns the facts that only Japan's statistics tell.
func (s *Store) Japan() (*Japan, error) { return s.japan() }

// Wishes returns what municipalities that look for a partner asked for.
func (s *Store) Wishes() (*Wishes, error) { return s.wishes() }

// Land returns the land of the base map of the world.
func (s *Store) Land() (*Land, error) { return s.land() }

// Borders returns the boundaries of countries of the base map of the world.
func (s *Store) Borders() (*Borders, error) { return s.borders() }

// Areas returns the municipalities of the base map of Japan.
func (s *Store) Areas() (*Areas, error) { return s.areas() }
