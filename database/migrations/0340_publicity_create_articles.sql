-- Purpose: articles of offices (news, notices, policies, cases, honours, calls), their versions, steps, links and daily reads. Reversible: drop the tables and the views.
create table publicity_articles (
  id bigint not null,
  district int not null,
  -- the office that speaks
  div bigint not null,
  recorded_div bigint not null,
  kind text not null check (kind in ('news', 'notice', 'policy', 'case', 'honour', 'training', 'funding')),
  state text not null check (state in ('draft', 'inReview', 'published', 'withdrawn')),
  -- what is being written: title, summary, body, fields of the kind, links, days
  content jsonb not null,
  title text not null,
  -- whoever changed it since it was last published: none of them may be its reviewer
  writers text[] not null,
  -- the version that the public sees, from and until which day
  live_version int,
  live_from date,
  live_until date,
  pinned_until date,
  demonstration boolean not null default false,
  version int not null,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  updated_by_name text not null,
  primary key (district, id),
  check (district = div / 1000000),
  check ((live_version is null) = (live_from is null)),
  check (state <> 'withdrawn' or live_version is null),
  check (state <> 'published' or live_version is not null)
);
comment on table publicity_articles is 'what an office says to the public, as it is being written; live_version is what people see';
create index publicity_articles_by_id on publicity_articles (id);
create index publicity_articles_by_place on publicity_articles (district, div, updated_at desc, id desc);
create index publicity_articles_live_by_place on publicity_articles (district, div, live_from desc, id desc) where live_version is not null;
create index publicity_articles_live on publicity_articles (live_from desc, id desc) where live_version is not null;
create index publicity_articles_live_by_kind on publicity_articles (kind, live_from desc, id desc) where live_version is not null;
select distribute('publicity_articles');
create table publicity_versions (
  district int not null,
  article_id bigint not null,
  number int not null,
  content jsonb not null,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  primary key (district, article_id, number)
);
comment on table publicity_versions is 'what was handed in for review, each time; never changed';
select distribute('publicity_versions');
create table publicity_steps (
  district int not null,
  article_id bigint not null,
  number int not null,
  action text not null check (action in ('begin', 'submit', 'recall', 'return', 'publish', 'revise', 'withdraw', 'reopen')),
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  note text check (length(note) between 1 and 500),
  primary key (district, article_id, number)
);
comment on table publicity_steps is 'what was done to a article, by whom, when and why';
select distribute('publicity_steps');
create table publicity_links (
  district int not null,
  article_id bigint not null,
  kind text not null check (kind in ('organization', 'activity', 'designation', 'duty')),
  -- id of the record, or plan/duty
  target text not null,
  name text not null,
  primary key (district, article_id, kind, target)
);
comment on table publicity_links is 'what the version that people see is about: organizations, activities, brands and designations, duties of plans';
create index publicity_links_by_target on publicity_links (kind, target);
select distribute('publicity_links');
create table publicity_reads (
  district int not null,
  article_id bigint not null,
  day date not null,
  reads int not null check (reads > 0),
  primary key (district, article_id, day)
);
comment on table publicity_reads is 'how often a article was opened, by day; nothing is kept of who did';
select distribute('publicity_reads');
create view publicity_published_articles as
select p.district, p.id, p.div, p.kind, p.live_from, p.live_until, p.pinned_until, p.demonstration, v.at as version_at,
  v.content ->> 'title' as title, v.content ->> 'summary' as summary, v.content ->> 'organ' as organ, v.content -> 'body' as body, v.content -> 'fields' as fields
from publicity_articles p join publicity_versions v on v.district = p.district and v.article_id = p.id and v.number = p.live_version;
comment on view publicity_published_articles is 'for the public pages: the version of each article that was reviewed; whoever reads adds the days from and until which it is shown';
create view publicity_published_links as
select l.district, l.article_id, p.div, p.kind as article_kind, p.live_from, p.live_until, l.kind, l.target, l.name
from publicity_links l join publicity_articles p on p.district = l.district and p.id = l.article_id where p.live_version is not null;
comment on view publicity_published_links is 'for the public pages and for plans: what published articles are about';
