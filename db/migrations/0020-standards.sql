create schema standards;

create table standards.version (
  id bigint generated always as identity primary key,
  name text not null unique check (name <> ''),
  effective_from date not null,
  added_at timestamptz not null,
  added_by text not null
);
comment on table standards.version is '立结案标准的版本，自 effective_from 起施行；同一天起施行的，后录入的为准。录入后不改不删：案件永远记着按哪一版立案';

create table standards.category (
  version_id bigint not null references standards.version (id),
  code text not null,
  kind text not null check (kind in ('部件', '事件')),
  major text not null check (major ~ '^[0-9]{2,3}$'),
  major_name text not null check (major_name <> ''),
  minor text not null check (minor ~ '^[0-9]{2,3}$'),
  minor_name text not null check (minor_name <> ''),
  place integer not null,
  primary key (version_id, code),
  check (code = left(kind, 1) || '-' || major || '-' || minor)
);
comment on table standards.category is '一版标准里的小类：code 如 部-01-02。代码是数据，各地的大类顺序不同；place 是树里的顺序';

create table standards.condition (
  version_id bigint not null,
  code text not null,
  category_code text not null,
  place integer not null,
  text text not null check (text <> ''),
  time_limit jsonb not null,
  stages jsonb not null check (jsonb_typeof(stages) = 'array' and jsonb_array_length(stages) <> 1),
  closing text not null check (closing <> ''),
  informational boolean not null check (informational = (closing like '%告知性结案%')),
  level integer not null check (level between 1 and 3),
  primary key (version_id, code),
  unique (version_id, category_code, text),
  foreign key (version_id, category_code) references standards.category (version_id, code),
  check (stages = '[]' or stages -> -1 -> 'limit' = time_limit)
);
comment on table standards.condition is '一版标准里的立案条件：code 如 部-01-02-1，处置时限和结案条件都属于条件。stages 是分级时限，最后一级就是全部，与 time_limit 相同；informational 是告知性结案；level 是奖励级别';

create trigger version_append_only before update or delete on standards.version for each row execute function audit.refuse_change();
create trigger version_no_truncate before truncate on standards.version for each statement execute function audit.refuse_change();
create trigger category_append_only before update or delete on standards.category for each row execute function audit.refuse_change();
create trigger category_no_truncate before truncate on standards.category for each statement execute function audit.refuse_change();
create trigger condition_append_only before update or delete on standards.condition for each row execute function audit.refuse_change();
create trigger condition_no_truncate before truncate on standards.condition for each statement execute function audit.refuse_change();

-- A version is whole when the transaction that added it ends; nothing is added to it afterwards.
create function standards.refuse_late() returns trigger language plpgsql as $$
begin
  if exists (
    select from (select distinct version_id from added) a join standards.version v on v.id = a.version_id
    where v.xmin <> pg_current_xact_id()::xid
  ) then
    raise exception '% belongs to a version that is complete', tg_table_schema || '.' || tg_table_name;
  end if;
  return null;
end $$;
create trigger category_with_version after insert on standards.category
  referencing new table as added for each statement execute function standards.refuse_late();
create trigger condition_with_version after insert on standards.condition
  referencing new table as added for each statement execute function standards.refuse_late();
