-- Purpose: volunteer teams and who belongs to them. Reversible: drop the tables.
create table volunteer_teams (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  name text not null check (name <> ''),
  -- the organization that the team is part of; null for a team of the community itself
  organization_id bigint,
  -- GZ-D21: carries the mark of a volunteer organization since that day
  marked_on date,
  -- GZ-D21: group member of this association (社会工作与志愿服务协会)
  association_id bigint,
  association_since date,
  -- SZ-D33: a team of residents from abroad
  is_international boolean not null,
  about text not null,
  -- whoever knows it joins at once; null while nobody may
  join_code text check (join_code ~ '^[2-9A-HJ-NP-Z]{8}$'),
  founded_on date not null,
  closed_on date,
  demonstration boolean not null,
  version int not null,
  updated_at timestamptz not null,
  updated_by text not null,
  primary key (district, id),
  check (district = div / 1000000),
  check ((association_id is null) = (association_since is null))
);
comment on table volunteer_teams is 'teams of volunteers, of an organization or of a community';
create index volunteer_teams_by_place on volunteer_teams (district, div, id);
create index volunteer_teams_by_id on volunteer_teams (id);
create unique index volunteer_teams_by_name on volunteer_teams (district, div, name) where closed_on is null;
create index volunteer_teams_by_code on volunteer_teams (join_code) where join_code is not null;
create index volunteer_teams_by_organization on volunteer_teams (organization_id) where organization_id is not null;
create index volunteer_teams_by_association on volunteer_teams (association_id) where association_id is not null;
select distribute('volunteer_teams');
create table volunteer_memberships (
  id bigint not null,
  -- of the team
  district int not null,
  team_id bigint not null,
  volunteer_id bigint not null,
  -- of the volunteer, who may be at home in another district: children are shown to few
  volunteer_born_on date not null,
  role text not null check (role in ('member', 'leader')),
  state text not null check (state in ('asked', 'member', 'refused', 'ended')),
  asked_on date not null,
  decided_on date,
  decided_by_name text,
  ended_on date,
  end_reason text,
  demonstration boolean not null,
  primary key (district, id),
  check (role = 'member' or state in ('member', 'ended')),
  check ((state = 'asked') = (decided_on is null)),
  check ((state = 'ended') = (ended_on is not null))
);
comment on table volunteer_memberships is 'who belongs to a team, or asked to';
create unique index volunteer_memberships_open on volunteer_memberships (district, team_id, volunteer_id) where state in ('asked', 'member');
create index volunteer_memberships_by_team on volunteer_memberships (team_id, state, id);
create index volunteer_memberships_by_volunteer on volunteer_memberships (volunteer_id, id);
select distribute('volunteer_memberships');
