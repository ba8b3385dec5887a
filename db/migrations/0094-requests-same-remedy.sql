-- One 复议 or 诉讼 stands once: the same request, authority and number, or the same day where it has no number.
alter table requests.remedy add column same_key text;
comment on column requests.remedy.same_key is '认出同一件复议、诉讼的键；与申请无关又没有案号的认不出，为空。早先重复登记的，只有第一件有';
with keyed as (
  select id, concat_ws('|', agency_id, route, coalesce(request_number, ''),
    translate(regexp_replace(normalize(authority, nfkc), '\s', '', 'g'), '〔〕【】()', '[][][]'),
    case when case_number = '' then filed_on::text else translate(regexp_replace(normalize(case_number, nfkc), '\s', '', 'g'), '〔〕【】()', '[][][]') end) as key
  from requests.remedy where case_number <> '' or request_number is not null),
firsts as (select key, min(id) as id from keyed group by key)
update requests.remedy r set same_key = f.key from firsts f where f.id = r.id;
create unique index remedy_same on requests.remedy (same_key);
