-- Purpose: what searches ask of an index: every pair of neighbouring characters of a text, every single one, and where the record lies.
-- The place by its district, city and province (@310115, @3101, @31): a word of a million records is met with the few of the place asked about.
-- The cost is what it takes to compute (some 50 µs): the planner then leaves it to the index.
create function search_grams(words text, district int) returns text[] language sql immutable parallel safe cost 500 as
$$ select array_agg(distinct gram) from (
     select gram from generate_series(1, length(words)) as position, lateral (values (substr(words, position, 2)), (substr(words, position, 1))) as grams (gram)
     union all select '@' || part from (values (district / 10000), (district / 100), (district)) as places (part)) as found $$;
