create table cases.not_duplicate (
  first_id bigint not null references cases.case (id),
  second_id bigint not null references cases.case (id),
  at timestamptz not null,
  by_name text not null,
  by_role text not null,
  because text not null,
  primary key (first_id, second_id),
  check (first_id < second_id)
);
comment on table cases.not_duplicate is '经人判断“不是同一问题”的两件，编号小的在前；说过的不再提示。只增不改';
create trigger not_duplicate_append_only before update or delete on cases.not_duplicate for each row execute function audit.refuse_change();
create trigger not_duplicate_no_truncate before truncate on cases.not_duplicate for each statement execute function audit.refuse_change();
