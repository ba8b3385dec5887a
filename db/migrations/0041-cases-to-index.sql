-- Which cases the search has to read again. Rows are only added and, once read, removed by their own id: a case that moves while it is
-- being read has another row.
create table cases.to_index (
  id bigint generated always as identity primary key,
  case_id bigint not null
);
comment on table cases.to_index is '有变动、等待写进检索的案件';
insert into cases.to_index (case_id) select id from cases.case where shown = 'full' order by id;
