create table disclosure.change_series (
  agency_id integer primary key,
  last bigint not null
);
comment on table disclosure.change_series is '公众看到的变化的流水号；给号的事务提交以前别人要等，所以先看到的号一定在前';

alter table disclosure.item
  add column changed bigint,
  add column changed_at timestamptz,
  add column was_in text[] not null default '{}';
comment on column disclosure.item.changed is '公众看到的最近一次变化的流水号；增量接口按它往后取';
comment on column disclosure.item.was_in is '以前公开时所在、现在已经离开的栏目；按栏目取变化的也要知道它走了';

update disclosure.item i set changed = o.n, changed_at = i.moved_at
from (select id, row_number() over (partition by agency_id order by moved_at, id) as n from disclosure.item where shown <> 'none') o where o.id = i.id;
insert into disclosure.change_series (agency_id, last) select agency_id, max(changed) from disclosure.item where changed is not null group by agency_id;

create index item_changed on disclosure.item (agency_id, changed) where changed is not null;
create index item_changed_column on disclosure.item (agency_id, column_code, changed) where changed is not null;
create index item_changed_left on disclosure.item (agency_id, changed) where was_in <> '{}';
create index item_changed_at on disclosure.item (agency_id, changed_at) where changed is not null;

create table disclosure.platform (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  name text not null,
  url text not null,
  secret_sealed text not null,
  columns text[] not null,
  paused boolean not null default false,
  added_at timestamptz not null,
  added_by text not null
);
comment on table disclosure.platform is '推送信息的其他单位平台；栏目为空是全部';
create index platform_agency on disclosure.platform (agency_id, id);

create table disclosure.delivery (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  item_id bigint not null references disclosure.item (id),
  version integer not null,
  change text not null check (change in ('published', 'revised', 'validity', 'withdrawn')),
  channel text not null check (channel in ('portal', 'feed', 'mail', 'hook', 'wechat')),
  platform_id bigint references disclosure.platform (id),
  reference uuid not null default gen_random_uuid(),
  created_at timestamptz not null,
  state text not null check (state in ('waiting', 'held', 'sending', 'delivered', 'failed')),
  attempts integer not null default 0,
  next_at timestamptz not null,
  delivered_at timestamptz,
  last_error text,
  told integer,
  constraint delivery_once unique nulls not distinct (item_id, version, channel, platform_id),
  check ((channel = 'hook') = (platform_id is not null))
);
comment on table disclosure.delivery is '每一次公开变化经每个渠道的送达，一条变化一个渠道一行';
create index delivery_due on disclosure.delivery (next_at, id) where state in ('waiting', 'sending');
create index delivery_newest on disclosure.delivery (agency_id, id desc) where channel not in ('portal', 'feed');
create index delivery_failed on disclosure.delivery (agency_id, id desc) where state = 'failed';
create index delivery_platform on disclosure.delivery (platform_id, id desc) where platform_id is not null;

create table disclosure.delivery_attempt (
  id bigint generated always as identity primary key,
  delivery_id bigint not null references disclosure.delivery (id),
  number integer not null,
  at timestamptz not null,
  outcome text not null check (outcome in ('delivered', 'for-now', 'for-good', 'lost')),
  because text
);
create index delivery_attempt_of on disclosure.delivery_attempt (delivery_id, id);
create trigger delivery_attempt_append_only before update or delete on disclosure.delivery_attempt for each row execute function audit.refuse_change();
create trigger delivery_attempt_no_truncate before truncate on disclosure.delivery_attempt for each statement execute function audit.refuse_change();

create table disclosure.subscriber (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  fingerprint text not null,
  address_sealed text not null,
  address_masked text not null,
  columns text[] not null,
  confirmed_at timestamptz,
  wanted text[] not null,
  asked_at timestamptz not null,
  unique (agency_id, fingerprint)
);
comment on table disclosure.subscriber is '邮件订阅人；本人点开确认邮件以前不发，退订即删。栏目为空是全部';
create index subscriber_confirmed on disclosure.subscriber (agency_id, id) where confirmed_at is not null;
