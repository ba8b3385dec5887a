create table disclosure.looked_into (
  file_id uuid primary key,
  hidden jsonb not null,
  left_out jsonb not null,
  at timestamptz not null
);
comment on table disclosure.looked_into is '收下的文件检查出来的看不见的内容，以及由它生成正文时没有带入的内容；有看不见的内容的不公开原件';
