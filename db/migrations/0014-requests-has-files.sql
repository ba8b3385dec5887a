-- Most requests bring no file: a page that shows one asks for its files only when there are some.
alter table requests.request add column has_files boolean not null default false;
update requests.request r set has_files = true where exists (select 1 from files.attachment a where a.subject = 'requests/' || r.number);
