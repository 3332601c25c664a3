-- Purpose: what everybody may know of an organization, for the public pages: no persons. Reversible: drop the views.
create view organizations_published_standings as
select district, id, div, name, tier, category, filing_number, credit_code, established_on, filed_on, registered_on, ended_on, end_reason
from organizations;
comment on view organizations_published_standings is 'for the public pages: where an organization stands today, without persons';
create view organizations_published_former_names as
select district, record_id as organization_id, name, until_on from organization_former_names;
comment on view organizations_published_former_names is 'for the public pages: names an organization bore before';
