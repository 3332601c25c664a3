-- Purpose: what organizations were honoured with, for the public pages. Reversible: drop the view and the index.
create index designations_by_organization on designations (organization_id) where organization_id is not null;
create view evidence_published_designations as
select district, id, organization_id, kind, object_name, issuer_div, designated_on, ended_on from designations where organization_id is not null;
comment on view evidence_published_designations is 'for the public pages: what organizations were honoured with, by whom and since when';
