create table disclosure.message_register (
  agency_id integer not null,
  year integer not null,
  last integer not null,
  primary key (agency_id, year)
);
comment on table disclosure.message_register is '留言编号，按年连续';

create table disclosure.message (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  number text not null,
  submission_key uuid not null unique,
  code_fingerprint text not null,
  at timestamptz not null,
  arrived_on date not null,
  kind text not null check (kind in ('question', 'correction', 'suggestion')),
  about text not null,
  about_title text not null,
  body text not null,
  contact_sealed text,
  reply text not null default '',
  replied_by text,
  replied_at timestamptz,
  wants_public boolean not null default false,
  released_by text,
  released_at timestamptz,
  unique (agency_id, number),
  check ((replied_by is null) = (replied_at is null)),
  check ((released_by is null) = (released_at is null)),
  check (released_by is null or (wants_public and released_by <> replied_by))
);
comment on table disclosure.message is '公众的咨询、纠错和建议；联系方式加密保存，不公开；要公开的答复由另一人放行';
create index message_waiting on disclosure.message (agency_id, at, id) where replied_at is null;
create index message_held on disclosure.message (agency_id, replied_at, id) where replied_at is not null and wants_public and released_at is null;
create index message_done on disclosure.message (agency_id, replied_at desc, id desc) where replied_at is not null;
create index message_public on disclosure.message (agency_id, released_at desc, id desc) where released_at is not null;

create table disclosure.posted (
  kind text not null check (kind in ('message', 'comment', 'code')),
  source text not null,
  hour timestamptz not null,
  times integer not null,
  primary key (kind, source, hour)
);
comment on table disclosure.posted is '一小时内从同一地址来了多少：防止刷屏；地址只留当天的指纹，过了一小时就删';
create index posted_hour on disclosure.posted (hour);

alter table disclosure.task drop constraint task_kind_check;
alter table disclosure.task add constraint task_kind_check check (kind in ('stale', 'empty', 'late', 'review', 'slip', 'link', 'message', 'asked'));
