-- Purpose: through which identity provider a session was opened, so that signing out ends the provider's session too. Reversible: drop the column.
alter table sessions add provider text check (provider ~ '^[a-z][a-z0-9-]{1,19}$');
comment on column sessions.provider is 'identity provider that the holder came from; null for password, link and telephone';
