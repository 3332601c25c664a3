-- Purpose: the audit administrator searches a million entries by time, place, person, subject, act and request. Reversible: drop the indexes.
create index audit_entries_by_time on audit_entries (at desc, district, number desc);
create index audit_entries_by_place on audit_entries (district, at desc, number desc);
create index audit_entries_by_actor on audit_entries (actor_id, at desc);
create index audit_entries_by_actor_name on audit_entries (actor_name, at desc);
create index audit_entries_by_subject on audit_entries (subject_type, subject_id, at desc);
create index audit_entries_by_action on audit_entries (action text_pattern_ops, at desc);
create index audit_entries_by_request on audit_entries (request_id);
