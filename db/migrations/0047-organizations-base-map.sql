create table organizations.landmark (
  id serial primary key,
  agency_id integer not null references organizations.agency (id),
  kind text not null check (kind in ('road', 'place')),
  name text not null check (name <> ''),
  line text not null,
  bounds box not null
);
comment on table organizations.landmark is '底图：road 是道路（折线），place 是地名（一个点）；line 是 WGS-84 的 [[经度,纬度],…]，bounds 是它的范围';
create index landmark_by_place on organizations.landmark using gist (bounds);
