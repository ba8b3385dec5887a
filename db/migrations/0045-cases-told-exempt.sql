-- Lists and files say that a late case was excused, as its page does.
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
  coalesce(((date_part('epoch', overdue_from - timestamptz '1970-01-01 00:00:00+00') * 1000)::int8)::text, '') || E'\x1f' ||
  exempt::text
end) stored;
