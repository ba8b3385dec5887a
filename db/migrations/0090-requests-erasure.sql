-- When the retention of a file is over, what it says of persons and in words goes; what the year's figures count stays.
alter table requests.request add column erase_after date;
alter table requests.request add column erased_on date;
comment on column requests.request.erase_after is '保管期限届满之日；空的是永久，或者还没有归档';
comment on column requests.request.erased_on is '鉴定后清除内容之日；清除后只留计数要用的字段';
create index request_erasable on requests.request (agency_id, erase_after, number) where erase_after is not null and erased_on is null;

drop trigger event_append_only on requests.event;
create trigger event_never_deleted before delete on requests.event for each row execute function audit.refuse_change();
-- Only the erasure of a file whose retention is over may take words out of its events; it says so for its own transaction.
create trigger event_append_only before update on requests.event for each row
  when (current_setting('gongkai.erasing', true) is distinct from 'on') execute function audit.refuse_change();

-- Bytes of an upload belong to its form, so that they can be dropped with it; older ones are shared by their content.
alter table files.attachment add column owner uuid;
