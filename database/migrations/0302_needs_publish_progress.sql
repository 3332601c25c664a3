-- Purpose: what the public pages may know of needs: how far one has come, for whoever holds its number and phone, and how many of a place came to what. Reversible: drop the views.
-- Read along needs_by_number, needs_by_requester and needs_received. Who asked stands in neither; a secret need shows no words.
create view needs_published_progress as
select n.district, n.id, n.version, n.number, n.requester_phone_index, n.requester_id, case when n.is_secret then null else n.title end as title, n.category, n.report_kind, n.state,
  coalesce(l.state, n.state) as shown_state, coalesce(l.organization_name, n.organization_name) as organization_name, n.received_on, coalesce(l.due_on, n.due_on) as due_on,
  coalesce(l.due_whose, n.due_whose) as due_whose, n.closed_on, n.close_ground, n.div, n.demonstration,
  (select s.reason from need_steps s where s.district = n.district and s.need_id = n.id and s.action in ('return', 'close', 'answer') order by s.number desc limit 1) as last_reason,
  (select count(*)::int from need_services v where v.district = n.district and v.need_id = coalesce(l.id, n.id)) as services,
  (select r.stars from need_ratings r where r.district = n.district and r.need_id = n.id) as stars
from needs n left join needs l on l.district = n.district and l.id = n.joined_into;
comment on view needs_published_progress is 'for the public pages: how far a need has come, by its number and phone; not who asked';
create view needs_published_outcomes as
select district, div, category, state, received_on, demonstration from needs where state <> 'joined';
comment on view needs_published_outcomes is 'for the public pages: kinds and outcomes of needs, to be counted by place; no words, nobody';
