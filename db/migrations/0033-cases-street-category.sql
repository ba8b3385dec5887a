-- The public list of one small class in one street: without it the street is read until fifty of the class are found.
create index case_public_street_category on cases.case (agency_id, street_code, category, moved_at desc, id desc) where shown <> 'none';
