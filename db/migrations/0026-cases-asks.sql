alter table cases.case add column asks text check (asks in ('postponement', 'suspension', 'appeal'));
comment on column cases.case.asks is '承办单位等待批准的申请（延期、挂账、申诉）';
update cases.case c set asks = case last.step when 'askPostponement' then 'postponement' when 'askSuspension' then 'suspension' else 'appeal' end
from (
  select distinct on (case_id) case_id, fact ->> 'step' as step from cases.event
  where fact ->> 'step' in ('askPostponement', 'grantPostponement', 'refusePostponement', 'askSuspension', 'grantSuspension', 'refuseSuspension',
    'appeal', 'grantAppeal', 'refuseAppeal', 'return', 'feedBack', 'reopen')
  order by case_id, seq desc) last
where last.case_id = c.id and last.step in ('askPostponement', 'askSuspension', 'appeal');
-- What waits for the duty officer, the longest first; and what units are at work on, the first due first.
create index case_asks on cases.case (agency_id, moved_at, id) where asks is not null;
create index case_handling on cases.case (agency_id, due_at, id) where stage = 'handling';
