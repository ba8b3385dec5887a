-- Figures of units are told of the time each unit had a case, not of whoever has it now (src/modules/cases/tenures.ts).
create table cases.tenure (
  id bigint generated always as identity primary key,
  case_id bigint not null references cases.case (id),
  n integer not null,
  agency_id integer not null,
  unit_id integer not null,
  unit text not null,
  street_code text,
  major text,
  category text,
  counted boolean not null,
  given_at timestamptz not null,
  due_at timestamptz,
  ended_at timestamptz,
  settled boolean not null,
  on_time boolean,
  exempt boolean not null,
  overdue_from timestamptz,
  returned boolean not null,
  rounds integer not null,
  failed integer not null,
  unique (case_id, n),
  check (due_at is null or settled = (on_time is not null))
);
comment on table cases.tenure is '每次派给一个单位：什么时候给的、承诺到什么时候、结果怎样；由案件的经过重算得出';
create index tenure_given on cases.tenure (agency_id, given_at desc, id desc)
  include (street_code, unit_id, major, category, returned, rounds, failed) where counted;
create index tenure_due on cases.tenure (agency_id, due_at desc, id desc)
  include (street_code, unit_id, major, category, settled, on_time, exempt, overdue_from) where counted and due_at is not null;
drop index cases.case_figures_due;
drop index cases.case_figures_filed;
create index case_figures_filed on cases.case (agency_id, filed_at desc, id desc)
  include (street_code, unit_id, major, category) where filed_at is not null and shown = 'full' and stage <> 'merged';
drop index cases.case_figures_rated;
create index case_figures_rated on cases.case (agency_id, rated_at desc, id desc)
  include (channel, satisfied, street_code, unit_id, major, category, parent) where rated_at is not null and shown <> 'none';
