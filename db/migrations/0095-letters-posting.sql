create table letters.posting (
  letter_id bigint not null references letters.letter (id),
  n integer not null,
  way text not null check (way in ('email', 'post', 'collect', 'fax')),
  sent_on date not null,
  tracking text not null,
  evidence text not null,
  at timestamptz not null,
  by_name text not null,
  primary key (letter_id, n)
);
comment on table letters.posting is '途中文书（补正、延期、收费、征求意见等）每一次寄出；答复书的寄送在申请或者复议的经过里。只增不改';
comment on column letters.posting.sent_on is '交邮、交付或者发出之日';
create trigger posting_never_deleted before delete on letters.posting for each row execute function audit.refuse_change();
create trigger posting_append_only before update on letters.posting for each row
  when (current_setting('gongkai.erasing', true) is distinct from 'on') execute function audit.refuse_change();
create trigger posting_no_truncate before truncate on letters.posting for each statement execute function audit.refuse_change();

create table letters.posting_result (
  letter_id bigint not null,
  n integer not null,
  arrived boolean not null,
  known_on date not null,
  words text not null,
  at timestamptz not null,
  by_name text not null,
  primary key (letter_id, n),
  foreign key (letter_id, n) references letters.posting (letter_id, n)
);
comment on table letters.posting_result is '每一次寄出的结果：送达和凭据，或者没有送达和原因。只增不改';
create trigger posting_result_never_deleted before delete on letters.posting_result for each row execute function audit.refuse_change();
create trigger posting_result_append_only before update on letters.posting_result for each row
  when (current_setting('gongkai.erasing', true) is distinct from 'on') execute function audit.refuse_change();
create trigger posting_result_no_truncate before truncate on letters.posting_result for each statement execute function audit.refuse_change();

create table letters.kept_back (
  letter_id bigint primary key references letters.letter (id),
  reason text not null,
  at timestamptz not null,
  by_name text not null
);
comment on table letters.kept_back is '制作了而不寄出的文书和理由。只增不改';
create trigger kept_back_never_deleted before delete on letters.kept_back for each row execute function audit.refuse_change();
create trigger kept_back_append_only before update on letters.kept_back for each row
  when (current_setting('gongkai.erasing', true) is distinct from 'on') execute function audit.refuse_change();
create trigger kept_back_no_truncate before truncate on letters.kept_back for each statement execute function audit.refuse_change();

-- Letters made before this was kept are not owed: nobody knows which of them went out.
create table letters.to_send (
  letter_id bigint primary key references letters.letter (id),
  agency_id integer not null,
  came_back boolean not null default false
);
comment on table letters.to_send is '制作了还没有寄出、或者退回来要再寄的文书；寄出时删去';
create index to_send_agency on letters.to_send (agency_id, letter_id);
