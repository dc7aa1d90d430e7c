-- Every measure for every organisation, period and window, from the temporary tables that
-- practice_month_measure.sql leaves, practice_month, practice_vintage and weighted_registrants.

create or replace macro lower_of(n) as case
  when n < 10 then list_extract([
    0, 0.0253178079842898754, 0.242209278543964903, 0.618672122895601287, 1.08986537362632488,
    1.62348639011842054, 2.20189425349085081, 2.81436305151986608, 3.45383217674850129,
    4.11537309737833243]::double[], n + 1)
  else n * (1 - 1 / (9 * n::double) - 1.959963984540054 / (3 * sqrt(n))) ^ 3 end;

create or replace macro upper_of(n) as case
  when n < 10 then list_extract([
    3.6888794541139363, 5.5716433909388986, 7.22468766772396082, 8.76727306974232604,
    10.2415886754036983, 11.6683320793226696, 13.0594740225186854, 14.4226753617023794,
    15.7631892201933152, 17.0848034514191703]::double[], n + 1)
  else (n + 1) * (1 - 1 / (9 * (n + 1)::double) + 1.959963984540054 / (3 * sqrt(n + 1))) ^ 3 end;

create or replace macro spread(k, n) as
  1.959963984540054 * sqrt(1.959963984540054 ^ 2 + 4 * k * (1 - k::double / n));

-- Whose each site is in each month, by every vintage; a path is one set of answers.
create or replace temp table site as
with vintage as (
  select 'as_was' as org_vintage union all select distinct org_vintage from practice_vintage
),
placed as (
  select
    m.practice_code,
    m.month,
    m.site_kind,
    m.registrants,
    v.org_vintage,
    if(v.org_vintage = 'as_was', struct_pack(
      pcn := m.pcn_code, sicbl := m.sicbl_code, icb := m.icb_code, psc := m.psc_code,
      region := m.region_code), struct_pack(
      pcn := p.pcn_code, sicbl := p.sicbl_code, icb := p.icb_code, psc := p.psc_code,
      region := p.region_code)) as parents
  from practice_month m
  cross join vintage v
  left join practice_vintage p using (practice_code, org_vintage)
),
codes as (
  select
    *,
    if(site_kind = 'GP', 'UNMATCHED', site_kind) as rest,
    if(site_kind = 'GP', parents, null) as own
  from placed
)
select
  practice_code,
  month,
  any_value(site_kind) = 'GP' as is_gp,
  if(any_value(site_kind) in ('GP', 'UNMATCHED'), practice_code, any_value(site_kind)) as own_code,
  if(any_value(site_kind) = 'GP', any_value(registrants), null) as registrants,
  list(
    struct_pack(
      org_vintage := org_vintage,
      pcn := coalesce(own.pcn, rest),
      sicbl := coalesce(own.sicbl, rest),
      icb := coalesce(own.icb, rest),
      psc := coalesce(own.psc, rest),
      region := coalesce(own.region, rest),
      england := 'ENG')
    order by org_vintage) as codes
from codes
group by practice_code, month;

create or replace temp table path as
select codes, row_number() over () as path from (select distinct codes from site);

create or replace temp table organisation as
with level_of as (
  select path, c.org_vintage, unnest([
    struct_pack(l := 'pcn', c := c.pcn), struct_pack(l := 'sicbl', c := c.sicbl),
    struct_pack(l := 'icb', c := c.icb), struct_pack(l := 'psc', c := c.psc),
    struct_pack(l := 'region', c := c.region),
    struct_pack(l := 'england', c := c.england)]) as o
  from (select path, unnest(codes) as c from path)
)
select
  path,
  null::varchar as own_code,
  dense_rank() over (order by org_vintage, o.l, o.c) as org,
  org_vintage,
  o.l as org_level,
  o.c as org_code
from level_of
union all
select null, own_code, -row_number() over (), 'as_was', 'practice', own_code
from (select distinct own_code from site);

create or replace temp table whose as
select distinct org, org_vintage, org_level, org_code from organisation;

create or replace temp table cell as
select
  s.practice_code,
  s.month,
  own.org as own_org,
  p.path,
  v.place,
  coalesce(m.numerator, 0) as numerator,
  coalesce(m.numerator_squares, 0) as squares,
  coalesce(m.items, 0) as items,
  coalesce(m.items_with_value, 0) as valued,
  case v.kind
    when 'ITEMS' then coalesce(m.items_compared, 0)::decimal(38, 14)
    when 'REGISTRANT_MONTHS' then s.registrants
    when 'REGISTRANT_DAYS' then s.registrants * day(last_day(s.month))
    else if(s.registrants is null, null, d.weighted)
  end as divisor,
  if(s.registrants is null, null, w.weighted) as weighted
from site s
join path p using (codes)
join organisation own using (own_code)
cross join measure_variant v
left join practice_month_measure m
  on m.practice_code = s.practice_code and m.month = s.month and m.place = v.place
