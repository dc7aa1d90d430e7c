"""Every reader that the publication's README names gets every table, value for value."""

import datetime

import frictionless
import pytest

import canonical
from publication import READERS, Since

# Of a longer table the newest two partitions are compared value by value, unless --all is given.
MANY_ROWS = 100_000
# A data package is checked row by row in Python: so many rows of each table, unless --all is given.
ROWS_CHECKED = 500


def newest(published, table, everything):
    if everything or published.rows(table) <= MANY_ROWS or not published.partition(table):
        return None
    first = sorted(published.hashes(table))[-2:][0]
    return Since(published.partition(table), datetime.date.fromisoformat(first))


def expected(published, table, since):
    return {
        partition: sha256
        for partition, sha256 in published.hashes(table).items()
        if since is None or partition >= since.first.isoformat()
    }


@pytest.mark.parametrize("reader", READERS)
def test_reads_every_value_of_every_table(published, reader, everything):
    assert published.tables()
    for table in published.tables():
        if reader == "pandas on CSV" and not (published.folder / "csv" / table).exists():
            continue
        since = newest(published, table, everything)
        values = READERS[reader](published.folder, table, since)
        found = canonical.hashes(values, published.columns(table))
        assert found == expected(published, table, since), table


def test_a_wrong_value_gives_another_hash(published):
    values = READERS["pandas"](published.folder, "dim_measure", None)
    values["title"][0] += " "

    found = canonical.hashes(values, published.columns("dim_measure"))

    assert found != published.hashes("dim_measure")


def test_the_hash_of_a_table_is_that_of_its_partitions(published):
    for table in published.tables():
        partitions = published.index[table]["partitions"]
        if published.partition(table):
            parts = {name: hash for name, hash in partitions.items() if name != canonical.WHOLE}
            assert canonical.hash_of_whole(parts) == published.index[table]["content_sha256"], table


def test_the_csv_files_are_what_the_data_package_says(published, everything):
    with frictionless.system.use_context(trusted=True):
        package = frictionless.Package(str(published.folder / "datapackage.json"))
        assert package.resources
        for resource in package.resources:
            report = resource.validate(limit_rows=None if everything else ROWS_CHECKED)
            errors = report.flatten(["rowNumber", "fieldName", "type", "message"])
            assert report.valid, (resource.name, errors[:5])
