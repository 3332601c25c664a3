-- Purpose: what an organization discloses of itself (HN-D62): documents and people in charge, each only where its record says so. Reversible: drop the views.
create view organizations_published_documents as
select district, id, organization_id, kind, title, adopted_on, ended_on, content from organization_documents where is_public;
comment on view organizations_published_documents is 'for the public pages: charter, rules, fees and great events of an organization, where the record says that they are public';
create view organizations_published_people as
select district, id, organization_id, role, name, post, started_on, ended_on from organization_people where is_public;
comment on view organizations_published_people is 'for the public pages: names and posts of people in charge, where the record says that they are public; no numbers';
