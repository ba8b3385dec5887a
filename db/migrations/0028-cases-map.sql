create table cases.map_cell (
  agency_id integer not null,
  level integer not null check (level between 0 and 3),
  x integer not null,
  y integer not null,
  open integer not null,
  total integer not null,
  primary key (agency_id, level, x, y)
);
comment on table cases.map_cell is '地图上的方格：各有多少件公开的案件、多少件未结；由触发器随案件增减。level 0 边长 0.008 度，每级减半';

-- A case counts in the cells of its place from the moment the public sees all of it.
create function cases.is_on_map(c cases.case) returns boolean language sql immutable as $$
  select c.lon is not null and c.shown = 'full' and c.stage <> 'merged' and c.channel <> 'follow'
$$;
create function cases.is_open_on_map(c cases.case) returns boolean language sql immutable as $$
  select c.stage not in ('closed', 'declined', 'merged', 'transferred', 'withdrawn', 'voided')
$$;

create function cases.count_on_map(c cases.case, sign integer) returns void language sql as $$
  insert into cases.map_cell as m (agency_id, level, x, y, open, total)
  select c.agency_id, level, floor(c.lon / (0.008 / 2 ^ level)), floor(c.lat / (0.008 / 2 ^ level)), case when cases.is_open_on_map(c) then sign else 0 end, sign
  from generate_series(0, 3) level
  on conflict (agency_id, level, x, y) do update set open = m.open + excluded.open, total = m.total + excluded.total
$$;

create function cases.keep_map() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and cases.is_on_map(old) = cases.is_on_map(new) and cases.is_open_on_map(old) = cases.is_open_on_map(new)
    and old.lon is not distinct from new.lon and old.lat is not distinct from new.lat then
    return null;
  end if;
  if tg_op = 'UPDATE' and cases.is_on_map(old) then perform cases.count_on_map(old, -1); end if;
  if cases.is_on_map(new) then perform cases.count_on_map(new, 1); end if;
  return null;
end $$;
create trigger case_on_map_changed after update of stage, shown, lon, lat on cases.case for each row execute function cases.keep_map();
-- A new report is no case yet; only what is brought in whole counts at once.
create trigger case_on_map_added after insert on cases.case for each row when (new.shown = 'full') execute function cases.keep_map();

-- For whoever brings in very many at once with the triggers off.
create function cases.recount_map() returns void language sql as $$
  delete from cases.map_cell;
  insert into cases.map_cell (agency_id, level, x, y, open, total)
  select c.agency_id, level, floor(c.lon / (0.008 / 2 ^ level)), floor(c.lat / (0.008 / 2 ^ level)), count(*) filter (where cases.is_open_on_map(c)), count(*)
  from cases.case c, generate_series(0, 3) level where cases.is_on_map(c) group by 1, 2, 3, 4
$$;
select cases.recount_map();
