create table disclosure.column_unit (
  agency_id integer not null,
  column_code text not null,
  department text not null,
  primary key (agency_id, column_code)
);
comment on table disclosure.column_unit is '栏目由哪个科室维护；没有写的由信息公开工作机构维护';

create table disclosure.checked (
  item_id bigint primary key references disclosure.item (id),
  revision integer not null,
  checked_on date not null,
  slips jsonb not null,
  dead jsonb not null
);
comment on table disclosure.checked is '已发布信息最近一次校对和链接检查的结果';
create index checked_on on disclosure.checked (checked_on, item_id);

create table disclosure.task (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  kind text not null check (kind in ('stale', 'empty', 'late', 'review', 'slip', 'link')),
  subject text not null,
  says text not null,
  href text not null,
  department text,
  until_on date,
  opened_on date not null,
  done_on date,
  done_by text,
  note text not null default '',
  check ((done_on is null) = (done_by is null))
);
comment on table disclosure.task is '要谁补上、改正的事：每天按规则算出，原因消除就自动办结；校对和链接可以由人说明后办结';
create unique index task_open on disclosure.task (agency_id, kind, subject) where done_on is null;
create index task_to_do on disclosure.task (agency_id, coalesce(until_on, 'infinity'::date), id) where done_on is null;
create index task_done on disclosure.task (agency_id, done_on desc, id desc) where done_on is not null;
create index task_settled on disclosure.task (agency_id, kind, subject) where done_on is not null;
