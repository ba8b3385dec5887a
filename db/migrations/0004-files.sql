create schema files;

create table files.attachment (
  id uuid primary key,
  subject text not null,
  name text not null,
  media_type text not null,
  size integer not null check (size > 0),
  sha256 text not null,
  added_at timestamptz not null
);
comment on table files.attachment is '附件；subject 是它所属的记录，未提交的表单以 draft/ 开头';
create index attachment_subject on files.attachment (subject, added_at);
