-- Purpose: the directory of organizations for the public pages, column by column: no persons, no numbers of members. Reversible: drop the view.
-- Read by place along organizations_by_place (district, div, name), one by one along organizations_by_id.
create view organizations_published_directory as
select district, id, div, name, tier, category, business_scopes, service_targets, venues, is_hub, filing_number, credit_code, established_on, filed_on, registered_on, ended_on, demonstration
from organizations;
comment on view organizations_published_directory is 'for the public pages: what an organization does and where, without persons';
