-- Purpose: what everybody may know of certificates and of what became of their organizations, for the public pages: no persons. Reversible: drop the views.
create view filings_published_certificates as
select n.district, n.check_code, n.organization_id, n.kind, n.subject_name, n.document_number, n.organ, n.authority_div, n.issued_on,
  coalesce(a.demonstration, false) as demonstration
from filing_notices n left join filing_applications a on a.district = n.district and a.id = n.application_id where n.check_code is not null and n.organization_id is not null;
comment on view filings_published_certificates is 'for the public pages: certificates by their check code';
create view filings_published_milestones as
select district, organization_id, procedure, decided_on
from filing_applications where state = 'granted' and organization_id is not null and procedure <> 'outlawing';
comment on view filings_published_milestones is 'for the public pages: what was decided about an organization and when, without what it said';
-- whoever checks knows the code and no district
create index filing_notices_by_code on filing_notices (check_code) where check_code is not null;
