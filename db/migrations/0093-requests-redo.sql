-- An answer ordered anew is drafted, reviewed and signed as the first one was.
alter table requests.remedy
  drop constraint remedy_stage_check,
  add constraint remedy_stage_check
    check (stage in ('accepted', 'answering', 'awaiting', 'redoing', 'redrafted', 'rereviewed', 'closed'));

-- The words of an answer ordered anew go with the file they belong to, when its retention is over; nothing else changes an event.
drop trigger remedy_event_append_only on requests.remedy_event;
create trigger remedy_event_never_deleted before delete on requests.remedy_event for each row execute function audit.refuse_change();
create trigger remedy_event_append_only before update on requests.remedy_event for each row
  when (current_setting('gongkai.erasing', true) is distinct from 'on') execute function audit.refuse_change();
