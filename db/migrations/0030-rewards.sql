create schema rewards;

create table rewards.rule (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  from_on date not null,
  rule jsonb not null,
  basis text not null,
  added_at timestamptz not null,
  added_by text not null
);
comment on table rewards.rule is '奖励规则的版本，自 from_on 起施行；同一天起施行的，后录入的为准。只增不改';
create index rule_from on rewards.rule (agency_id, from_on, id);
create trigger rule_append_only before update or delete on rewards.rule for each row execute function audit.refuse_change();
create trigger rule_no_truncate before truncate on rewards.rule for each statement execute function audit.refuse_change();

create table rewards.payout_batch (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  version integer not null default 1,
  prepared_at timestamptz not null,
  prepared_by text not null,
  list jsonb not null,
  total_fen bigint not null check (total_fen > 0),
  paid_on date,
  paid_by text,
  paid_fen bigint check (paid_fen between 0 and total_fen),
  voucher text,
  check ((paid_on is null) = (paid_fen is null) and (paid_on is null) = (paid_by is null) and (paid_on is null) = (voucher is null))
);
comment on table rewards.payout_batch is '交财务发放的名单。list 是交出时的样子，不随奖励变动';
create index payout_batch_newest on rewards.payout_batch (agency_id, id desc);
create trigger payout_batch_kept before delete or update of agency_id, prepared_at, prepared_by, list, total_fen on rewards.payout_batch
  for each row execute function audit.refuse_change();

create table rewards.award (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  version integer not null default 1,
  case_number text not null,
  reporter_fingerprint text not null,
  reporter_masked text not null,
  place_key text not null,
  category_code text not null,
  filed_on date not null,
  facts jsonb not null,
  fen integer not null check (fen > 0),
  because jsonb not null,
  rule_id bigint not null references rewards.rule (id),
  claim_days integer not null check (claim_days > 0),

  state text not null check (state in ('accrued', 'approved', 'paid', 'expired', 'clawed_back')),
  accrued_on date not null,
  approved_on date,
  claim_by date,
  batch_id bigint references rewards.payout_batch (id),
  paid_on date,
  closed_on date,
  closed_because text,

  constraint award_once unique (case_number, reporter_fingerprint),
  check ((approved_on is null) = (claim_by is null)),
  check (state <> 'accrued' or (approved_on is null and batch_id is null)),
  check (state not in ('approved', 'paid', 'expired') or approved_on is not null),
  check (paid_on is null or (approved_on is not null and batch_id is not null)),
  check (case state when 'paid' then paid_on is not null when 'clawed_back' then true else paid_on is null end),
  check ((state in ('expired', 'clawed_back')) = (closed_on is not null)),
  check ((closed_on is null) = (closed_because is null))
);
comment on table rewards.award is '奖励：一件案件、一名举报人至多一笔。金额以分计，记入后不改；是否在上限之内由记入时的事实决定';
create index award_newest on rewards.award (agency_id, id desc);
create index award_state on rewards.award (agency_id, state, id desc);
create index award_filed on rewards.award (agency_id, filed_on, id);
create index award_person on rewards.award (reporter_fingerprint, filed_on);
create index award_claim on rewards.award (agency_id, claim_by, id) where state = 'approved' and batch_id is null;
create index award_batch on rewards.award (batch_id, id) where batch_id is not null;
create trigger award_kept before delete or update of agency_id, case_number, reporter_fingerprint, filed_on, facts, fen, because, rule_id on rewards.award
  for each row execute function audit.refuse_change();
create trigger award_no_truncate before truncate on rewards.award for each statement execute function audit.refuse_change();

create table rewards.not_awarded (
  id bigint generated always as identity primary key,
  agency_id integer not null,
  case_number text not null,
  reporter_fingerprint text,
  filed_on date not null,
  facts jsonb not null,
  because jsonb not null,
  at timestamptz not null,
  constraint not_awarded_once unique nulls not distinct (case_number, reporter_fingerprint)
);
comment on table rewards.not_awarded is '不予奖励的举报和理由；试算新规则时与奖励一并重算。只增不改';
create index not_awarded_filed on rewards.not_awarded (agency_id, filed_on, id);
create trigger not_awarded_append_only before update or delete on rewards.not_awarded for each row execute function audit.refuse_change();
create trigger not_awarded_no_truncate before truncate on rewards.not_awarded for each statement execute function audit.refuse_change();

create table rewards.entry (
  id bigint generated always as identity primary key,
  transaction_id uuid not null,
  agency_id integer not null,
  account text not null check (account in ('pool', 'payable', 'approved', 'paid', 'expired', 'recovered')),
  debit_fen integer not null check (debit_fen >= 0),
  credit_fen integer not null check (credit_fen >= 0),
  award_id bigint not null references rewards.award (id),
  at timestamptz not null,
  by_name text not null,
  by_role text not null,
  check ((debit_fen = 0) <> (credit_fen = 0))
);
comment on table rewards.entry is '复式分录：每一笔交易借贷相等。只增不改';
create index entry_transaction on rewards.entry (transaction_id);
create index entry_award on rewards.entry (award_id, id);
create index entry_account on rewards.entry (agency_id, account) include (debit_fen, credit_fen);
create unique index entry_paid_once on rewards.entry (award_id) where account = 'paid' and credit_fen > 0;
create trigger entry_append_only before update or delete on rewards.entry for each row execute function audit.refuse_change();
create trigger entry_no_truncate before truncate on rewards.entry for each statement execute function audit.refuse_change();

create function rewards.refuse_unbalanced() returns trigger language plpgsql as $$
begin
  if exists (select from rewards.entry e where e.transaction_id in (select a.transaction_id from added a)
             group by e.transaction_id having sum(e.debit_fen) <> sum(e.credit_fen)) then
    raise exception 'rewards.entry: a transaction does not balance';
  end if;
  return null;
end $$;
create trigger entry_balanced after insert on rewards.entry referencing new table as added for each statement execute function rewards.refuse_unbalanced();

-- The account in which the money of an award stands; lifecycle.ts says the same.
create function rewards.account_of(state text, paid_on date) returns text language sql immutable as $$
  select case state when 'accrued' then 'payable' when 'clawed_back' then case when paid_on is null then 'pool' else 'recovered' end else state end
$$;

create function rewards.refuse_unbooked() returns trigger language plpgsql as $$
declare
  award rewards.award;
  place text;
  standing bigint;
begin
  select * into award from rewards.award a where a.id = new.id;
  place := rewards.account_of(award.state, award.paid_on);
  select coalesce(sum(e.credit_fen - e.debit_fen), 0) into standing from rewards.entry e where e.award_id = new.id and e.account = place;
  if standing <> (case place when 'pool' then 0 else award.fen end) then
    raise exception 'rewards.award %: the ledger does not hold it in %', new.id, place;
  end if;
  return null;
end $$;
create constraint trigger award_booked after insert or update of state, paid_on on rewards.award deferrable initially deferred
  for each row execute function rewards.refuse_unbooked();
