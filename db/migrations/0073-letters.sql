create schema letters;

create table letters.template (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  code text not null,
  version integer not null,
  effective_from date not null,
  file_name text not null,
  sha256 text not null,
  added_at timestamptz not null,
  added_by text not null,
  unique (agency_id, code, version)
);
comment on table letters.template is '文书范本的各个版本，自施行之日起使用；旧版本一直可以下载。只增不改';
create trigger template_append_only before update or delete on letters.template for each row execute function audit.refuse_change();
create trigger template_no_truncate before truncate on letters.template for each statement execute function audit.refuse_change();

create table letters.wording (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  key text not null,
  effective_from date not null,
  text text not null,
  law text not null,
  added_at timestamptz not null,
  added_by text not null
);
comment on table letters.wording is '答复正文、不予公开的理由和救济途径的文字，自施行之日起使用。只增不改';
create index wording_key on letters.wording (agency_id, key, effective_from);
create trigger wording_append_only before update or delete on letters.wording for each row execute function audit.refuse_change();
create trigger wording_no_truncate before truncate on letters.wording for each statement execute function audit.refuse_change();

create table letters.number_series (
  agency_id integer not null,
  year integer not null,
  last integer not null,
  primary key (agency_id, year)
);
comment on table letters.number_series is '每个机关每年的文书编号，连续不跳号';

create table letters.letter (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  submission_key uuid not null unique,
  subject text not null,
  code text not null,
  number text,
  year integer not null,
  nth integer,
  made_on date not null,
  unique (agency_id, year, nth),
  check ((number is null) = (nth is null))
);
comment on table letters.letter is '制作出的文书；编号给出后不再改动。只增不改';
create index letter_subject on letters.letter (agency_id, subject, id);
create trigger letter_append_only before update or delete on letters.letter for each row execute function audit.refuse_change();
create trigger letter_no_truncate before truncate on letters.letter for each statement execute function audit.refuse_change();

create table letters.edition (
  letter_id bigint not null references letters.letter (id),
  n integer not null,
  at timestamptz not null,
  by_name text not null,
  kind text not null check (kind in ('merged', 'edited')),
  template_id bigint not null references letters.template (id),
  values_sealed text not null,
  docx_sha256 text not null,
  pdf_sha256 text not null,
  unshown text not null,
  primary key (letter_id, n)
);
comment on column letters.edition.unshown is 'PDF 的字体里没有的字，显示为空框';
comment on table letters.edition is '文书的每一稿：范本填成的，和在 Word 里改过再上传的；最后一稿是现在的文书。只增不改';
create trigger edition_never_deleted before delete on letters.edition for each row execute function audit.refuse_change();
-- Only the erasure of a file whose retention is over may empty its letters; it says so for its own transaction.
create trigger edition_append_only before update on letters.edition for each row
  when (current_setting('gongkai.erasing', true) is distinct from 'on') execute function audit.refuse_change();
create trigger edition_no_truncate before truncate on letters.edition for each statement execute function audit.refuse_change();

create table letters.signature (
  letter_id bigint primary key references letters.letter (id),
  n integer not null,
  at timestamptz not null,
  by_name text not null,
  foreign key (letter_id, n) references letters.edition (letter_id, n)
);
comment on table letters.signature is '签发：签发后的文书不再更换。只增不改';
create trigger signature_append_only before update or delete on letters.signature for each row execute function audit.refuse_change();
create trigger signature_no_truncate before truncate on letters.signature for each statement execute function audit.refuse_change();
