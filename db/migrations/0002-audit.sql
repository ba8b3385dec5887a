create schema audit;

create table audit.event (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_id uuid,
  actor text not null,
  role text,
  act text not null,
  subject text not null,
  article text,
  note text
);
comment on table audit.event is '留痕：谁在何时对什么办了什么、依据哪一条。只增不改';
create index event_subject on audit.event (subject, id desc);
create index event_actor on audit.event (actor, id desc);
create index event_act on audit.event (act, id desc);

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_schema || '.' || tg_table_name;
end $$;
create trigger event_append_only before update or delete on audit.event for each row execute function audit.refuse_change();
create trigger event_no_truncate before truncate on audit.event for each statement execute function audit.refuse_change();
