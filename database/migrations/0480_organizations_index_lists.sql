-- Purpose: lists of organizations in their order, and totals by place, state, tier and category, from the index alone. Reversible: drop the index.
create index organizations_by_list on organizations (district, div, id) include (tier, category, established_on, ended_on);
