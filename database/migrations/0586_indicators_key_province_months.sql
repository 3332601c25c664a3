-- Purpose: a copy that gathers the rows of all shards (ADR 0160) takes no row twice, for which every row needs a key. Reversible: drop the
-- constraint and the column.
alter table figure_province_months add column id uuid not null default gen_random_uuid();
comment on column figure_province_months.id is 'tells a row from another of the same month, for a copy; nobody asks for it';
alter table figure_province_months add constraint figure_province_months_pkey primary key (district, id);
