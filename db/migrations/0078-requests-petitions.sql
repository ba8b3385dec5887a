create table requests.petition_series (
  agency_id integer not null,
  kind text not null,
  year integer not null,
  last integer not null,
  primary key (agency_id, kind, year)
);
comment on table requests.petition_series is '投诉举报、公开建议每年的最后一个号，不跳号';

create table requests.petition (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  kind text not null check (kind in ('complaint', 'suggestion')),
  number text not null unique,
  submission_key uuid not null unique,
  code_fingerprint text not null,
  version integer not null default 1,
  stage text not null check (stage in ('received', 'handling', 'answered', 'forwarded', 'published', 'declined', 'withdrawn')),
  submitted_at timestamptz not null,
  received_on date not null,
  sender_sealed text not null,
  sender_masked text not null,
  sender_fingerprint text not null,
  subject text not null,
  about_request text,
  about_item text,
  about_person text not null default '',
  due_on date,
  due_provisional boolean not null,
  ended_on date,
  handler text,
  item text
);
comment on table requests.petition is '对信息公开工作的投诉举报（条例第四十七条、第五十一条）和公开建议（第四十四条）；各列由每一步重算得出，是谁提的加密保存';
create index petition_open on requests.petition (agency_id, kind, due_on, id) include (stage, received_on) where due_on is not null;
create index petition_ended on requests.petition (agency_id, kind, ended_on desc, id desc) include (stage, received_on) where ended_on is not null;
create index petition_latest on requests.petition (agency_id, kind, id desc);
create index petition_request on requests.petition (about_request, id) where about_request is not null;

create table requests.petition_event (
  petition_id bigint not null references requests.petition (id),
  seq integer not null,
  at timestamptz not null,
  by_name text not null,
  by_role text not null,
  article text not null,
  fact jsonb not null,
  primary key (petition_id, seq)
);
comment on table requests.petition_event is '投诉举报和公开建议的每一步，按序；现状由它们重算得出。只增不改';
create trigger petition_event_append_only before update or delete on requests.petition_event for each row execute function audit.refuse_change();
create trigger petition_event_no_truncate before truncate on requests.petition_event for each statement execute function audit.refuse_change();
