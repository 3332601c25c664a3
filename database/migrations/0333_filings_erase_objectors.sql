-- Purpose: names and telephones of objectors, and numbers in drafts nobody handed in, go when their time is over. Reversible: drop the indexes and the check; what was erased does not come back.
create index filing_applications_untouched on filing_applications (updated_at) where state = 'draft';
-- name and phone of an objector go when the time of the answer is over
alter table filing_objections alter column name_cipher drop not null;
alter table filing_objections alter column phone_cipher drop not null;
alter table filing_objections alter column phone_index drop not null;
alter table filing_objections add constraint filing_objections_objector_whole check ((phone_index is null) = (name_cipher is null) and (phone_index is null) = (phone_cipher is null));
create index filing_objections_answered on filing_objections (answered_on) where phone_index is not null;
