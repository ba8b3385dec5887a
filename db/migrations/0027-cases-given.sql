-- When the unit that has a case got it: a list says how near the end of its limit is, and how long the work took.
alter table cases.case add column given_at timestamptz;
