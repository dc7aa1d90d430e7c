-- Every variant of every measure for each site and month, from prescribing and product_month.
-- The lists in braces are made from the definitions of the measures.

create or replace macro doses(nic, price) as
  sign(nic)::hugeint
    * ((2 * (abs(nic) * 100000)::hugeint * 1000000000 + (price * 10000000000)::hugeint)
      // (2 * (price * 10000000000)::hugeint))
    * 0.0001::decimal(4, 4);

create or replace temp table measure_variant as
select * from (values
{variants}
) as v (
  place, measure_id, variant, quantity, kind, scale, method, weights, standardised_by, priority);

create or replace temp table effect as
with product as materialized (select * from product_month)
{effects};

create or replace temp table practice_month_measure as
with prescribed as (
  select
    p.practice_code,
    p.month,
    e.place,
    e.selected,
    e.compared,
    e.each,
    p.items,
    case v.quantity
      when 'items' then p.items::decimal(18, 5)
      when 'quantity' then p.total_quantity::decimal(18, 5)
      when 'nic' then p.nic
      when 'actual_cost' then p.actual_cost
      else case
        when e.nic_per_dose is null then p.total_quantity
        else doses(p.nic, e.nic_per_dose) end::decimal(18, 5)
    end as amount,
    case v.quantity
      when 'items' then p.items::double
      when 'quantity' then p.items_quantity_squared::double
      when 'nic' then p.items_nic_squared::double
      when 'actual_cost' then case
        when p.nic = 0 then 0
        else p.items_nic_squared::double * (p.actual_cost::double / p.nic::double) ^ 2 end
      else case
        when e.nic_per_dose is null then p.items_quantity_squared::double
        else p.items_nic_squared::double / e.nic_per_dose::double / e.nic_per_dose::double end
    end as squared
  from prescribing p
  join effect e using (month, bnf_code)
  join measure_variant v using (place)
),
sums as (
  select
    practice_code,
    month,
    place,
    sum(amount * each) filter (selected) as numerator,
    sum(round(squared * each::double * each::double, 6)) filter (selected) as numerator_squares,
    sum(items) filter (selected) as items,
    sum(items) filter (selected and each is not null) as items_with_value,
    sum(items) filter (compared) as items_compared
  from prescribed
  group by all
)
select
  s.practice_code,
  s.month,
  v.place,
  v.measure_id,
  v.variant,
  coalesce(numerator, 0) as numerator,
  coalesce(numerator_squares, 0) as numerator_squares,
  coalesce(items, 0)::bigint as items,
  coalesce(items_with_value, 0)::bigint as items_with_value,
  case v.kind when 'ITEMS' then coalesce(items_compared, 0)::bigint end as items_compared
from (select distinct practice_code, month from sums) s
cross join measure_variant v
left join sums using (practice_code, month, place);
