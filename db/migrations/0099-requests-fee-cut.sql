-- What was taken off a fee on an objection is 减免 as what was given up whole is.
alter table requests.fee add column cut_yuan integer not null default 0 check (cut_yuan >= 0), add column cut_on date;
comment on column requests.fee.cut_yuan is '异议以后减去的整数元；yuan 是减后的';
update requests.fee f set cut_yuan = greatest(0, (p.fact ->> 'yuan')::int - (a.fact ->> 'yuan')::int),
  cut_on = case when (p.fact ->> 'yuan')::int > (a.fact ->> 'yuan')::int then (a.fact ->> 'on')::date end
from requests.event p, requests.event a
where p.request_id = f.request_id and p.fact ->> 'step' = 'proposeFee' and a.request_id = f.request_id and a.fact ->> 'step' = 'answerFeeObjection'
  and p.seq = (select max(seq) from requests.event x where x.request_id = f.request_id and x.fact ->> 'step' = 'proposeFee' and x.seq < a.seq);
