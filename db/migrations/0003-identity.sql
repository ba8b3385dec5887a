create schema identity;

create table identity.account (
  id uuid primary key,
  account text not null unique,
  name text not null,
  role text not null,
  agency_id integer not null,
  department text,
  password_hash text not null,
  totp_sealed text,
  totp_last_step bigint,
  demonstration boolean not null default false,
  disabled_on date,
  created_at timestamptz not null,
  version integer not null default 1
);
comment on table identity.account is '工作人员账号；一人一岗，权限分离';

create table identity.session (
  token_hash text primary key,
  account_id uuid not null references identity.account (id),
  stage text not null check (stage in ('password', 'full')),
  started_at timestamptz not null,
  seen_at timestamptz not null
);
comment on table identity.session is '登录会话；password 是还差动态码的一半';
create index session_account on identity.session (account_id);

create table identity.failed_sign_in (
  key text not null,
  at timestamptz not null
);
comment on table identity.failed_sign_in is '登录失败的时刻，按账号与来源分别限制';
create index failed_sign_in_key on identity.failed_sign_in (key, at);
