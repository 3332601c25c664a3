-- Purpose: what was corrected in an article that people had seen, for them to read. Reversible: drop the view and the table.
create table publicity_corrections (
  district int not null,
  article_id bigint not null,
  -- the version that took the place of the former one
  version int not null,
  corrected_on date not null,
  note text not null check (length(note) between 1 and 200),
  primary key (district, article_id, version)
);
comment on table publicity_corrections is 'each time a reviewed text took the place of one that people had seen: the day and what was corrected, in words for them';
select distribute('publicity_corrections');
create view publicity_published_corrections as
select c.district, c.article_id, c.version, c.corrected_on, c.note
from publicity_corrections c join publicity_articles p on p.district = c.district and p.id = c.article_id where p.live_version is not null;
comment on view publicity_published_corrections is 'for the public pages: what was corrected in articles that are shown, and when';
