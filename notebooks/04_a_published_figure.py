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
# # Reproducing a published figure from real data
#
# OpenPrescribing published, for real practices, the milligrams of oral morphine equivalents (OME) per
# 1,000 registered patients. Here they are worked out again from the published prescribing file and the
# cited tables in `schemas/reference` alone, in SQL, without medsip's program: that its jobs give the same
# values is one of their tests, and that this does too says the agreement is no accident of the code.
#
# It needs real files of September and October 2017 (NHSBSA practice prescribing and NHS Digital list
# sizes, Open Government Licence) in the folder that `MEDSIP_DATA` names. Without them there is nothing to
# reproduce and the notebook says so.

# %%
import os
from pathlib import Path

import duckdb

reference = Path("../schemas/reference").resolve()
data = Path(os.environ.get("MEDSIP_DATA", "../../shared/data")).resolve()
prescribing = data / "epd_real/epd_2017*.csv"
lists = data / "list_size/op_fixture_quin_age_2017*.csv"
has_data = any(data.glob("epd_real/epd_2017*.csv"))
print("real data is there" if has_data else f"no real data at {data}: nothing is reproduced")

# %% [markdown]
# ## The tables
# A presentation is known by its BNF code. That of a brand names its generic equivalent in its last two
# characters, whose code this looks up.

# %%
sql = duckdb.connect()
for table in ["presentations", "forms", "ome_factors", "patches"]:
    sql.execute(f"CREATE TABLE {table} AS FROM read_csv('{reference}/{table}.csv', all_varchar = true)")

if has_data:
    sql.execute(f"""
        CREATE TABLE dispensed AS
        SELECT replace(YEAR_MONTH, '_', '-') AS month, PRACTICE_CODE AS practice,
          BNF_CODE[1:9] || 'AA' || BNF_CODE[14:15] || BNF_CODE[14:15] AS bnf_code,
          BNF_DESCRIPTION AS presentation, ITEMS::BIGINT AS items, TOTAL_QUANTITY::DECIMAL(18, 3) AS quantity
        FROM read_csv('{prescribing}', all_varchar = true) WHERE BNF_CODE LIKE '0407%'""")
    sql.execute(f"""
        CREATE TABLE registered AS
        SELECT strftime(strptime(EXTRACT_DATE, '%d%b%Y'), '%Y-%m') AS month, ORG_CODE AS practice,
          NUMBER_OF_PATIENTS::BIGINT AS registrants
        FROM read_csv('{lists}', all_varchar = true) WHERE SEX = 'ALL' AND AGE_GROUP_5 = 'ALL'""")

# %% [markdown]
# ## The rule
# Milligrams of the substance in what was dispensed, times the factor of its substance and route. A patch
# delivers its rate for the hours it is worn; a liquid has its strength in so many millilitres.

# %%
RULE = """
    SELECT month, practice, presentation, quantity,
      quantity * strength::DOUBLE * CASE
        WHEN form = 'patch' THEN wear_hours::DOUBLE / 1000
        WHEN quantity_unit = 'ml' THEN 1 / per_ml::DOUBLE
        ELSE 1 END AS mg,
      factor::DOUBLE * mg AS ome
    FROM dispensed
    JOIN presentations USING (bnf_code)
    JOIN forms USING (form)
    JOIN ome_factors USING (substance, route)
    LEFT JOIN patches ON patches.substance = presentations.substance AND mcg_per_hour = strength
    WHERE ome_set = 'openprescribing_2019'"""

if has_data:
    print(sql.sql(f"FROM ({RULE}) WHERE practice = 'L84073' ORDER BY ome DESC LIMIT 10").df().to_string())

# %% [markdown]
# ## The figures, beside those that were published

# %%
PUBLISHED = {
    ("L84073", "2017-09"): 39670.796,
    ("L84073", "2017-10"): 39088.314,
    ("L84018", "2017-09"): 26893.697,
}

if has_data:
    figures = sql.sql(f"""
        SELECT practice, month, sum(ome) AS mg, any_value(registrants) AS registrants,
          1000 * sum(ome) / any_value(registrants) AS per_1000
        FROM ({RULE}) JOIN registered USING (practice, month)
        GROUP BY practice, month ORDER BY practice, month""").df()
    figures["published"] = [PUBLISHED.get(key) for key in zip(figures.practice, figures.month)]
    compared = figures.dropna(subset=["published"])
    assert len(compared) == len(PUBLISHED)
    assert (compared.per_1000 - compared.published).abs().max() < 0.0005
    print(compared.round(3).to_string(index=False))
