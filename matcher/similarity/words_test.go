package similarity_test

import (
	"bufio"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data/names"
	"github.com/shimai/shimai/matcher/similarity"
)

// key makes the Key of a name as users write it.
func key(name string) similarity.Key {
	latin := names.Latin(name)
	return similarity.NewKey(latin, names.Sound(latin))
}

// towns are names of all lengths and tongues, many of them close to another.
var towns = []string{
	"Obama", "Toledo", "Hamilton", "Hampton", "Harrington", "Newcastle", "New Castle", "Łódź", "Date", "Paris",
	"Parisot", "Kobe", "Kobo", "Otsu", "Springfield", "Stringfield", "Kyoto", "Tokyo", "Kioto", "Tokio", "Otaru",
	"Otar", "München", "Muenchen", "Montevideo", "Montevidio", "San José", "Santa Rosa", "Saint-Étienne", "Stuttgart",
	"Wellington", "Wilmington", "Bloomington", "Burlington", "Arlington", "Christchurch", "Sapporo", "Niigata",
	"Nagasaki", "Miyazaki", "Amagasaki", "Takasaki", "Okazaki", "Kawasaki", "Yamagata", "Yamaguchi", "Hiroshima",
	"Fukushima", "Tokushima", "Kagoshima", "Toyama", "Wakayama", "Okayama", "Toyohashi", "Matsuyama", "Matsumoto",
	"Kumamoto", "Chiba", "Ciba", "Shiga", "Siga", "Zeist", "Seist", "Quito", "Kito", "Qingdao", "Santiago de los Caballeros",
	"Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "O", "Å", "Y", "Ii", "Au", "Ho Chi Minh City",
	"ハミルトン", "ニューカッスル", "シドニー", "メルボルン", "Melbourne", "ブリスベン", "Brisbane", "リッチモンド", "Richmond", "Санкт-Петербург",
	"Sankt Peterburg", "서울", "Seoul", "Αθήνα", "Athina", "北京",
}

// gazetteer returns the names of the real places, 200,000 at the most.
func gazetteer(tb testing.TB) []similarity.Key {
	tb.Helper()
	root, err := os.Getwd()
	require.NoError(tb, err)
	for {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			break
		}
		require.NotEqual(tb, root, filepath.Dir(root), "no go.mod above the test")
		root = filepath.Dir(root)
	}
	f, err := os.Open(filepath.Join(root, "..", "shared", "data", "places.tsv.gz"))
	if err != nil {
		tb.Skipf("the source tables are not here: %v", err)
	}
	defer f.Close()
	unzip, err := gzip.NewReader(f)
	require.NoError(tb, err)
	lines := bufio.NewScanner(unzip)
	lines.Buffer(nil, 1<<20)
	var keys []similarity.Key
	for lines.Scan() {
		columns := strings.SplitN(lines.Text(), "\t", 5)
		require.GreaterOrEqual(tb, len(columns), 5)
		if k := key(columns[2]); k.Sound != "" {
			keys = append(keys, k)
		}
	}
	require.NoError(tb, lines.Err())
	for i := 0; len(keys) < 200_000 && i < len(keys); i++ {
		keys = append(keys, keys[i])
	}
	return keys
}
