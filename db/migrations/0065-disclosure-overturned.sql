-- What is published and must be taken down by a day: decisions that were overturned (行政处罚法第四十八条第二款).
create index item_overturned on disclosure.item (agency_id, due_on, id) where stage = 'published' and due_on is not null;
