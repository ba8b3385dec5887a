-- What processing information costs, by day: the national tariff is everybody's, an office's own stands beside it from its day on.
create table requests.tariff (
  id bigint generated always as identity primary key,
  agency_id integer,
  from_on date not null,
  source text not null check (source <> ''),
  bands jsonb not null,
  added_at timestamptz not null,
  added_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text
);
comment on table requests.tariff is '信息处理费收费标准，按施行日期；没有机关的是全国的标准。施行以后不改，没有施行的可以撤回';
create unique index tariff_from on requests.tariff (agency_id, from_on) nulls not distinct where withdrawn_at is null;
-- 政府信息公开信息处理费管理办法（国办函〔2020〕109号）：自2021年1月1日起施行
insert into requests.tariff (agency_id, from_on, source, bands, added_at, added_by) values (
  null, '2021-01-01', '政府信息公开信息处理费管理办法（国办函〔2020〕109号）',
  '{"by_item": [{"upTo": 10, "yuan": 0}, {"upTo": 30, "yuan": 100}], "itemStep": {"every": 10, "yuan": 100},
    "by_page": [{"upTo": 30, "yuan": 0}, {"upTo": 100, "yuan": 10}, {"upTo": 200, "yuan": 20}, {"upTo": null, "yuan": 40}]}',
  '2021-01-01T00:00:00+08:00', '全国标准');
