create table organizations.street (
  agency_id integer not null references organizations.agency (id),
  code text not null check (code ~ '^[0-9]{9}$'),
  name text not null,
  outline polygon not null,
  primary key (agency_id, code),
  unique (agency_id, name)
);
comment on table organizations.street is '街道：code 是 6 位行政区划加 3 位街道；outline 是 WGS-84 的（经度,纬度）';

create table organizations.grid (
  agency_id integer not null,
  code text not null check (code ~ '^[0-9]{15}$'),
  street_code text not null check (street_code = left(code, 9)),
  community text not null,
  shape polygon not null,
  area_m2 bigint not null,
  primary key (agency_id, code),
  foreign key (agency_id, street_code) references organizations.street (agency_id, code) deferrable initially deferred
);
comment on table organizations.grid is '单元网格：code 是 6 位行政区划、3 位街道、3 位社区、3 位顺序；shape 是 WGS-84 的（经度,纬度）';
-- PostgreSQL compares polygons with a tolerance of 1e-6, which is the size of a cell's cross products in degrees, and its index
-- knows no `polygon @> point`: the index finds by the box, geometry.ts decides.
create index grid_by_place on organizations.grid using gist (box(shape));
create index grid_by_street on organizations.grid (agency_id, street_code);

create table organizations.handling_unit (
  id serial primary key,
  agency_id integer not null references organizations.agency (id),
  name text not null,
  kind text not null check (kind in ('street-office', 'professional')),
  street_code text,
  phone text not null default '',
  lon double precision,
  lat double precision,
  unique (agency_id, name),
  unique (agency_id, street_code),
  check ((kind = 'street-office') = (street_code is not null)),
  check ((lon is null) = (lat is null)),
  foreign key (agency_id, street_code) references organizations.street (agency_id, code) deferrable initially deferred
);
comment on table organizations.handling_unit is '处置单位：street-office 是街道办事处，professional 是专业部门；lon、lat 是驻点';

create table organizations.responsibility (
  agency_id integer not null references organizations.agency (id),
  category_code text not null check (category_code <> ''),
  street_code text,
  unit_id integer not null references organizations.handling_unit (id),
  note text not null default '',
  unique nulls not distinct (agency_id, category_code, street_code),
  foreign key (agency_id, street_code) references organizations.street (agency_id, code) deferrable initially deferred
);
comment on table organizations.responsibility is '权责规定：类别（编码的前几段）由哪个处置单位处置；street_code 为空的规定管全区';
create index responsibility_by_unit on organizations.responsibility (unit_id);
