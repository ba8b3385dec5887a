create table requests.import_batch (
  id uuid primary key,
  agency_id integer not null,
  by_account text not null,
  file_name text not null,
  rows_sealed text not null,
  notes jsonb not null,
  made_at timestamptz not null,
  done_at timestamptz,
  added integer,
  check ((done_at is null) = (added is null))
);
comment on table requests.import_batch is '读进来、等人核对的纸质台账；有个人信息，整份加密保存，过期删除';
create index import_batch_made on requests.import_batch (made_at);

create table requests.imported (
  agency_id integer not null,
  paper_number text not null,
  request_id bigint not null unique references requests.request (id),
  digest text not null,
  batch_id uuid not null,
  primary key (agency_id, paper_number)
);
comment on table requests.imported is '从纸质台账导入的申请和它在纸上的编号；同一编号只导入一次';
