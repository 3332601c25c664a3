-- Purpose: places whose records of a register come from another installation, so that nobody enters them here a second time. Reversible: drop the table.
create table places_run_elsewhere (
  -- whose word ends it: the agreement of modules/exchange
  agreement_id bigint not null,
  register text not null check (register ~ '^[a-z]+(-[a-z]+)*$'),
  -- half-open range of division keys
  div_from bigint not null check (div_from >= 0),
  div_to bigint not null,
  -- who runs it, for people
  label text not null check (length(label) between 1 and 200),
  -- sent until then: its records were kept, and are entered here again; lists say so
  ended_on date,
  primary key (agreement_id, register),
  check (div_to > div_from)
);
comment on table places_run_elsewhere is 'One row per register and place that another installation sends: only its packets write there until it ended. Ranges of one register that are in force never overlap; they are entered under the lock of the division tree';
create index places_run_elsewhere_by_register on places_run_elsewhere (register, div_from);
