-- A report whose merging was undone and that is filed anew has its reward again: what was taken back before it was paid does not stand in its way.
alter table rewards.award drop constraint award_once;
create unique index award_once on rewards.award (case_number, reporter_fingerprint) where not (state = 'clawed_back' and paid_on is null);
create index award_of_case on rewards.award (case_number, reporter_fingerprint, id desc);
