-- The figures of a period are counted from these indexes alone, without a visit to the table (src/modules/cases/tally-store.ts).
create index case_figures_filed on cases.case (agency_id, filed_at desc, id desc)
  include (street_code, unit_id, major, category, returns, rounds, failed)
  where filed_at is not null and shown = 'full' and stage <> 'merged';
create index case_figures_due on cases.case (agency_id, due_at desc, id desc)
  include (street_code, unit_id, major, category, closed_at, on_time, exempt, overdue_from)
  where due_at is not null and shown = 'full' and stage <> 'merged';
create index case_figures_rated on cases.case (agency_id, rated_at desc, id desc)
  include (channel, satisfied, street_code, unit_id, major, category)
  where rated_at is not null and shown <> 'none';
-- 三核未通过: few of many, the last moved first.
create index case_three_fail on cases.case (agency_id, moved_at desc, id desc) where failed >= 3 and shown = 'full' and stage <> 'merged';
-- 自动提醒: late at a unit and not yet supervised by anybody.
create index case_to_remind on cases.case (overdue_from, id)
  where overdue_from is not null and supervision is null and stage in ('dispatched', 'handling');
