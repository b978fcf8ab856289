# The recipe of docs/store.md: DuckDB makes Parquet of the CSV, and every row and code survives. Skipped where DuckDB is not.
. tests/cli/helpers.bash
if ! python3 -c 'import duckdb' 2>/dev/null; then
  echo "skipped: Python's duckdb is not here"
  exit 0
fi
run ingest --db "$here/c.db" --date 2022-07-25 demo/grain.txt
status_is 0
run export --db "$here/c.db" --format csv
status_is 0
cp "$here/out" "$here/events.csv"
(cd "$here" && python3 - <<'PYTHON'
import csv
import duckdb
duckdb.sql("COPY (SELECT * FROM read_csv('events.csv', types={'cameo': 'VARCHAR'})) TO 'events.parquet' (FORMAT parquet)")
rows = list(csv.DictReader(open("events.csv", encoding="utf-8")))
back = duckdb.sql("SELECT id, event, cameo, goldstein FROM 'events.parquet' ORDER BY id").fetchall()
assert rows and len(rows) == len(back), (len(rows), len(back))
for row, got in zip(sorted(rows, key=lambda r: r["id"]), back):
    assert (row["id"], row["event"], row["cameo"]) == got[:3], (row, got)
    assert float(row["goldstein"]) == float(got[3]), (row, got)
PYTHON
) || fail "the Parquet file is not what the CSV is"
finish
