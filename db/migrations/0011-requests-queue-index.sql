-- The queue is read in the order of this index, and its tabs are counted from it alone.
create index request_queue on requests.request (agency_id, due_on, id) include (stage, department) where concluded_on is null;
drop index requests.request_open;
