-- Purpose: what another module must know of organizations to find one that is able to serve, without persons. Reversible: drop the view.
-- Read by place along organizations_by_place (district, div, name), one by one along organizations_by_id.
create view organizations_published_candidates as
select o.district, o.id, o.div, o.name, o.tier, o.category, o.business_scopes, o.service_targets, o.member_count, o.is_hub, o.party_form, o.party_member_count, o.stage,
  o.established_on, o.ended_on, o.demonstration, p.tags
from organizations o left join organization_profiles p on p.district = o.district and p.organization_id = o.id;
comment on view organizations_published_candidates is 'for matching: what an organization does, for whom, where, and how it is led by the party; no persons';
