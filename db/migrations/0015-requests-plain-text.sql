-- Control characters stand in no text of a request: the queue separates its fields and rows by two of them.
update requests.request set subject = translate(subject, E'\x1e\x1f', ''), applicant_masked = translate(applicant_masked, E'\x1e\x1f', '')
  where subject || applicant_masked ~ E'[\x1e\x1f]';
alter table requests.request add constraint request_plain_text
  check (position(E'\x1e' in subject || applicant_masked || coalesce(department, '')) = 0 and position(E'\x1f' in subject || applicant_masked || coalesce(department, '')) = 0);
