create schema disclosure;

create table disclosure.number_series (
  agency_id integer not null,
  year integer not null,
  last integer not null,
  primary key (agency_id, year)
);
comment on table disclosure.number_series is '索引号每年的最后一个流水号，不跳号';

create table disclosure.item (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  number text not null,
  index_number text not null unique,
  version integer not null default 1,
  submission_key uuid not null unique,
  stage text not null,
  shown text not null check (shown in ('full', 'tombstone', 'none')),
  title text not null,
  column_code text not null,
  issuer text not null,
  document_number text not null,
  subject text not null,
  department text,
  formed_on date not null,
  due_on date,
  due_provisional boolean not null,
  first_published_on date,
  published_on date,
  scheduled_at timestamptz,
  validity text not null check (validity in ('valid', 'amended', 'expired', 'abolished')),
  valid_until date,
  exemption text,
  review_on date,
  moved_at timestamptz not null,
  unique (agency_id, number),
  check ((stage = 'withheld') = (exemption is not null)),
  check (shown = 'none' or first_published_on is not null)
);
comment on table disclosure.item is '主动公开信息；各列由它的每一步重算得出';
create index item_public on disclosure.item (agency_id, published_on desc, id desc) where shown = 'full';
create index item_public_column on disclosure.item (agency_id, column_code, published_on desc, id desc) where shown = 'full';
create index item_first_published on disclosure.item (agency_id, first_published_on desc, id desc) where first_published_on is not null;
create index item_desk on disclosure.item (agency_id, stage, due_on, id) where stage in ('drafting', 'secrecy', 'review', 'ready');
create index item_withheld on disclosure.item (agency_id, review_on, id) where stage = 'withheld';
create index item_scheduled on disclosure.item (scheduled_at) where scheduled_at is not null;
create index item_moved on disclosure.item (agency_id, moved_at desc, id desc);

create table disclosure.event (
  item_id bigint not null references disclosure.item (id),
  seq integer not null,
  at timestamptz not null,
  by_name text not null,
  by_role text not null,
  fact jsonb not null,
  primary key (item_id, seq)
);
comment on table disclosure.event is '信息的每一步，按序；现状由它们重算得出。只增不改';
create trigger event_append_only before update or delete on disclosure.event for each row execute function audit.refuse_change();
create trigger event_no_truncate before truncate on disclosure.event for each statement execute function audit.refuse_change();

create table disclosure.revision (
  item_id bigint not null references disclosure.item (id),
  n integer not null,
  published_on date not null,
  content jsonb not null,
  html text not null,
  words text not null,
  primary key (item_id, n)
);
comment on table disclosure.revision is '发布过的每一稿；最后一稿是公众看到的';
create trigger revision_append_only before update or delete on disclosure.revision for each row execute function audit.refuse_change();
create trigger revision_no_truncate before truncate on disclosure.revision for each statement execute function audit.refuse_change();
