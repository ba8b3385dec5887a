create table requests.answer_series (
  agency_id integer not null,
  year integer not null,
  last integer not null,
  primary key (agency_id, year)
);
comment on table requests.answer_series is '公开答复每年的最后一个号，不跳号';

create table requests.answer (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  request_id bigint not null unique references requests.request (id),
  submission_key uuid not null unique,
  version integer not null default 1,
  stage text not null check (stage in ('review', 'drafting', 'public', 'withdrawn', 'discarded')),
  shown text not null check (shown in ('full', 'tombstone', 'none')),
  number text,
  title text not null,
  asked text not null,
  answered text not null,
  links jsonb not null,
  decision text not null,
  decision_group text not null check (decision_group in ('granted', 'partly_granted', 'refused', 'unable', 'not_processed', 'other')),
  replied_on date not null,
  released_on date,
  withdrawn_on date,
  withdrawn_because text,
  moved_at timestamptz not null,
  unique (agency_id, number),
  check ((shown = 'full') = (stage = 'public')),
  check ((shown = 'none') = (number is null)),
  check ((number is null) = (released_on is null))
);
comment on table requests.answer is '依申请公开的公开答复，不含申请人的任何信息；各列由它的每一步重算得出';
create index answer_public on requests.answer (agency_id, replied_on desc, id desc) where shown = 'full';
create index answer_public_group on requests.answer (agency_id, decision_group, replied_on desc, id desc) where shown = 'full';
create index answer_desk on requests.answer (agency_id, stage, moved_at desc, id desc);

create table requests.answer_event (
  answer_id bigint not null references requests.answer (id),
  seq integer not null,
  at timestamptz not null,
  by_name text not null,
  by_role text not null,
  fact jsonb not null,
  primary key (answer_id, seq)
);
comment on table requests.answer_event is '公开答复的每一步，按序；现状由它们重算得出。只增不改';
create trigger answer_event_append_only before update or delete on requests.answer_event for each row execute function audit.refuse_change();
create trigger answer_event_no_truncate before truncate on requests.answer_event for each statement execute function audit.refuse_change();
