"""What a publication says of its tables, and how each reader opens them."""

import dataclasses
import datetime
import json

import deltalake
import duckdb
import pandas
import polars
import yaml

import canonical


@dataclasses.dataclass(frozen=True)
class Column:
    """A column as the contract of its table declares it."""

    name: str
    type: str
    required: bool
    partitioned: bool
    provenance: bool


class Publication:
    def __init__(self, folder):
        self.folder = folder
        self.index = json.loads(self.text("publication.json"))["tables"]

    def text(self, path):
        return (self.folder / path).read_text(encoding="utf-8")

    def tables(self):
        return sorted(self.index)

    def rows(self, table):
        return self.index[table]["rows"]

    def columns(self, table):
        contract = yaml.safe_load(self.text(f"contracts/{table}.odcs.yaml"))
        return [column(declared) for declared in contract["schema"][0]["properties"]]

    def partition(self, table):
        """The column that a table is partitioned by, or None."""
        return next((c.name for c in self.columns(table) if c.partitioned), None)

    def hashes(self, table):
        """The hash of each partition that has rows, as published."""
        published = self.index[table]["partitions"]
        if self.partition(table) is None:
            return published
        none = canonical.hash_of([])
        return {
            part: sha256
            for part, sha256 in published.items()
            if part != canonical.WHOLE and sha256 != none
        }


def column(declared):
    custom = {own["property"]: own["value"] for own in declared.get("customProperties", [])}
    return Column(
        declared["name"],
        declared["physicalType"],
        declared["required"],
        declared.get("partitioned", False),
        custom.get("provenance", False),
    )


@dataclasses.dataclass(frozen=True)
class Since:
    """The rows of a table from a partition on."""

    column: str
    first: datetime.date


def with_delta_rs(folder, table, since):
    filters = since and [(since.column, ">=", since.first)]
    return (
        deltalake.DeltaTable(folder / "delta" / table)
        .to_pyarrow_table(filters=filters)
        .to_pydict()
    )


def with_polars(folder, table, since):
    frame = polars.read_parquet(folder / "parquet" / table / "*.parquet")
    if since:
        frame = frame.filter(polars.col(since.column) >= since.first)
    return frame.to_dict(as_series=False)


def with_duckdb(folder, table, since):
    where = f"WHERE {since.column} >= DATE '{since.first}'" if since else ""
    with duckdb.connect(folder / "medsip.duckdb", read_only=True) as connection:
        connection.execute(f"SET TimeZone = 'UTC'; SET file_search_path = '{folder}'")
        return connection.sql(f"FROM {table} {where}").to_arrow_table().to_pydict()


def with_pandas(folder, table, since):
    frame = pandas.read_parquet(folder / "parquet" / table)
    if since:
        frame = frame[frame[since.column] >= since.first]
    return {name: frame[name].tolist() for name in frame.columns}


def with_pandas_on_csv(folder, table, since):
    """Everything as text, without the apostrophe that keeps a text from being a formula.

    A cell without anything is no value, and an empty text in a column that always has a value.
    """
    frame = pandas.concat(
        pandas.read_csv(file, dtype=str, keep_default_na=False, na_values=[""], encoding="utf-8")
        for file in sorted((folder / "csv" / table).glob("*.csv"))
    )
    if since:
        frame = frame[frame[since.column] >= since.first.isoformat()]
    required = [c.name for c in Publication(folder).columns(table) if c.required]
    filled = frame.fillna({name: "" for name in required if name in frame.columns})
    frame = filled.astype(object).where(filled.notna(), None)
    return {name: [unquoted(value) for value in frame[name]] for name in frame.columns}


def unquoted(text):
    return text[1:] if text and text[0] == "'" and text[1:2] in "=+-@\t\r\n＝＋－＠" else text


READERS = {
    "delta-rs": with_delta_rs,
    "Polars": with_polars,
    "DuckDB": with_duckdb,
    "pandas": with_pandas,
    "pandas on CSV": with_pandas_on_csv,
}
