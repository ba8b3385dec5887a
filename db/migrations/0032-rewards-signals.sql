create table rewards.signal_decision (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  kind text not null,
  sentence text not null,
  reports text[] not null check (cardinality(reports) > 0),
  verdict text not null check (verdict in ('fine', 'wrong')),
  because text not null,
  at timestamptz not null,
  by_name text not null,
  by_role text not null,
  check (verdict = 'fine' or because <> '')
);
comment on table rewards.signal_decision is '对疑点的判断：看过没有问题，或者有问题和理由。疑点涉及的上报增加了，要重新看。只增不改';
create index signal_decision_newest on rewards.signal_decision (agency_id, at desc, id desc);
create trigger signal_decision_append_only before update or delete on rewards.signal_decision for each row execute function audit.refuse_change();
create trigger signal_decision_no_truncate before truncate on rewards.signal_decision for each statement execute function audit.refuse_change();
