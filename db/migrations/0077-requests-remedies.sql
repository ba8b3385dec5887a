-- A 复议 or 诉讼 is told by its events; the columns of requests.remedy are drawn from them.
alter table requests.remedy
  add column version integer not null default 1,
  add column submission_key uuid not null default gen_random_uuid() unique,
  add column stage text not null default 'accepted' check (stage in ('accepted', 'answering', 'awaiting', 'redoing', 'closed')),
  add column authority text not null default '',
  add column case_number text not null default '',
  add column follows bigint references requests.remedy (id),
  add column ending text,
  add column suspended boolean not null default false,
  add column due_on date,
  add column due_provisional boolean not null default false;
comment on column requests.remedy.due_on is '本机关下一件要做的事（答复、重新答复）的期限；空的是等待复议机关或者法院';
comment on column requests.remedy.follows is '复议后起诉的，接着哪一件复议';

create table requests.remedy_event (
  remedy_id bigint not null references requests.remedy (id),
  seq integer not null,
  at timestamptz not null,
  by_name text not null,
  by_role text not null,
  article text not null,
  fact jsonb not null,
  primary key (remedy_id, seq)
);
comment on table requests.remedy_event is '复议和诉讼的每一步，按序；现状由它们重算得出。只增不改';

-- What was kept as a row becomes its events. Who wrote it stands in the audit log; how it ended in detail was not written.
update requests.remedy set stage = 'closed', ending = case result when 'upheld' then 'upheld' when 'corrected' then 'corrected_unsaid' else 'other_unsaid' end
  where closed_on is not null;
insert into requests.remedy_event (remedy_id, seq, at, by_name, by_role, article, fact)
  select id, 1, filed_on::timestamp at time zone 'Asia/Shanghai', '早先的登记', 'information-officer', '条例第五十一条',
    jsonb_build_object('step', 'file', 'on', filed_on, 'route', route, 'requestNumber', request_number, 'authority', '', 'caseNumber', '',
      'procedure', 'ordinary', 'follows', null, 'note', note)
  from requests.remedy;
insert into requests.remedy_event (remedy_id, seq, at, by_name, by_role, article, fact)
  select id, 2, closed_on::timestamp at time zone 'Asia/Shanghai', '早先的登记', 'information-officer', '条例第五十一条',
    jsonb_build_object('step', 'end', 'on', closed_on, 'ending', ending, 'words', '')
  from requests.remedy where closed_on is not null;
update requests.remedy set version = 2 where closed_on is not null;

create trigger remedy_event_append_only before update or delete on requests.remedy_event for each row execute function audit.refuse_change();
create trigger remedy_event_no_truncate before truncate on requests.remedy_event for each statement execute function audit.refuse_change();
create index remedy_due on requests.remedy (agency_id, due_on, id) where due_on is not null;
create index remedy_open on requests.remedy (agency_id, filed_on, id) where closed_on is null;
create index remedy_request on requests.remedy (request_number, id) where request_number is not null;
create index remedy_closed on requests.remedy (agency_id, closed_on, id) where closed_on is not null;
create index remedy_follows on requests.remedy (follows) where follows is not null;
