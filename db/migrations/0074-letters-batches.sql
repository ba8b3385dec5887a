create table letters.batch (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  submission_key uuid not null unique,
  code text not null,
  made_on date not null,
  started_at timestamptz not null,
  started_by jsonb not null,
  total integer not null check (total > 0)
);
comment on table letters.batch is '一次制作多份文书；进度由各份的状态得出';
create index batch_agency on letters.batch (agency_id, id desc);

create table letters.batch_item (
  batch_id bigint not null references letters.batch (id),
  n integer not null,
  subject text not null,
  values_sealed text not null,
  state text not null default 'waiting' check (state in ('waiting', 'made', 'refused')),
  attempts integer not null default 0,
  letter_id bigint references letters.letter (id),
  problem text,
  done_at timestamptz,
  primary key (batch_id, n),
  check ((state = 'made') = (letter_id is not null)),
  check ((state = 'refused') = (problem is not null))
);
comment on table letters.batch_item is '批量制作里的一份';
create index batch_item_waiting on letters.batch_item (attempts, batch_id, n) where state = 'waiting';
