# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#       jupytext_version: 1.19.6
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Querying the curated tables from Python and SQL
#
# Four libraries read the same tables. What to know before a number is quoted: which variant, which
# boundaries, which window, and what a missing value means.
#
# Run `./medsip demo` first, or set `MEDSIP_PUBLISHED` to another publication.

# %%
import os
from pathlib import Path

import deltalake
import duckdb
import pandas
import polars

published = Path(os.environ.get("MEDSIP_PUBLISHED", "../out/demo/lake/published")).resolve()

# %% [markdown]
# ## SQL, through the DuckDB file
# It has a view of every table, and says what each column means.

# %%
tables = duckdb.connect(published / "medsip.duckdb", read_only=True)
tables.execute(f"SET file_search_path = '{published}'")
tables.sql("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal ORDER BY view_name").df()

# %%
tables.sql("""
    SELECT column_name, comment FROM duckdb_columns()
    WHERE table_name = 'measure_org_period' ORDER BY column_index""").df()

# %% [markdown]
# ## One question in four libraries
# England's opioid items per 1,000 registrants, month by month.

# %%
with_sql = tables.sql("""
    SELECT period_end, value FROM measure_org_period
    WHERE measure_id = 'opioid_items_per_1000' AND org_level = 'england' AND org_code = 'ENG'
      AND org_vintage = 'as_was' AND window_months = 1
    ORDER BY period_end""").df()

# %%
wanted = {
    "measure_id": "opioid_items_per_1000",
    "org_level": "england",
    "org_code": "ENG",
    "org_vintage": "as_was",
    "window_months": 1,
}
frame = pandas.read_parquet(
    published / "parquet/measure_org_period",
    columns=["period_end", "value", *wanted],
    filters=[(column, "==", value) for column, value in wanted.items()],
)
with_pandas = frame.sort_values("period_end")[["period_end", "value"]]

# %%
with_polars = (
    polars.scan_parquet(published / "parquet/measure_org_period/*.parquet")
    .filter(**wanted)
    .sort("period_end")
    .select("period_end", "value")
    .collect()
)

# %%
with_delta_rs = (
    deltalake.DeltaTable(published / "delta/measure_org_period")
    .to_pyarrow_table(
        columns=["period_end", "value"],
        filters=[(column, "==", value) for column, value in wanted.items()],
    )
    .sort_by("period_end")
)

# %%
values = with_sql.value.tolist()
assert values == with_pandas.value.tolist()
assert values == with_polars["value"].to_list()
assert values == with_delta_rs["value"].to_pylist()
with_sql

# %% [markdown]
# ## A missing rate is null and says why
# Prescribing by sites without registrants has a numerator and no rate. It is never 0, and it is counted
# in the total: each level adds up to England.

# %%
tables.sql("""
    SELECT org_level, org_code, numerator, denominator, value, missing_reason
    FROM measure_org_period
    WHERE measure_id = 'opioid_items_per_1000' AND missing_reason IS NOT NULL AND org_level = 'icb'
      AND org_vintage = 'as_was' AND window_months = 1
    ORDER BY period_end DESC LIMIT 5""").df()

# %%
levels = tables.sql("""
    SELECT org_level, sum(numerator) AS items, count(*) AS organisations
    FROM measure_org_period
    WHERE measure_id = 'opioid_items_per_1000' AND org_vintage = 'as_was' AND window_months = 1
      AND period_end = (SELECT max(period_end) FROM measure_org_period)
    GROUP BY org_level ORDER BY organisations DESC""").df()
assert levels["items"].nunique() == 1
levels

# %% [markdown]
# ## The variant is part of the number
# Oral morphine equivalents by three dated sets of factors: the same prescribing, three totals.

# %%
tables.sql("""
    SELECT variant, round(value) AS mg_per_1000 FROM measure_org_period
    WHERE measure_id = 'opioid_ome_per_1000' AND org_level = 'england' AND org_code = 'ENG'
      AND org_vintage = 'as_was' AND window_months = 1
      AND period_end = (SELECT max(period_end) FROM measure_org_period)
    ORDER BY variant""").df()

# %% [markdown]
# ## Counts of people are under disclosure control
# A small count is suppressed: `n_published` is null and `suppressed` says so. Others are rounded, and a
# rate is worked out from what is published. Sums of published parts differ from published totals.

# %%
tables.sql("""
    SELECT cohort_id, estimate_kind, org_level, count(*) AS counts,
      count(*) FILTER (suppressed) AS suppressed
    FROM cohort_count GROUP BY ALL ORDER BY ALL""").df()
