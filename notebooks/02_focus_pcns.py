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
# # Choosing focus networks with a Patient Safety Collaborative
#
# A collaborative wants, for each of its integrated care boards (ICBs), a short list of primary care
# networks (PCNs) that are both deprived and high in prescribing, with a reason for each that holds up in
# front of a clinician. `priority_area` has that: the probability that a network is truly high, not only
# by chance, and how many ways of counting agree.
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


# %% [markdown]
# ## Which measures there are judgements for
# Only measures that are marked `priority` are judged, over periods of twelve months and of six. Where the
# history is shorter, every network is `insufficient`: nothing is guessed.

# %%
judged = ask(
    """
    SELECT DISTINCT measure_id, variant FROM priority_area
    WHERE org_level = 'pcn' ORDER BY measure_id, variant"""
)
judged

# %%
latest = ask(
    """
    SELECT period_end, max(imd_release) AS imd_release,
      coalesce(max(window_months) FILTER (p_high IS NOT NULL), max(window_months)) AS window_months
    FROM priority_area WHERE org_level = 'pcn'
    GROUP BY period_end ORDER BY period_end DESC LIMIT 1"""
).iloc[0]
QUESTION = {
    "measure": "opioid_ome_per_1000",
    "variant": "openprescribing_2026",
    "period_end": latest.period_end.date(),
    "imd_release": int(latest.imd_release),
    "window": int(latest.window_months),
}
NETWORKS = """
    FROM priority_area
    WHERE measure_id = $measure AND variant = $variant AND period_end = $period_end
      AND imd_release = $imd_release AND org_level = 'pcn' AND window_months = $window"""

# %% [markdown]
# ## The collaborative with the most networks to look at

# %%
collaboratives = ask(
    f"""
    SELECT psc_code, count(DISTINCT icb_code) AS icbs, count(*) AS networks,
      count(*) FILTER (joint_class IN ('priority', 'probable')) AS focus,
      count(*) FILTER (joint_class = 'insufficient') AS insufficient
    {NETWORKS} AND frame = 'national' AND psc_code IS NOT NULL
    GROUP BY psc_code ORDER BY focus DESC, psc_code""",
    **QUESTION,
)
assert len(collaboratives) > 0
collaboratives

# %% [markdown]
# ## Its short list, board by board
# Two frames answer two questions. `national`: high among the networks of England. `within_icb`: high among
# the networks of the same board, which is what a board can act on.

# %%
PSC = collaboratives.psc_code.iloc[0]
shortlist = ask(
    f"""
    SELECT icb_code, org_code, org_name, joint_class, p_high, rate, shrunk_rate, imd_score_weighted,
      rank_median, rank_p05, rank_p95, ranked, excess, agreement, rationale
    {NETWORKS} AND frame = 'within_icb' AND psc_code = $psc
    QUALIFY row_number() OVER (PARTITION BY icb_code ORDER BY p_high DESC, org_code) <= 5
    ORDER BY icb_code, p_high DESC, org_code""",
    psc=PSC,
    **QUESTION,
)
shortlist.drop(columns="rationale").round(2)

# %% [markdown]
# Each row says why, in words:

# %%
for network in shortlist.head(5).itertuples():
    print(f"{network.org_code} {network.org_name}: {network.rationale}\n")

# %% [markdown]
# ## Deprivation and prescribing together
# The rate is the shrunk one: a small network is drawn towards the others by as much as chance could
# have moved it.

# %%
networks = ask(
    f"""
    SELECT org_code, imd_score_weighted, shrunk_rate, threshold, p_high, joint_class, psc_code = $psc AS ours
    {NETWORKS} AND frame = 'national' AND shrunk_rate IS NOT NULL AND imd_score_weighted IS NOT NULL""",
    psc=PSC,
    **QUESTION,
)
figure, axes = plt.subplots(figsize=(8, 5), layout="constrained")
others = networks[~networks.ours.fillna(False).astype(bool)]
ours = networks[networks.ours.fillna(False).astype(bool)]
axes.plot(others.imd_score_weighted, others.shrunk_rate, ".", color="lightgrey", label="other networks")
points = axes.scatter(ours.imd_score_weighted, ours.shrunk_rate, c=ours.p_high, cmap="cividis", vmin=0, vmax=1)
for threshold in networks.threshold.unique():
    axes.axhline(threshold, color="black", linewidth=0.8, linestyle="--")
axes.set_xlabel("deprivation: weighted IMD score, higher is more deprived")
axes.set_ylabel("mg OME per 1,000 registrants a month")
figure.colorbar(points, label="probability of being high")
axes.legend()
plt.show()

# %% [markdown]
# ## Would another way of counting choose others?
# `agreement` is the share of ways (by variants, releases of deprivation and windows) that put the network
# in the same class. A network that one way alone chooses is no one to send help to yet.

# %%
shortlist[["org_code", "joint_class", "agreement"]].sort_values("agreement").head(10)

# %% [markdown]
# ## A file for the meeting
# The table as CSV, for a spreadsheet; the page of the collaborative in the atlas prints the same.

# %%
out = Path(os.environ.get("MEDSIP_OUT", ".")) / f"focus-pcns-{PSC}.csv"
shortlist.to_csv(out, index=False, encoding="utf-8-sig")
print(out)
