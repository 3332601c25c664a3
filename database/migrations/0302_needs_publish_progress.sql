-- Purpose: what the public pages may know of needs: how far one has come, for whoever holds its number and phone, and how many of a place came to what. Reversible: drop the views.
-- Read along needs_by_number, needs_by_requester and needs_received. Who asked stands in neither; a secret need shows no words.
create view needs_published_progress as
select n.district, n.id, n.version, n.number, n.requester_phone_index, n.requester_id, case when n.is_secret then null else n.title end as title, n.category, n.report_kind, n.state,
  coalesce(l.state, n.state) as shown_state, coalesce(l.organization_name, n.organization_name) as organization_name, n.received_on, coalesce(l.due_on, n.due_on) as due_on,
  coalesce(l.due_whose, n.due_whose) as due_whose, n.closed_on, n.close_ground, n.div, n.demonstration, coalesce(l.id, n.id) as lead_id
from needs n left join needs l on l.district = n.district and l.id = n.joined_into;
comment on view needs_published_progress is 'for the public pages: how far a need has come, by its number and phone; not who asked';
-- what belongs to it apart: a distributed engine asks one shard where each is asked of one district outright
create view needs_published_reasons as
select district, need_id, number, reason from need_steps where action in ('return', 'close', 'answer');
comment on view needs_published_reasons is 'for the public pages: why a need was returned or closed, for whoever follows it';
create view needs_published_services as
select district, need_id from need_services;
comment on view needs_published_services is 'for the public pages: services of a need, to be counted';
create view needs_published_stars as
select district, need_id, stars from need_ratings;
comment on view needs_published_stars is 'for the public pages: the stars that whoever stated a need gave';
create view needs_published_outcomes as
select district, div, category, state, received_on, demonstration from needs where state <> 'joined';
comment on view needs_published_outcomes is 'for the public pages: kinds and outcomes of needs, to be counted by place; no words, nobody';
