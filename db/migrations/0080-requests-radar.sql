create table requests.offered (
  agency_id integer not null,
  day date not null,
  matter text not null,
  shown integer not null default 0,
  opened integer not null default 0,
  filed integer not null default 0,
  primary key (agency_id, day, matter)
);
comment on table requests.offered is '填申请表的人看到已公开信息的次数：按日、按信息的地址计数，地址为空的一行是每一次出示；没有任何关于人的内容';

-- Several applicants who ask for the same are a reason to publish it (条例第四十四条).
alter table disclosure.task drop constraint task_kind_check;
alter table disclosure.task add constraint task_kind_check check (kind in ('stale', 'empty', 'late', 'review', 'slip', 'link', 'message', 'asked'));

-- The titles of what is public are found by their addresses: what has been taken down has none.
create index document_path on search.document (agency_id, path);
