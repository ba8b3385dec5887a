create schema redaction;

create table redaction.draft (
  id uuid primary key,
  agency_id integer not null,
  request_number text not null,
  file_id uuid not null references files.attachment (id),
  name text not null,
  kind text not null check (kind in ('pdf', 'docx', 'xlsx', 'picture')),
  version integer not null default 1,
  pages jsonb not null,
  notes jsonb not null,
  hits_sealed text not null,
  marks_sealed text not null,
  added_at timestamptz not null,
  added_by text not null,
  edited_at timestamptz not null,
  edited_by text not null
);
comment on table redaction.draft is '区分处理的草稿：要遮盖的位置和词句（加密），每动一次就存一次';
create index draft_of_request on redaction.draft (agency_id, request_number, added_at desc);

create table redaction.product (
  id uuid primary key,
  draft_id uuid not null references redaction.draft (id),
  file_id uuid not null references files.attachment (id),
  at timestamptz not null,
  by_name text not null,
  by_role text not null,
  grounds jsonb not null,
  pages jsonb not null,
  proof jsonb not null
);
comment on table redaction.product is '区分处理生成的副本和复核证明，不含被遮盖的内容。只增不改';
create index product_of_draft on redaction.product (draft_id, at desc);
create trigger product_append_only before update or delete on redaction.product for each row execute function audit.refuse_change();
create trigger product_no_truncate before truncate on redaction.product for each statement execute function audit.refuse_change();
