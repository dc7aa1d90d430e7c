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
# # A study of regional variation
#
# How much does opioid prescribing differ between the regions and integrated care boards (ICBs) of
# England, how sure are we, and how does it go with deprivation? Every figure below is read from the
# published tables; nothing is computed anew but what the text says.
#
# Run `./medsip demo` first, or set `MEDSIP_PUBLISHED` to another publication.

# %%
import os
from pathlib import Path

import duckdb
import matplotlib.pyplot as plt

published = Path(os.environ.get("MEDSIP_PUBLISHED", "../out/demo/lake/published")).resolve()
tables = duckdb.connect(published / "medsip.duckdb", read_only=True)
tables.execute(f"SET file_search_path = '{published}'")


def ask(sql, **values):
    """The answer to a question as a data frame; $name stands for the value of that name."""
    return tables.execute(sql, {name: values[name] for name in values if f"${name}" in sql}).df()


MEASURE = {"measure": "opioid_ddd_per_1000_per_day", "variant": "with_combined_list"}

# %% [markdown]
# The longest period that is complete: twelve months where the history is long enough.

# %%
MEASURE["window"] = int(
    ask(
        """
        SELECT max(window_months) AS longest FROM measure_org_period
        WHERE measure_id = $measure AND variant = $variant AND org_level = 'region' AND value IS NOT NULL
          AND period_end = (SELECT max(period_end) FROM measure_org_period)""",
        **MEASURE,
    ).longest.iloc[0]
)
MEASURE["window"]

# %% [markdown]
# ## What is measured
# A measure has a definition, and a variant is part of it: quote both with every number.

# %%
ask(
    """
    SELECT title, variant_title, unit, numerator, denominator, "references"
    FROM dim_measure WHERE measure_id = $measure AND variant = $variant""",
    **MEASURE,
).T

# %% [markdown]
# ## The latest period by region
# The rate is pooled: all doses of a region over all its registrants. Beside it stand the median and the
# quartiles of its practices, which are another statistic; the published England figure of 36.9 DDD per
# 1,000 a day in 2015 (Chen et al., International Journal of Drug Policy 2019) is a median of practices.

# %%
regions = ask(
    """
    SELECT org_name, value, lcl, ucl, median_of_practices, q1_of_practices, q3_of_practices, practices
    FROM measure_org_period
    WHERE measure_id = $measure AND variant = $variant AND org_level = 'region'
      AND org_vintage = 'as_was' AND window_months = $window AND value IS NOT NULL
      AND period_end = (SELECT max(period_end) FROM measure_org_period)
    ORDER BY value""",
    **MEASURE,
)
assert len(regions) > 0
regions.round(1)

# %%
figure, axes = plt.subplots(figsize=(8, 4), layout="constrained")
axes.errorbar(
    regions.value,
    regions.org_name,
    xerr=[regions.value - regions.lcl, regions.ucl - regions.value],
    fmt="o",
    label="pooled rate, 95 % interval",
)
axes.plot(regions.median_of_practices, regions.org_name, "|", markersize=14, label="median of practices")
axes.set_xlabel("DDD per 1,000 registrants a day")
axes.legend()
plt.show()

# %% [markdown]
# ## How much places differ
# `variation_summary` has the statistics of variation between the organisations of a level: the spread
# that is left when chance is taken away is `scv` and `tau2`; `mor`, the median odds ratio, says how much
# a person's odds change on moving to a place that prescribes more; `icc` is the share of all variation
# of practices that lies between the organisations of the level.

# %%
ask(
    """
    SELECT level, n, rate, cv, p90_p10, scv, icc, mor, mor_lcl, mor_ucl, phi
    FROM variation_summary
    WHERE measure_id = $measure AND variant = $variant AND window_months = $window
      AND parent_level = 'england'
      AND period_end = (SELECT max(period_end) FROM variation_summary)
    ORDER BY n""",
    **MEASURE,
).round(3)

# %% [markdown]
# ## Which of them lie outside what their size leaves open
# A funnel asks whether a place differs by more than chance, given its size. Prescribing is always more
# scattered than chance alone, so the limits are widened for over-dispersion; both published methods are
# in `funnel_unit`.

# %%
funnel = ask(
    """
    SELECT org_code, expected, ratio, lower_998, upper_998, flag, method
    FROM funnel_unit
    WHERE measure_id = $measure AND variant = $variant AND org_level = 'icb' AND window_months = $window
      AND period_end = (SELECT max(period_end) FROM funnel_unit)
    ORDER BY method, expected""",
    **MEASURE,
)
method = funnel.method.iloc[0]
one = funnel[funnel.method == method]
figure, axes = plt.subplots(figsize=(8, 4), layout="constrained")
axes.plot(one.expected, one.ratio, "o")
axes.plot(one.expected, one.lower_998, "--", color="grey", label=f"99.8 % limits, {method}")
axes.plot(one.expected, one.upper_998, "--", color="grey")
axes.axhline(1, color="black", linewidth=0.8)
axes.set_xlabel("doses expected")
axes.set_ylabel("observed over expected")
axes.legend()
plt.show()

# %% [markdown]
# ## Deprivation
# Quintile 1 is the most deprived fifth of registrants. The slope index (`sii`) is most minus least
# deprived along the regression line, so it is above 0 where the poorer get more; `per_decile` is the
# multilevel regression of practices on deciles of deprivation that Chen et al. used, who found +1.0 (0.89 to 1.2).

# %%
gradient = ask(
    """
    SELECT period_end, rate_q1, rate_q2, rate_q3, rate_q4, rate_q5, sii, sii_lcl, sii_ucl,
      rii, rii_lcl, rii_ucl, per_decile, per_decile_lcl, per_decile_ucl, attribution
    FROM deprivation_gradient
    WHERE measure_id = $measure AND variant = $variant AND org_level = 'england'
      AND window_months = $window AND attribution = 'practice'
    ORDER BY period_end""",
    **MEASURE,
)
gradient.set_index("period_end").round(2)

# %%
latest = gradient.dropna(subset=["rate_q1"]).iloc[-1]
figure, axes = plt.subplots(figsize=(8, 3), layout="constrained")
axes.bar(
    ["1 most\ndeprived", "2", "3", "4", "5 least\ndeprived"],
    [latest[f"rate_q{quintile}"] for quintile in range(1, 6)],
)
axes.set_ylabel("DDD per 1,000 a day")
axes.set_title(f"England, {MEASURE['window']} months to {latest.period_end:%B %Y}")
plt.show()

# %% [markdown]
# ## How to cite
# The publication says what it was made from. Quote its identifier, so that others can find the same bytes.

# %%
import json

publication = json.loads((published / "publication.json").read_text())
print(publication["program"], publication["id"])
print("synthetic: no figure here is a fact about England" if publication["synthetic"] else "real data")
