alter table disclosure.looked_into add column personal jsonb not null default '[]';
comment on column disclosure.looked_into.personal is '文件的文字里像是个人信息的，每类一句；公开前由保密审查人看过';
