-- A request is circulated to several departments: those it was passed to see it, and each has its own day.
alter table requests.request add column departments text[] not null default '{}';
alter table requests.request add column sent_on date;
alter table requests.request add column archived_on date;
update requests.request set departments = array[department] where department is not null;
comment on column requests.request.departments is '传阅过的科室，主办在内';
comment on column requests.request.sent_on is '答复第一次交寄、交付或者发出之日；空的还没有寄送';
-- Most requests are with no department yet: those cost the index nothing when they are written.
create index request_departments on requests.request using gin (departments) where concluded_on is null and departments <> '{}';
create index request_unsent on requests.request (agency_id, concluded_on, id) where concluded_on is not null and sent_on is null and archived_on is null;
-- 信息处理费 are counted by the applicant and calendar month, and repeated requests are found by the applicant.
create index request_same_applicant on requests.request (applicant_fingerprint, received_on);

create table requests.circulated (
  request_id bigint not null references requests.request (id),
  n integer not null,
  agency_id integer not null,
  department text not null,
  leads boolean not null,
  asked_on date not null,
  due_on date,
  answered_on date,
  urged integer not null default 0,
  primary key (request_id, n)
);
comment on table requests.circulated is '传阅会办：每个科室的内部期限和答复之日，由事件折叠而来';
create index circulated_waiting on requests.circulated (agency_id, due_on, request_id) where answered_on is null;
create index circulated_department on requests.circulated (agency_id, department, asked_on desc, request_id);
insert into requests.circulated (request_id, n, agency_id, department, leads, asked_on, due_on, answered_on)
  select r.id, 0, r.agency_id, r.department, true,
    (select (max(e.fact ->> 'on'))::date from requests.event e where e.request_id = r.id and e.fact ->> 'step' = 'assign'), null,
    (select (max(o.fact ->> 'on'))::date from requests.event o where o.request_id = r.id and o.fact ->> 'step' = 'giveOpinion'
      and o.seq > (select max(e.seq) from requests.event e where e.request_id = r.id and e.fact ->> 'step' = 'assign'))
  from requests.request r where r.department is not null;
