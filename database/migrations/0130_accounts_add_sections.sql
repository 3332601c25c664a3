-- Purpose: sections inside an office (科室). Reversible: close the sections, drop the column.
alter table offices add column parent_id bigint references offices;
alter table offices drop constraint offices_kind_check;
alter table offices add constraint offices_kind_check check (kind in ('civilAffairs', 'department', 'street', 'committee', 'party', 'hub', 'organization', 'section', 'other'));
alter table offices add constraint offices_section_check check ((parent_id is not null) = (kind = 'section'));
drop index offices_open_name;
create unique index offices_open_name on offices (div, coalesce(parent_id, 0), name) where closed_at is null;
create index offices_by_parent on offices (parent_id) where parent_id is not null;
comment on column offices.parent_id is 'the bureau that a section belongs to; sections have no sections';
