-- What the Open311 interface tells of a case, written when the case changes: its JSON object but for the names that the code gives and the
-- address of its photo, whose places are marked; service-request-store.ts reads it. The lists' text keeps what lists read.
-- Immutable though their parts are called stable: of a text, JSON depends on nothing, nor does a moment in digits in a named zone.
create function cases.json_text(text) returns text language sql immutable parallel safe
  return case when coalesce($1, '') = '' then 'null' else to_json($1)::text end;
create function cases.json_moment(timestamptz) returns text language sql immutable parallel safe
  return coalesce('"' || to_char($1 at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS') || '+08:00"', 'null');

alter table cases.case drop column told,
add column told text generated always as (case when shown = 'full' then
  number || E'\x1f' ||
  stage || E'\x1f' ||
  shown || E'\x1f' ||
  coalesce(title, '') || E'\x1f' ||
  tile || E'\x1f' ||
  coalesce(category, '') || E'\x1f' ||
  coalesce(street_code, '') || E'\x1f' ||
  coalesce(unit, '') || E'\x1f' ||
  coalesce(((date_part('epoch', given_at - timestamptz '1970-01-01 00:00:00+00') * 1000)::int8)::text, '') || E'\x1f' ||
  coalesce(((date_part('epoch', due_at - timestamptz '1970-01-01 00:00:00+00') * 1000)::int8)::text, '') || E'\x1f' ||
  coalesce(((date_part('epoch', handled_at - timestamptz '1970-01-01 00:00:00+00') * 1000)::int8)::text, '') || E'\x1f' ||
  coalesce(on_time::text, '') || E'\x1f' ||
  coalesce((suspended_until - date '1970-01-01')::text, '') || E'\x1f' ||
  coalesce(result, '') || E'\x1f' ||
  failed::text || E'\x1f' ||
  coalesce(supervision, '') || E'\x1f' ||
  coalesce(place, '') || E'\x1f' ||
  coalesce(lon::text, '') || E'\x1f' ||
  coalesce(lat::text, '') || E'\x1f' ||
  coalesce(((date_part('epoch', moved_at - timestamptz '1970-01-01 00:00:00+00') * 1000)::int8)::text, '') || E'\x1f' ||
  coalesce(((date_part('epoch', overdue_from - timestamptz '1970-01-01 00:00:00+00') * 1000)::int8)::text, '')
end) stored,
add column open311 text generated always as (case when shown <> 'none' then
  '{"service_request_id":"' || number || '","status":"' ||
  case when stage in ('closed', 'declined', 'merged', 'transferred', 'withdrawn', 'voided') then 'closed' else 'open' end || '","status_notes":' || E'\x1f' ||
  case when stage = 'merged' then '=' || coalesce(parent, '') when coalesce(result, '') <> '' then cases.json_text(result) else stage end || E'\x1f' ||
  ',"service_name":' || E'\x1f' || service || E'\x1f' || ',"service_code":"' || service ||
  '","description":' || case when shown = 'full' then cases.json_text(title) else 'null' end ||
  ',"agency_responsible":' || case when shown = 'full' then cases.json_text(unit) else 'null' end ||
  ',"service_notice":null,"requested_datetime":' || cases.json_moment(reported_at) ||
  ',"updated_datetime":' || cases.json_moment(case when stage = 'closed' then closed_at else moved_at end) ||
  ',"expected_datetime":' || case when shown = 'full' then cases.json_moment(due_at) else 'null' end ||
  ',"address":' || case when shown = 'full' then cases.json_text(place) else 'null' end ||
  ',"address_id":null,"zipcode":null,"lat":' || case when shown = 'full' then coalesce(lat::text, 'null') else 'null' end ||
  ',"long":' || case when shown = 'full' then coalesce(lon::text, 'null') else 'null' end || ',"media_url":'
end) stored;

-- Counts by unit are told from the index alone.
drop index cases.case_overdue;
create index case_overdue on cases.case (agency_id, overdue_from, id) include (unit_id) where overdue_from is not null;
