create schema notifications;

create table notifications.message (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  -- In the order of its bytes, so that all events of one record are one range of the index.
  event_key text collate "C" not null,
  recipient_fingerprint text not null,
  channel text not null check (channel in ('mail', 'sms', 'wechat')),
  address_sealed text,
  address_masked text not null,
  subject text not null,
  body text not null,
  essential boolean not null,
  unsubscribe_url text,
  created_at timestamptz not null,

  state text not null check (state in ('waiting', 'sending', 'sent', 'failed', 'cancelled')),
  attempts integer not null default 0 check (attempts >= 0),
  next_at timestamptz not null,
  last_error text,
  sent_at timestamptz,
  provider_id text,
  cancelled_because text,

  constraint message_once unique (agency_id, event_key, recipient_fingerprint),
  check ((state = 'sent') = (sent_at is not null) and (state = 'sent') = (provider_id is not null)),
  check ((state = 'cancelled') = (cancelled_because is not null)),
  check ((state in ('sent', 'cancelled')) = (address_sealed is null))
);
comment on table notifications.message is '消息：一件事对一个人至多一条，与引起它的事写在同一笔事务里。地址加密存放，发出或取消后抹去';
comment on column notifications.message.event_key is '引起消息的事，如 cases/XC20261125-0001/7';
comment on column notifications.message.recipient_fingerprint is '收件人的指纹，不能还原';
comment on column notifications.message.channel is '渠道：mail 邮件，sms 短信，wechat 微信';
comment on column notifications.message.address_sealed is '加密的地址；任何列表都不读它';
comment on column notifications.message.address_masked is '遮掩的地址，如 z***@example.com';
comment on column notifications.message.essential is '必要消息：收件人不再接收时仍发送';
comment on column notifications.message.state is 'waiting 待发，sending 正在发，sent 已发出，failed 没有发成，cancelled 已取消';
comment on column notifications.message.attempts is '已试发的次数；由人再次发送后重新计数';
comment on column notifications.message.next_at is '待发的：何时可以发；正在发的：何时视为无人在发';
comment on column notifications.message.last_error is '最近一次没有发成的原因，不含个人信息';
comment on column notifications.message.provider_id is '邮件的 Message-ID，重试时不变';
create index message_due on notifications.message (next_at, id) where state in ('waiting', 'sending');
create index message_newest on notifications.message (agency_id, id desc);
create index message_state on notifications.message (agency_id, state, id desc);
create index message_waiting_for on notifications.message (recipient_fingerprint) where state = 'waiting';
create trigger message_kept before delete or update of agency_id, event_key, recipient_fingerprint, channel, address_masked, subject, body, essential,
  unsubscribe_url, created_at on notifications.message for each row execute function audit.refuse_change();
create trigger message_no_truncate before truncate on notifications.message for each statement execute function audit.refuse_change();

create table notifications.attempt (
  id bigint generated always as identity primary key,
  message_id bigint not null references notifications.message (id),
  number integer not null check (number > 0),
  at timestamptz not null,
  outcome text not null check (outcome in ('sent', 'for-now', 'for-good', 'lost')),
  because text,
  check ((outcome = 'sent') = (because is null))
);
comment on table notifications.attempt is '每一次试发和结果；lost 是发送的进程没有报告结果。不含个人信息，只增不改';
create index attempt_message on notifications.attempt (message_id, id);
create index attempt_unsuccessful on notifications.attempt (id desc) where outcome <> 'sent';
create trigger attempt_append_only before update or delete on notifications.attempt for each row execute function audit.refuse_change();
create trigger attempt_no_truncate before truncate on notifications.attempt for each statement execute function audit.refuse_change();

create table notifications.wish (
  recipient_fingerprint text primary key,
  unsubscribed_at timestamptz not null
);
comment on table notifications.wish is '不再接收消息的人；必要消息除外。重新接收即删去';
