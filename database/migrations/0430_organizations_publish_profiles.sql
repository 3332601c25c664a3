-- Purpose: aim, area, grade and credit standing of organizations, for the public pages. Reversible: drop the view.
create view organizations_published_profiles as
select district, organization_id, purpose, activity_area, assessment_grade, assessed_on, assessed_until, credit_standing, credit_since, credit_reason
from organization_profiles;
comment on view organizations_published_profiles is 'for the public pages: aim and area of an organization, its grade (X06) and credit standing; no staff, no funds';
