-- The files an answer hands to the applicant: redacted products, and papers in which nothing needs covering.
create table requests.copy (
  id uuid primary key,
  agency_id integer not null,
  request_number text not null,
  remedy_id bigint references requests.remedy (id),
  product_id uuid references redaction.product (id),
  file_id uuid,
  name text not null,
  media_type text not null,
  size integer not null,
  sha256 text not null,
  pages integer,
  places jsonb not null,
  released_at timestamptz not null,
  released_by text not null,
  released_role text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  opened_at timestamptz,
  check (product_id is null or file_id is null)
);
comment on table requests.copy is '随答复提供给申请人的文件：区分处理件，或者没有要遮盖的原样文件；答复寄出以前可以撤下，寄出以后记下首次打开的时间';
comment on column requests.copy.remedy_id is '随哪一件复议、诉讼责令的重新答复提供；空的是随第一次答复';
create index copy_of_request on requests.copy (agency_id, request_number, released_at);
create unique index copy_once on requests.copy (request_number, coalesce(remedy_id, 0), sha256) where withdrawn_at is null;
create trigger copy_never_deleted before delete on requests.copy for each row execute function audit.refuse_change();
create trigger copy_no_truncate before truncate on requests.copy for each statement execute function audit.refuse_change();
-- What was opened or taken back stays as it was; of what stands only that may be added. The erasure of the request takes the words out.
create trigger copy_settled before update on requests.copy for each row
  when (current_setting('gongkai.erasing', true) is distinct from 'on' and (
    old.opened_at is not null or old.withdrawn_at is not null or
    (new.request_number, new.remedy_id, new.product_id, new.file_id, new.name, new.size, new.sha256, new.released_at)
      is distinct from (old.request_number, old.remedy_id, old.product_id, old.file_id, old.name, old.size, old.sha256, old.released_at)))
  execute function audit.refuse_change();

alter table redaction.product add column places jsonb not null default '[]';
comment on column redaction.product.places is '按每一依据遮盖了几处';

-- When the retention of its request is over, originals, pages, copies and words of a redaction go; counts and hashes stay.
alter table redaction.draft alter column file_id drop not null;
alter table redaction.product alter column file_id drop not null;
drop trigger product_append_only on redaction.product;
create trigger product_never_deleted before delete on redaction.product for each row execute function audit.refuse_change();
create trigger product_append_only before update on redaction.product for each row
  when (current_setting('gongkai.erasing', true) is distinct from 'on') execute function audit.refuse_change();
