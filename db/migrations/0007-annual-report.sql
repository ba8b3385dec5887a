create schema annual_report;

create table annual_report.entry (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  year integer not null,
  key text not null,
  value numeric not null,
  source text not null check (source <> ''),
  entered_by text not null,
  entered_at timestamptz not null
);
comment on table annual_report.entry is '尚无台账、由人填报的年度数字，附来源说明；同一项以最后一条为准。只增不改';
create index entry_of_year on annual_report.entry (agency_id, year, key, id desc);
create trigger entry_append_only before update or delete on annual_report.entry for each row execute function audit.refuse_change();
