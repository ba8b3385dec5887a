-- When the unit that has a case got it: a list says how near the end of its limit is, and how long the work took.
alter table cases.case add column given_at timestamptz;
-- The public list of days that lie back is read in the order of filing.
create index case_filed on cases.case (agency_id, filed_at desc, id desc) where filed_at is not null;
