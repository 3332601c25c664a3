-- Purpose: a master key can be replaced; what followed from the first one (the first data key, the keys of the blind index and of the
-- audit chain) stays, kept under the one in force. Reversible only before the first replacement.
alter table master_key_checks add column wrapped_root text check (wrapped_root <> '');
comment on column master_key_checks.wrapped_root is 'the first master key, encrypted under the one in force; null while that is the first';
