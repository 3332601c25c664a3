-- Purpose: which master key this database belongs to, without telling the key. Reversible: drop.
create table master_key_checks (
  cipher text primary key,
  key_check text not null
);
comment on table master_key_checks is 'a keyed digest per cipher; a start with another master key refuses before anything is written under it';
