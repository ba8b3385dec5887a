create schema calendar;

create table calendar.version (
  id integer generated always as identity primary key,
  loaded_at timestamptz not null,
  loaded_by text not null
);
comment on table calendar.version is '工作日历的每一次录入；期限记着自己是按哪一版算的';

create table calendar.year (
  version_id integer not null references calendar.version (id),
  year integer not null check (year between 1990 and 2099),
  notice text not null,
  days_off jsonb not null,
  days_worked jsonb not null,
  primary key (version_id, year)
);
comment on table calendar.year is '一年的放假与调休；同一年以最后一版为准，旧版不改';

create trigger version_append_only before update or delete on calendar.version for each row execute function audit.refuse_change();
create trigger year_append_only before update or delete on calendar.year for each row execute function audit.refuse_change();
