create schema organizations;

create table organizations.agency (
  id serial primary key,
  code text not null unique,
  name text not null,
  short_name text not null,
  office text not null,
  address text not null,
  postcode text not null,
  office_hours text not null,
  phone text not null,
  fax text not null,
  email text not null,
  home boolean not null default false
);
comment on table organizations.agency is '行政机关；home 是本平台的主办机关';
create unique index agency_one_home on organizations.agency (home) where home;

create table organizations.department (
  id serial primary key,
  agency_id integer not null references organizations.agency (id),
  name text not null,
  unique (agency_id, name)
);
comment on table organizations.department is '承办科室';
