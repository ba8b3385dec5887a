create table rewards.excluded (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  fingerprint text not null,
  masked text not null,
  unit text not null check (unit <> ''),
  added_at timestamptz not null,
  added_by text not null,
  unique (agency_id, fingerprint)
);
comment on table rewards.excluded is '不参加举报奖励的工作人员和承包单位人员：电话或邮箱只存指纹和遮掩后的样子。移出的删除，留痕在操作留痕里';
comment on column rewards.excluded.fingerprint is '与上报人指纹同一算法，收到上报时按它查';
create index excluded_newest on rewards.excluded (agency_id, id desc);
