create table disclosure.inward_item (
  agency_id integer not null,
  source_id text not null,
  item_id bigint not null references disclosure.item (id),
  digest text not null,
  taken_at timestamptz not null,
  primary key (agency_id, source_id)
);
comment on table disclosure.inward_item is '从别的系统取来的信息：来源的标识、取来时内容的指纹和它成为的信息';

create table disclosure.inward_batch (
  id uuid primary key,
  agency_id integer not null,
  by_account text not null,
  source text not null,
  rows jsonb not null,
  made_at timestamptz not null
);
comment on table disclosure.inward_batch is '取入以前的预览，一天后清除';

create table disclosure.inward_source (
  agency_id integer not null,
  url text not null,
  cursor text not null,
  pulled_at timestamptz not null,
  primary key (agency_id, url)
);
comment on table disclosure.inward_source is '从别的平台增量取到了哪里';
