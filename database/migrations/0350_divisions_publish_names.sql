-- Purpose: names of divisions for the search, the public pages' included; a plain view, so that the indexes of names serve it. Reversible: drop the view.
create view divisions_published_names as
select key, level, short_name, pinyin, pinyin_initials, official_codes, valid_to from divisions;
comment on view divisions_published_names is 'for the public pages: what divisions are searched by';
