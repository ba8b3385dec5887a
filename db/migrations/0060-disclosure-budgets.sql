create table disclosure.budget (
  item_id bigint primary key references disclosure.item (id),
  agency_id integer not null,
  year integer not null,
  kind text not null check (kind in ('budget', 'account')),
  tables jsonb not null
);
comment on table disclosure.budget is '公开的预算、决算按年排列用的目录；表格本身在信息的每一稿里';
create index budget_by_year on disclosure.budget (agency_id, year desc, kind, item_id);
