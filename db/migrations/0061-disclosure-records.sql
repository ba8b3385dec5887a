create table disclosure.record (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  kind text not null,
  submission_key uuid not null unique,
  version integer not null default 1,
  name text not null,
  rank integer not null,
  pending boolean not null,
  shown jsonb,
  changed_on date,
  next_on date,
  moved_at timestamptz not null,
  check ((shown is null) = (changed_on is null))
);
comment on table disclosure.record is '机构职能、负责人、办事服务、指南、政府采购的记录；各列由它的每一步重算得出，shown 是公众现在看到的';
create index record_by_kind on disclosure.record (agency_id, kind, id desc);
create index record_shown on disclosure.record (agency_id, kind, rank, id) where shown is not null and kind <> 'procurement';
create index record_pending on disclosure.record (agency_id, id) where pending;
create index record_next on disclosure.record (next_on) where next_on is not null;

create table disclosure.record_event (
  record_id bigint not null references disclosure.record (id),
  seq integer not null,
  at timestamptz not null,
  by_name text not null,
  by_role text not null,
  fact jsonb not null,
  primary key (record_id, seq)
);
comment on table disclosure.record_event is '记录的每一步，按序；现状由它们重算得出。只增不改';
create trigger record_event_append_only before update or delete on disclosure.record_event for each row execute function audit.refuse_change();
create trigger record_event_no_truncate before truncate on disclosure.record_event for each statement execute function audit.refuse_change();

create table disclosure.procurement (
  record_id bigint primary key references disclosure.record (id),
  agency_id integer not null,
  awarded_on date not null,
  method text not null,
  central boolean not null,
  amount_fen bigint not null,
  content jsonb not null
);
comment on table disclosure.procurement is '公开的政府采购项目，按成交日期排列和合计；与 record.shown 同一事务写入';
create index procurement_by_day on disclosure.procurement (agency_id, awarded_on desc, record_id desc);
