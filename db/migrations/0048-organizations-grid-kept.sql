-- Cells are kept by the squares of the earth they touch (src/modules/organizations/grid-store.ts); nobody asks the database for a place any more.
drop index organizations.grid_by_place;
