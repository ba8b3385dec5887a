create schema cases;

create table cases.number_series (
  agency_id integer not null,
  day date not null,
  last integer not null,
  primary key (agency_id, day)
);
comment on table cases.number_series is '每个机关每天的上报编号，连续不跳号';

create table cases.case (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  number text not null unique,
  version integer not null default 1,
  submission_key uuid not null unique,
  code_fingerprint text not null,

  channel text not null,
  reported_at timestamptz not null,
  reporter_sealed text,
  reporter_fingerprint text,
  reporter_masked text not null,
  is_staff boolean not null default false,
  tile text not null,
  description text not null,
  address text not null,
  place_source text not null,
  lon double precision,
  lat double precision,
  access text not null check (access in ('public', 'semi_closed', 'closed')),
  photos integer not null,

  stage text not null,
  shown text not null check (shown in ('full', 'outline', 'none')),
  title text,
  place text,
  street_code text,
  grid_code text,
  major text,
  category text,
  condition text,
  standard_version integer,
  unit_id integer,
  unit text,
  filed_at timestamptz,
  due_at timestamptz,
  due_provisional boolean not null default false,
  desk_due_at timestamptz,
  overdue_from timestamptz,
  handled_at timestamptz,
  closed_at timestamptz,
  on_time boolean,
  exempt boolean not null default false,
  result text,
  returns integer not null default 0,
  rounds integer not null default 0,
  failed integer not null default 0,
  postponements integer not null default 0,
  suspended_until date,
  supervision text,
  reopened integer not null default 0,
  satisfied boolean,
  rated_at timestamptz,
  parent text,
  moved_at timestamptz not null,

  check ((lon is null) = (lat is null)),
  check (stage <> 'closed' or closed_at is not null),
  check ((satisfied is null) = (rated_at is null))
);
comment on table cases.case is '公众上报和城市管理案件。stage 以下各列是事件的折叠；shown 是对公众的可见性，只由一处决定；坐标是 WGS-84';
comment on column cases.case.reporter_sealed is '上报人的联系方式，加密保存；匿名的为空';

-- What the public reads: the newest first, by any one filter.
create index case_public on cases.case (agency_id, moved_at desc, id desc) where shown <> 'none';
create index case_public_street on cases.case (agency_id, street_code, moved_at desc, id desc) where shown <> 'none';
create index case_public_major on cases.case (agency_id, major, moved_at desc, id desc) where shown <> 'none';
create index case_public_category on cases.case (agency_id, category, moved_at desc, id desc) where shown <> 'none';
create index case_public_unit on cases.case (agency_id, unit_id, moved_at desc, id desc) where shown <> 'none';
create index case_overdue on cases.case (agency_id, overdue_from, id) where overdue_from is not null;
create index case_suspended on cases.case (suspended_until, id) where suspended_until is not null;
create index case_closed on cases.case (agency_id, closed_at desc, id desc) where closed_at is not null;
create index case_reported on cases.case (agency_id, reported_at desc, id desc);
-- What the hall works on: few of many.
create index case_desk on cases.case (agency_id, stage, desk_due_at, id)
  where stage not in ('closed', 'declined', 'merged', 'transferred', 'withdrawn', 'voided');
create index case_at_unit on cases.case (agency_id, unit_id, due_at, id) where stage in ('dispatched', 'handling', 'handled');
create index case_near on cases.case using gist (point(lon, lat))
  where lon is not null and stage not in ('closed', 'declined', 'merged', 'transferred', 'withdrawn', 'voided');
create index case_parent on cases.case (parent) where parent is not null;
create index case_reporter on cases.case (reporter_fingerprint, id desc) where reporter_fingerprint is not null;

create table cases.event (
  case_id bigint not null references cases.case (id),
  seq integer not null,
  at timestamptz not null,
  by_name text not null,
  by_role text not null,
  fact jsonb not null,
  primary key (case_id, seq)
);
comment on table cases.event is '案件的每一步，按序；现状由它们重算得出。只增不改';
create trigger event_append_only before update or delete on cases.event for each row execute function audit.refuse_change();
create trigger event_no_truncate before truncate on cases.event for each statement execute function audit.refuse_change();

create table cases.failed_code (
  number text not null,
  at timestamptz not null
);
comment on table cases.failed_code is '查询码输错的时刻，用来限制试探';
create index case_failed_code_number on cases.failed_code (number, at);
