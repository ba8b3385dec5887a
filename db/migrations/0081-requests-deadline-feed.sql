create table requests.deadline_feed (
  id bigint generated always as identity primary key,
  account_id uuid not null references identity.account (id),
  token_hash text not null unique,
  made_at timestamptz not null,
  revoked_at timestamptz
);
comment on table requests.deadline_feed is '期限日历的私人地址：日历程序没有登录，凭地址里的密钥取；只存密钥的散列';
create unique index deadline_feed_live on requests.deadline_feed (account_id) where revoked_at is null;
