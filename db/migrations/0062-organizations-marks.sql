alter table organizations.agency add column marks jsonb not null default '{}';
comment on column organizations.agency.marks is '页脚的标识：党政机关标识、网站标识码、ICP 备案号、公安备案号、主办单位、联系方式；没有核发的不填，不显示编造的号码';
