-- Lists, years and the watch go by the first publication; a correction does not make old news fresh.
alter table disclosure.item add column revised_on date;
comment on column disclosure.item.published_on is '第一次发布的日期，列表、年份和更新检查都按它';
comment on column disclosure.item.revised_on is '最近一稿发布的日期；只发布过一稿的没有';
update disclosure.item i set revised_on = case when published_on > first_published_on
  or (select count(*) from disclosure.revision r where r.item_id = i.id) > 1 then published_on end, published_on = first_published_on
  where first_published_on is not null;
