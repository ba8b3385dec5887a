-- 草案公开征求意见以前先经保密审查
drop index disclosure.norm_road;
create index norm_road on disclosure.norm (agency_id, moved_at desc, id desc)
  where stage in ('received', 'handling', 'drafting', 'circulating', 'secrecy', 'cleared', 'consulting', 'legality', 'deliberation', 'numbering');
