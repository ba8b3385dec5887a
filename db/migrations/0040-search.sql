create schema search;

create table search.document (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  kind text not null check (kind in ('item', 'guide', 'request', 'case', 'report')),
  key text not null,
  path text not null,
  title text not null,
  summary text not null,
  body text not null,
  numbers text not null,
  published_on date not null,
  column_name text not null,
  department text not null,
  subject text not null,
  validity text not null,
  answer text not null,
  words tsvector not null,
  unique (agency_id, kind, key)
);
comment on table search.document is '检索用的公开信息副本；由各模块在自己的事务里写入，只写已经公开的内容';
-- Candidates are ranked by these: they stay in the row; body and words are read of the few that are shown.
alter table search.document
  alter column kind set storage main, alter column key set storage main, alter column path set storage main, alter column title set storage main,
  alter column summary set storage main, alter column numbers set storage main, alter column column_name set storage main,
  alter column department set storage main, alter column subject set storage main, alter column validity set storage main,
  alter column words set storage external;
alter table search.document set (toast_tuple_target = 256, autovacuum_analyze_scale_factor = 0.02);
create index document_words on search.document using gin (words);

create table search.term (
  agency_id integer not null,
  term text collate "C" not null,
  sound text collate "C" not null,
  initials text collate "C" not null,
  forms text[] not null,
  primary key (agency_id, term)
);
comment on table search.term is '公开信息标题里的词，带读音、首字母和少一个字的写法，供提示和纠错';
create index term_sound on search.term (agency_id, sound);
create index term_initials on search.term (agency_id, initials);
create index term_forms on search.term using gin (forms);

create table search.asked (
  agency_id integer not null,
  day date not null,
  text text not null,
  times integer not null,
  found integer not null,
  primary key (agency_id, day, text)
);
comment on table search.asked is '每天搜索了什么、多少次、最后一次找到多少；不记是谁，含个人信息的不记';

create table search.missed (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  text text not null,
  first_on date not null,
  last_on date not null,
  times integer not null,
  times_since integer not null default 0,
  done_on date,
  done_by text,
  note text not null default '',
  unique (agency_id, text),
  check ((done_on is null) = (done_by is null))
);
comment on table search.missed is '没有搜到的，作为待办；办了以后又有人搜，另外计数';
create index missed_open on search.missed (agency_id, times desc, id desc) where done_on is null;
create index missed_done on search.missed (agency_id, done_on desc, id desc) where done_on is not null;