left join weighted_registrants d
  on d.practice_code = s.practice_code and d.month = s.month and d.weight_set = v.weights
left join weighted_registrants w
  on w.practice_code = s.practice_code and w.month = s.month and w.weight_set = v.standardised_by;

create or replace temp table monthly as
with of_path as (
  select
    path,
    month,
    place,
    sum(numerator) as numerator,
    sum(squares) as squares,
    sum(items) as items,
    sum(valued) as valued,
    sum(divisor) as denominator,
    coalesce(sum(numerator) filter (weighted is not null), 0) as observed,
    sum(weighted) as weighted,
    bool_or(weighted is null and divisor is not null) as unweighted
  from cell
  group by all
)
select
  org,
  month,
  place,
  sum(numerator) as numerator,
  sum(squares) as squares,
  sum(items) as items,
  sum(valued) as valued,
  sum(denominator) as denominator,
  sum(observed) as observed,
  sum(weighted) as weighted,
  bool_or(unweighted) as unweighted
from of_path
join organisation using (path)
group by all
union all
select
  own_org,
  month,
  place,
  sum(numerator),
  sum(squares),
  sum(items),
  sum(valued),
  sum(divisor),
  coalesce(sum(numerator) filter (weighted is not null), 0),
  sum(weighted),
  bool_or(weighted is null and divisor is not null)
from cell
group by all;

create or replace temp table period as
select distinct
  month as last_month, last_day(month) as period_end, w.months as window_months, w.all_measures
from practice_month
cross join (values (1, true), (3, true), (6, false), (12, true)) as w (months, all_measures);

create or replace temp table figure as
with sums as (
  select
    m.org,
    m.place,
    p.last_month,
    p.window_months,
    sum(m.numerator) as numerator,
    sum(m.squares) as squares,
    sum(m.items)::bigint as items,
    sum(m.valued)::bigint as valued,
    sum(m.denominator) as denominator,
    sum(m.observed) as observed,
    sum(m.weighted) as weighted,
    bool_or(m.unweighted) as unweighted,
    count(m.denominator) as months
  from monthly m
  join measure_variant v using (place)
  join period p
    on m.month <= p.last_month
    and m.month > p.last_month - to_months(p.window_months)
    and (p.all_measures or v.priority)
  group by all
),
judged as (
  select
    s.*,
    v.scale,
    v.method,
    case
      when o.org_code in ('UNIDENTIFIED', 'NON_GP', 'UNMATCHED') then 'no_registrants'
      when denominator is null or denominator <= 0
        then if(v.kind = 'ITEMS', 'no_items', 'no_registrants')
      when months < window_months then 'incomplete_period'
      when items > 0 and valued = 0 then 'no_value_in_variant'
    end as missing_reason
  from sums s
  join measure_variant v using (place)
  join whose o using (org)
),
valued as (
  select
    *,
    if(missing_reason is null, numerator::double / denominator::double * scale, null) as value,
    scale / denominator::double as per_one,
    round(numerator::double)::bigint as count_of,
    round(denominator::double)::bigint as count_in
  from judged
),
limited as (
  select
    *,
    case
      when value is null then null
      when method = 'BYAR' and numerator >= 0 then lower_of(count_of) * per_one
      when method = 'DOBSON' and items > 0 and numerator >= 0 and squares >= 0 then least(
        greatest(0, numerator::double + sqrt(squares / items) * (lower_of(items) - items)),
        numerator::double) * per_one
      when method = 'WILSON' and count_in > 0 and count_of between 0 and count_in then least(
        if(count_of = 0, 0,
          (2 * count_of + 1.959963984540054 ^ 2 - spread(count_of, count_in))
            / (2 * (count_in + 1.959963984540054 ^ 2))),
        count_of::double / count_in) * scale
    end as low,
    case
      when value is null then null
      when method = 'BYAR' and numerator >= 0 then upper_of(count_of) * per_one
      when method = 'DOBSON' and items > 0 and numerator >= 0 and squares >= 0 then greatest(
        numerator::double + sqrt(squares / items) * (upper_of(items) - items),
        numerator::double) * per_one
      when method = 'WILSON' and count_in > 0 and count_of between 0 and count_in then greatest(
        if(count_of = count_in, 1,
          (2 * count_of + 1.959963984540054 ^ 2 + spread(count_of, count_in))
            / (2 * (count_in + 1.959963984540054 ^ 2))),
        count_of::double / count_in) * scale
    end as high
  from valued
)
select
  * exclude (low, high),
  if(low is null, null, least(low, value)) as lcl,
  if(high is null, null, greatest(high, value)) as ucl
from limited;

create or replace temp table peers as
select
  f.org,
  f.place,
  f.last_month,
  f.window_months,
  100.0::double * (rank() over same_level - 1)
    / nullif(count(*) over (partition by f.place, f.last_month, f.window_months, o.org_vintage,
      o.org_level) - 1, 0) as percentile
