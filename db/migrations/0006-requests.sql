create schema requests;

create table requests.number_series (
  agency_id integer not null,
  year integer not null,
  last integer not null,
  primary key (agency_id, year)
);
comment on table requests.number_series is '每个机关每年的申请编号，连续不跳号';

create table requests.request (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  number text not null unique,
  version integer not null default 1,
  submission_key uuid not null unique,
  code_fingerprint text not null,

  channel text not null,
  submitted_at timestamptz not null,
  arrived_on date not null,
  confirmed_on date,
  received_on date not null,
  evidence text not null,

  applicant_kind text not null,
  applicant_sealed text not null,
  applicant_masked text not null,
  applicant_fingerprint text not null,
  subject text not null,
  format text not null,
  delivery_way text not null,

  stage text not null,
  department text,
  due_on date,
  due_provisional boolean not null,
  calendar_version text not null,
  concluded_on date,
  decision text,

  check ((concluded_on is null) = (decision is null)),
  check ((stage = 'concluded') = (concluded_on is not null))
);
comment on table requests.request is '政府信息公开申请。due_on、stage 等列是事件的折叠，due_on 为空是停计；是否超期从不存储';
comment on column requests.request.applicant_sealed is '姓名、证件、联系方式，加密保存';
create index request_open on requests.request (agency_id, due_on, id) where concluded_on is null;
create index request_newest on requests.request (agency_id, id desc);
create index request_received on requests.request (agency_id, received_on);
create index request_concluded on requests.request (agency_id, concluded_on desc, id desc) where concluded_on is not null;
create index request_department on requests.request (agency_id, department, due_on, id) where concluded_on is null;
create index request_same_applicant on requests.request (applicant_fingerprint, id desc);

create table requests.event (
  request_id bigint not null references requests.request (id),
  seq integer not null,
  at timestamptz not null,
  by_name text not null,
  by_role text not null,
  article text not null,
  fact jsonb not null,
  primary key (request_id, seq)
);
comment on table requests.event is '申请的每一步，按序；现状由它们重算得出。只增不改';
create trigger event_append_only before update or delete on requests.event for each row execute function audit.refuse_change();
create trigger event_no_truncate before truncate on requests.event for each statement execute function audit.refuse_change();

create table requests.failed_code (
  number text not null,
  at timestamptz not null
);
comment on table requests.failed_code is '查询码输错的时刻，用来限制试探';
create index failed_code_number on requests.failed_code (number, at);

create table requests.remedy (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  route text not null check (route in ('reconsideration', 'litigation_direct', 'litigation_after_reconsideration')),
  request_number text,
  filed_on date not null,
  closed_on date,
  result text check (result in ('upheld', 'corrected', 'other')),
  note text not null default '',
  check ((closed_on is null) = (result is null)),
  check (closed_on >= filed_on)
);
comment on table requests.remedy is '行政复议和行政诉讼，年报表四';
create index remedy_filed on requests.remedy (agency_id, filed_on);
