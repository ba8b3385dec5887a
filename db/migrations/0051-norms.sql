create table disclosure.norm_register (
  agency_id integer not null,
  year integer not null,
  last integer not null,
  primary key (agency_id, year)
);
comment on table disclosure.norm_register is '规范性文件台账每年的最后一个登记号';

create table disclosure.norm_series (
  id integer generated always as identity primary key,
  agency_id integer not null,
  format text not null,
  added_at timestamptz not null,
  added_by text not null,
  unique (agency_id, format)
);
comment on table disclosure.norm_series is '文号的格式，由本单位设定，如“西全响应发〔{年}〕{号}号”';

create table disclosure.norm_counter (
  series_id integer not null references disclosure.norm_series (id),
  year integer not null,
  last integer not null,
  primary key (series_id, year)
);
comment on table disclosure.norm_counter is '每种文号每年的最后一个号，不跳号';

create table disclosure.norm (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  number text not null,
  version integer not null default 1,
  submission_key uuid not null unique,
  stage text not null,
  origin text not null check (origin in ('own', 'incoming', 'existing')),
  title text not null,
  issuer text not null,
  department text,
  units text[] not null,
  document_number text not null,
  issued_on date,
  effective_on date,
  valid_until date,
  ended_on date,
  end_kind text check (end_kind in ('abolished', 'expired')),
  amended_on date,
  consult_from date,
  consult_until date,
  answered_on date,
  item_number text,
  round_number text,
  round_decision text check (round_decision in ('keep', 'modify', 'repeal')),
  comments integer not null default 0,
  moved_at timestamptz not null,
  unique (agency_id, number),
  check ((issued_on is null) = (document_number = '')),
  check ((ended_on is null) = (end_kind is null))
);
comment on table disclosure.norm is '规范性文件；各列由它的每一步重算得出';
create unique index norm_document_number on disclosure.norm (agency_id, document_number) where document_number <> '';
create index norm_issued on disclosure.norm (agency_id, issued_on desc, id desc) where issued_on is not null;
create index norm_consulted on disclosure.norm (agency_id, consult_from desc, id desc) where consult_from is not null;
create index norm_consulting on disclosure.norm (consult_until) where stage = 'consulting';
create index norm_road on disclosure.norm (agency_id, moved_at desc, id desc)
  where stage in ('received', 'handling', 'drafting', 'circulating', 'consulting', 'legality', 'deliberation', 'numbering');
create index norm_issued_desk on disclosure.norm (agency_id, moved_at desc, id desc) where stage = 'issued';
create index norm_done on disclosure.norm (agency_id, moved_at desc, id desc) where stage in ('archived', 'dropped');
create index norm_expiring on disclosure.norm (agency_id, valid_until, id) where stage = 'issued' and valid_until is not null;
create index norm_issuer on disclosure.norm (agency_id, issuer) where issued_on is not null and item_number is not null;
create index norm_item on disclosure.norm (agency_id, item_number) where item_number is not null;

create table disclosure.norm_event (
  norm_id bigint not null references disclosure.norm (id),
  seq integer not null,
  at timestamptz not null,
  by_name text not null,
  by_role text not null,
  fact jsonb not null,
  primary key (norm_id, seq)
);
comment on table disclosure.norm_event is '规范性文件的每一步，按序；现状由它们重算得出。只增不改';
create trigger norm_event_append_only before update or delete on disclosure.norm_event for each row execute function audit.refuse_change();
create trigger norm_event_no_truncate before truncate on disclosure.norm_event for each statement execute function audit.refuse_change();

create table disclosure.norm_relation (
  norm_id bigint not null references disclosure.norm (id),
  kind text not null check (kind in ('amends', 'abolishes', 'basedOn', 'supports', 'interprets')),
  to_norm_id bigint references disclosure.norm (id),
  to_item text,
  words text not null,
  unique nulls not distinct (norm_id, kind, to_norm_id, to_item, words)
);
comment on table disclosure.norm_relation is '修改、废止、依据、配套、解读；由登记关系的步骤重算得出';
create index norm_relation_to on disclosure.norm_relation (to_norm_id) where to_norm_id is not null;

create table disclosure.norm_comment (
  norm_id bigint not null references disclosure.norm (id),
  n integer not null,
  submission_key uuid not null unique,
  at timestamptz not null,
  body text not null,
  name_sealed text,
  contact_sealed text,
  verdict text check (verdict in ('adopted', 'partly', 'rejected', 'unrelated')),
  reply text not null default '',
  weighed_by text,
  weighed_at timestamptz,
  primary key (norm_id, n),
  check ((verdict is null) = (weighed_by is null))
);
comment on table disclosure.norm_comment is '公众对草案的意见；姓名和联系方式加密保存，不公开';
create index norm_comment_waiting on disclosure.norm_comment (norm_id, n) where verdict is null;

create table disclosure.norm_round (
  agency_id integer not null,
  number text not null,
  opened_on date not null,
  opened_by text not null,
  closed_on date,
  item_number text,
  primary key (agency_id, number)
);
comment on table disclosure.norm_round is '一次清理：对每一件现行有效的文件作出保留、修改或者废止的决定，结果公布';
