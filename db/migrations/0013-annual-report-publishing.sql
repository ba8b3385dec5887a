create table annual_report.section_text (
  agency_id integer not null,
  year integer not null,
  section text not null check (section in ('overview', 'problems', 'other')),
  version integer not null check (version > 0),
  body text not null,
  written_by text not null,
  written_at timestamptz not null,
  primary key (agency_id, year, section, version)
);
comment on table annual_report.section_text is '年报文字部分的每一稿，数字写成{名称}；同一节以最后一稿为准。只增不改';
create trigger section_text_append_only before update or delete on annual_report.section_text for each row execute function audit.refuse_change();

create table annual_report.publication (
  agency_id integer not null,
  year integer not null,
  version integer not null check (version > 0),
  snapshot jsonb not null,
  note text not null,
  published_by text not null,
  published_at timestamptz not null,
  primary key (agency_id, year, version)
);
comment on table annual_report.publication is '发布时冻结的年报；更正发布是新的一版，旧版留存。只增不改';
create trigger publication_append_only before update or delete on annual_report.publication for each row execute function audit.refuse_change();
