-- Purpose: requests of rare and expensive classes counted for all server processes together. Reversible: drop.
create table request_counts (
  subject text primary key check (length(subject) = 24),
  requests int not null check (requests > 0),
  ends_at timestamptz not null
);
comment on table request_counts is 'requests in the present window by keyed digest of class and account or address; nobody can be read out of it';
create index request_counts_by_end on request_counts (ends_at);
