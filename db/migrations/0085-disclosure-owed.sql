alter table disclosure.task drop constraint task_kind_check;
alter table disclosure.task add constraint task_kind_check
  check (kind in ('stale', 'empty', 'late', 'review', 'slip', 'link', 'asked', 'unpublished', 'interpret'));
alter table disclosure.norm add column interpretation text check (interpretation in ('needed', 'not_needed'));
comment on column disclosure.norm.interpretation is '要不要解读，由办公室逐件决定；没有决定的为空';
alter table disclosure.item add column replaced_by text, add column replaced_title text;
comment on column disclosure.item.replaced_by is '修改、废止或者代替它的那一条的编号；不在平台上的只有名称';
create index item_replaced_by on disclosure.item (agency_id, replaced_by) where replaced_by is not null;
update disclosure.item i set replaced_by = o.number from disclosure.item o, disclosure.event e
  where e.item_id = i.id and e.fact ->> 'step' = 'setValidity' and o.agency_id = i.agency_id and o.number = e.fact ->> 'by'
    and not exists (select 1 from disclosure.event l where l.item_id = i.id and l.fact ->> 'step' = 'setValidity' and l.seq > e.seq);
alter table disclosure.event add column by_id uuid;
comment on column disclosure.event.by_id is '办理人的账号；早先的和系统办的为空';
create index norm_unpublished on disclosure.norm (agency_id, moved_at desc, id desc) where stage = 'issued' and item_number is null;
