create table requests.withheld (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  request_id bigint not null unique references requests.request (id),
  version integer not null default 1,
  stage text not null check (stage in ('withheld', 'opening', 'published')),
  decision text not null,
  withheld_on date not null,
  review_on date,
  item text,
  check ((stage = 'published') = (review_on is null))
);
comment on table requests.withheld is '依申请不予公开和部分公开的登记，到日再评估（条例第十八条）；各列由每一步重算得出';
create index withheld_review on requests.withheld (agency_id, review_on, id) where review_on is not null;
create index withheld_published on requests.withheld (agency_id, id desc) where review_on is null;

create table requests.withheld_event (
  withheld_id bigint not null references requests.withheld (id),
  seq integer not null,
  at timestamptz not null,
  by_name text not null,
  by_role text not null,
  article text not null,
  fact jsonb not null,
  primary key (withheld_id, seq)
);
comment on table requests.withheld_event is '不予公开登记的每一步，按序。只增不改';

-- What was withheld before is looked at again a year after it was; where that day is over, the register says so.
insert into requests.withheld (agency_id, request_id, stage, decision, withheld_on, review_on)
  select agency_id, id, 'withheld', decision, concluded_on, (concluded_on + interval '1 year')::date from requests.request
  where concluded_on is not null and (decision = 'partly_granted' or (decision like 'refused.%' and decision <> 'refused.administrative_query'))
  order by id;
insert into requests.withheld_event (withheld_id, seq, at, by_name, by_role, article, fact)
  select id, 1, withheld_on::timestamp at time zone 'Asia/Shanghai', '平台', 'system', '条例第十八条',
    jsonb_build_object('step', 'register', 'on', withheld_on, 'decision', decision, 'reviewOn', review_on)
  from requests.withheld;
create trigger withheld_event_append_only before update or delete on requests.withheld_event for each row execute function audit.refuse_change();
create trigger withheld_event_no_truncate before truncate on requests.withheld_event for each statement execute function audit.refuse_change();
