-- Purpose: in districts with thousands of records a change recounts the township it touched, not the district. What each township adds is kept, so that
-- the difference is known. Rows come with the next recount of a district. Reversible: drop the table.
create table figure_pieces (
  measure_id int not null,
  district int not null,
  piece bigint not null,
  days date[] not null,
  numerators bigint[] not null,
  denominators bigint[] not null,
  failings bigint[] not null,
  primary key (district, measure_id, piece),
  check (piece % 1000 = 0 and piece / 1000000 = district),
  check (cardinality(days) = cardinality(numerators) and cardinality(days) = cardinality(denominators) and cardinality(days) = cardinality(failings))
);
comment on table figure_pieces is 'what each township of a large district adds to a figure, as dated differences; together they are figure_days. The piece of the district''s own code is always there and says that they are kept';
select distribute('figure_pieces');
