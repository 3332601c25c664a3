-- Purpose: find organizations by a part of their name, its pinyin initials or their leader.
alter table organizations add column search_text text not null default '';
create index organizations_by_grams on organizations using gin (search_grams(search_text, district));
