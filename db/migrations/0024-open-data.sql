-- What a report is to the Open311 interface: the tile its reporter chose, then that of the category it was filed under.
alter table cases.case add column service text;
update cases.case set service = tile;
alter table cases.case alter column service set not null;
comment on column cases.case.service is '开放接口（Open311）里的服务代码：甄别以前是上报人所选的一类，之后是所立小类所属的一类';
create index case_service on cases.case (agency_id, service, reported_at desc, id desc) where shown <> 'none';
create index case_service_open on cases.case (agency_id, reported_at desc, id desc)
  where shown <> 'none' and stage not in ('closed', 'declined', 'merged', 'transferred', 'withdrawn', 'voided');

create schema open_data;

create table open_data.api_key (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  holder text not null check (holder <> ''),
  fingerprint text not null unique,
  hint text not null,
  issued_at timestamptz not null,
  issued_by text not null,
  revoked_at timestamptz,
  revoked_by text,
  check ((revoked_at is null) = (revoked_by is null))
);
comment on table open_data.api_key is '开放接口的密钥：只存指纹，密钥本身只在发放时显示一次；收回后不再启用';
comment on column open_data.api_key.hint is '密钥的末四位，供人辨认';
create index api_key_agency on open_data.api_key (agency_id, issued_at desc, id desc);

create table open_data.submission (
  number text primary key,
  api_key_id bigint not null references open_data.api_key (id),
  at timestamptz not null
);
comment on table open_data.submission is '经开放接口上报的，各是用哪个密钥';
create index submission_api_key on open_data.submission (api_key_id, at desc);
