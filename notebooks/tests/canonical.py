"""The canonical SHA-256 of a table's content, worked out anew from what a reader got.

The recipe is that of `publication.json`: the rows of a partition without provenance, each value in a
fixed text form and ended by U+001F, the rows sorted by their UTF-8 bytes and each ended by a line
feed. A reader that returns one wrong value, or none where there is one, gives another hash.
"""

import datetime
import decimal
import hashlib
import re

import pandas

WHOLE = "ALL"
NULL = "\u0000"
FIELD_END = "\u001f"
ESCAPED = re.compile(r"[\x00-\x1f\\]")


def hashes(table, columns):
    """The hash of each partition with rows, {partition: sha256}; of a table without any, {"ALL": sha256}.

    table: {column: list of values}; columns: what its contract says of each.
    """
    content = [column for column in columns if not column.provenance]
    texts = [texts_of(table[column.name], column.type) for column in content]
    lines = [FIELD_END.join(row) + FIELD_END for row in zip(*texts, strict=True)]
    partition = next((column.name for column in columns if column.partitioned), None)
    if partition is None:
        return {WHOLE: hash_of(lines)}
    lines_of = {}
    for value, line in zip(texts_of(table[partition], "date"), lines, strict=True):
        lines_of.setdefault(value, []).append(line)
    return {value: hash_of(lines) for value, lines in lines_of.items()}


def hash_of(lines):
    digest = hashlib.sha256()
    for line in sorted(line.encode() for line in lines):
        digest.update(line + b"\n")
    return digest.hexdigest()


def hash_of_whole(partitions):
    """The hash of a table from those of its partitions."""
    digest = hashlib.sha256()
    for partition, sha256 in sorted(partitions.items()):
        digest.update(partition.encode() + b"\xff" + sha256.encode() + b"\xff")
    return digest.hexdigest()


def texts_of(values, declared):
    """Each value as text; a value that repeats is turned into text once."""
    known = {}
    texts = []
    for value in values:
        try:
            text = known.get(value)
        except TypeError:
            raise AssertionError(f"a value of type {type(value)} has no text form") from None
        if text is None:
            text = text_of(value, declared)
            known[value] = text
        texts.append(text)
    return texts


def text_of(value, declared):
    """A value of a column; of CSV, where every value is a text, what that text says."""
    if value is None or pandas.isna(value):
        return NULL
    if declared in ("int", "bigint"):
        return str(int(value))
    if declared.startswith("decimal"):
        return plain(decimal.Decimal(value))
    if declared == "double":
        return plain(decimal.Decimal(value if isinstance(value, str) else f"{value:.11e}"))
    if declared in ("boolean", "date", "timestamp") and isinstance(value, str):
        return value
    if declared == "boolean":
        return "true" if value else "false"
    if declared == "date":
        return (value.date() if isinstance(value, datetime.datetime) else value).isoformat()
    if declared == "timestamp":
        return instant(value)
    return ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", value)


def plain(number):
    """Without an exponent and without zeros at the end."""
    return "0" if number == 0 else format(number.normalize(decimal.Context(prec=60)), "f")


def instant(value):
    value = value.astimezone(datetime.timezone.utc)
    fraction = "" if value.microsecond == 0 else f".{value.microsecond:06d}"
    if fraction.endswith("000"):
        fraction = fraction[:-3]
    return value.strftime("%Y-%m-%dT%H:%M:%S") + fraction + "Z"
