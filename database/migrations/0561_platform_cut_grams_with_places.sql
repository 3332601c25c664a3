-- Purpose: what 0560 meant, for the function that knows places: the same words as 0200 gives, pairs cut out by built-in functions instead of a query for
-- each text, which was more than half of the time of writing a record. Every index stays as it is, for it holds a word once however often the function
-- names it. Not in plain SQL, which the planner would see through and take for cheap. Reversible: the functions as 0200 and 0560 have them.
drop function search_grams(text);
create or replace function search_grams(words text, district int) returns text[] language plpgsql immutable parallel safe cost 500 as $$
begin
  return string_to_array(words, null)
    || string_to_array(regexp_replace(words, '(..)(?=.)', E'\\1\x01', 'g'), E'\x01')
    || string_to_array(regexp_replace(substr(words, 2), '(..)(?=.)', E'\\1\x01', 'g'), E'\x01')
    || array['@' || (district / 10000), '@' || (district / 100), '@' || district];
end $$;
