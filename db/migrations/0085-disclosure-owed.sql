alter table disclosure.task drop constraint task_kind_check;
alter table disclosure.task add constraint task_kind_check
  check (kind in ('stale', 'empty', 'late', 'review', 'slip', 'link', 'unpublished', 'interpret'));
alter table disclosure.norm add column interpretation text check (interpretation in ('needed', 'not_needed'));
comment on column disclosure.norm.interpretation is '要不要解读，由办公室逐件决定；没有决定的为空';
