-- Purpose: how residents judged the services of an organization, for the public pages. Reversible: drop the view.
create view needs_published_ratings as
select district, organization_id, count(*)::int as ratings, (count(*) filter (where stars >= 4))::int as good
from need_ratings where organization_id is not null group by district, organization_id;
comment on view needs_published_ratings is 'for the public pages: how many residents judged an organization and how many were content; no words, nobody, no single need';
