-- Purpose: what searches ask of an index: every pair of neighbouring characters of a text and every single one.
create function search_grams(words text) returns text[] language sql immutable parallel safe as
$$ select array_agg(distinct gram) from generate_series(1, length(words)) as position, lateral (values (substr(words, position, 2)), (substr(words, position, 1))) as grams (gram) $$;
