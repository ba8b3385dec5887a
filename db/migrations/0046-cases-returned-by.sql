-- 回退 is told of the unit that gave a case back, whoever has it now (src/modules/cases/tally-store.ts).
alter table cases.case add column returned_by int[];
update cases.case c set returned_by = (
  select array_agg(distinct (d.fact -> 'unit' ->> 'id')::int)
  from cases.event r cross join lateral (
    select e.fact from cases.event e
    where e.case_id = c.id and e.seq < r.seq and e.fact ->> 'step' in ('dispatch', 'decide') order by e.seq desc limit 1
  ) d
  where r.case_id = c.id and r.fact ->> 'step' = 'return'
) where returns > 0;
drop index cases.case_figures_filed;
create index case_figures_filed on cases.case (agency_id, filed_at desc, id desc)
  include (street_code, unit_id, major, category, returned_by, rounds, failed)
  where filed_at is not null and shown = 'full' and stage <> 'merged';