from figure f
join whose o using (org)
where f.value is not null
window same_level as (
  partition by f.place, f.last_month, f.window_months, o.org_vintage, o.org_level order by f.value);

create or replace temp table practices as
select
  o.org,
  f.place,
  f.last_month,
  f.window_months,
  count(*) as practices,
  quantile_cont(f.value, [0.25, 0.5, 0.75]) as quartiles
from site s
join organisation own using (own_code)
join path p using (codes)
join figure f on f.org = own.org and f.last_month = s.month
join organisation o on o.path = p.path
where s.is_gp and f.value is not null
group by all;

create or replace temp table named as
select org_vintage, org_level, org_code, month as last_month, max(org_name) as org_name
from (
  select 'as_was' as org_vintage, month, unnest([
    struct_pack(l := 'pcn', c := pcn_code, n := pcn_name),
    struct_pack(l := 'sicbl', c := sicbl_code, n := sicbl_name),
    struct_pack(l := 'icb', c := icb_code, n := icb_name),
    struct_pack(l := 'psc', c := psc_code, n := psc_name),
    struct_pack(l := 'region', c := region_code, n := region_name)]) as o
  from practice_month where site_kind = 'GP'
  union all
  select v.org_vintage, month, unnest([
    struct_pack(l := 'pcn', c := v.pcn_code, n := v.pcn_name),
    struct_pack(l := 'sicbl', c := v.sicbl_code, n := v.sicbl_name),
    struct_pack(l := 'icb', c := v.icb_code, n := v.icb_name),
    struct_pack(l := 'psc', c := v.psc_code, n := v.psc_name),
    struct_pack(l := 'region', c := v.region_code, n := v.region_name)])
  from practice_month m join practice_vintage v using (practice_code) where m.site_kind = 'GP'
  union all
  select 'as_was', month, struct_pack(l := 'practice', c := practice_code, n := practice_name)
  from practice_month where site_kind in ('GP', 'UNMATCHED')
  union all
  select w.org_vintage, month, struct_pack(l := 'england', c := 'ENG', n := 'England')
  from (select distinct month from practice_month) cross join (
    select distinct org_vintage from whose) w
) as of_site (org_vintage, month, o), lateral (select o.l, o.c, o.n) as p (org_level, org_code, org_name)
where org_name is not null and org_code is not null
group by all;

create or replace temp view measure_org_period as
with england as (
  select f.place, f.last_month, f.window_months, f.value, f.observed, f.weighted
  from figure f
  join whose o using (org)
  where o.org_level = 'england' and o.org_vintage = 'as_was'
    and f.value is not null and f.weighted > 0
),
with_networks as (
  select distinct f.place, f.last_month, f.window_months, o.org_vintage
  from figure f
  join whose o using (org)
  where o.org_level = 'pcn' and o.org_code not in ('UNIDENTIFIED', 'NON_GP', 'UNMATCHED')
),
expected as (
  select
    f.*,
    e.value as england_value,
    if(f.value is not null and not f.unweighted and f.weighted > 0,
      nullif(greatest(f.weighted::double * (e.observed::double / e.weighted::double), 0), 0),
      null) as expected,
    f.denominator::double / f.scale
      * if(f.numerator > 0, f.observed::double / f.numerator::double, 1) as per_rate
  from figure f
  left join england e using (place, last_month, window_months)
)
select
  v.measure_id,
  v.variant,
  o.org_level,
  o.org_code,
  o.org_vintage,
  last_day(f.last_month) as period_end,
  f.window_months::bigint as window_months,
  n.org_name,
  f.numerator,
  f.squares as numerator_squares,
  f.items,
  f.denominator,
  f.value,
  f.lcl,
  f.ucl,
  f.observed::double / expected * england_value as standardised_value,
  if(f.lcl is null, null, least(f.lcl * per_rate, f.observed::double) / expected * england_value)
    as std_lcl,
  if(f.ucl is null, null, greatest(f.ucl * per_rate, f.observed::double) / expected * england_value)
    as std_ucl,
  p.percentile,
  f.months,
  if(o.org_level = 'practice', if(f.value is null, 0, 1), coalesce(q.practices, 0))::bigint
    as practices,
  q.quartiles[2] as median_of_practices,
  q.quartiles[1] as q1_of_practices,
  q.quartiles[3] as q3_of_practices,
  if(f.items > 0 and f.valued between 0 and f.items, f.valued::double / f.items, null) as coverage,
  f.missing_reason
from expected f
join measure_variant v using (place)
join whose o using (org)
left join peers p using (org, place, last_month, window_months)
left join practices q using (org, place, last_month, window_months)
left join named n
  on n.org_vintage = o.org_vintage and n.org_level = o.org_level and n.org_code = o.org_code
  and n.last_month = f.last_month
left join with_networks w
  on w.place = f.place and w.last_month = f.last_month and w.window_months = f.window_months
  and w.org_vintage = o.org_vintage
where o.org_level <> 'pcn' or w.place is not null;
