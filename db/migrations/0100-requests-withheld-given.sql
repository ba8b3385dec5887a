-- What an answer ordered anew gave is withheld no more.
alter table requests.withheld
  drop constraint withheld_stage_check,
  add constraint withheld_stage_check check (stage in ('withheld', 'opening', 'published', 'given')),
  drop constraint withheld_check,
  add constraint withheld_check check ((stage in ('published', 'given')) = (review_on is null));
