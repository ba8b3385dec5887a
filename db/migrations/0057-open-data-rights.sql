alter table open_data.api_key add column rights text[] not null default '{reports}';
alter table open_data.api_key alter column rights drop default;
comment on column open_data.api_key.rights is '密钥能做什么：reports 上报案件，items 送来信息';
