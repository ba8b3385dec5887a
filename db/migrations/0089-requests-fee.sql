-- What fees there are and how they ended, for lists, the calendar and the year's statement; drawn from the events.
create table requests.fee (
  request_id bigint primary key references requests.request (id),
  agency_id integer not null,
  basis text not null check (basis in ('by_item', 'by_page')),
  quantity integer not null,
  yuan integer not null check (yuan > 0),
  proposed_on date not null,
  noticed_on date,
  due_on date,
  paid_on date,
  receipt text not null default '',
  waived_on date,
  waived_because text not null default ''
);
comment on table requests.fee is '信息处理费：按件或者按量、金额（元）、通知、缴纳和减免；由事件折叠而来';
create index fee_noticed on requests.fee (agency_id, noticed_on desc, request_id) where noticed_on is not null;
create index fee_paid on requests.fee (agency_id, paid_on) where paid_on is not null;
create index fee_waived on requests.fee (agency_id, waived_on) where waived_on is not null;
