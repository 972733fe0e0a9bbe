package cli

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// parquetPlan writes a plan of one row as Parquet and returns its path.
func parquetPlan(t *testing.T) string {
	t.Helper()
	row := evil
	row.Town = "新得町"
	path := filepath.Join(t.TempDir(), "plan.parquet")
	require.NoError(t, os.WriteFile(path, flat(t, formatParquet, false, row), 0o600))
	return path
}

// asOthersRead is what a reader makes of the columns of parquetPlan.
type asOthersRead struct {
	Town  string  `json:"town"`
	Rank  int     `json:"rank"`
	Fit   float64 `json:"fit"`
	Types []string
}

func checkRead(t *testing.T, out []byte, types []string) {
	t.Helper()
	var got asOthersRead
	require.NoError(t, json.Unmarshal(out, &got), "%s", out)
	assert.Equal(t, asOthersRead{"新得町", 1, 60.17, types}, got)
}

func TestDuckDBReadsAPlan(t *testing.T) {
	t.Parallel()
	if exec.Command("node", "-e", "require('@duckdb/node-api')").Run() != nil {
		t.Skip("no node with @duckdb/node-api; NODE_PATH names the node_modules it is in")
	}
	const script = `
const { DuckDBInstance } = require('@duckdb/node-api');
(async () => {
  const db = await (await DuckDBInstance.create(':memory:')).connect();
  const file = "'" + process.argv[1].replaceAll("'", "''") + "'";
  const [row] = (await db.runAndReadAll('SELECT town, rank, fit FROM ' + file)).getRowObjectsJson();
  const types = (await db.runAndReadAll('SELECT column_type FROM (DESCRIBE SELECT town, rank, fit FROM ' + file + ')')).getRows().flat();
  console.log(JSON.stringify({ ...row, Types: types }));
})();`
	out, err := exec.CommandContext(t.Context(), "node", "-e", script, parquetPlan(t)).Output()
	require.NoError(t, err)
	checkRead(t, out, []string{"VARCHAR", "INTEGER", "DOUBLE"})
}

func TestPandasReadsAPlan(t *testing.T) {
	t.Parallel()
	if exec.Command("python3", "-c", "import pandas, pyarrow").Run() != nil {
		t.Skip("no python3 with pandas and pyarrow")
	}
	const script = `
import json, sys, pandas
frame = pandas.read_parquet(sys.argv[1])[["town", "rank", "fit"]]
row = frame.iloc[0]
print(json.dumps({"town": row.town, "rank": int(row["rank"]), "fit": float(row.fit), "Types": [str(t) for t in frame.dtypes]}))`
	out, err := exec.CommandContext(t.Context(), "python3", "-c", script, parquetPlan(t)).Output()
	require.NoError(t, err)
	checkRead(t, out, []string{"object", "int32", "float64"})
}
