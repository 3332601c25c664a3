-- Purpose: the public page of a record that went into another leads to the one that stays. Reversible: drop the view.
create view organizations_published_merges as
select district, removed_id, kept_id from organization_merges;
comment on view organizations_published_merges is 'for the public pages: which record stays for one that went, without who decided and why';
