-- The figures of the annual report: what was rated in a stretch of time.
create index case_rated on cases.case (agency_id, rated_at desc, id desc) where rated_at is not null;
