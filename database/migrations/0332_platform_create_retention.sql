-- Purpose: what the nightly erasure of personal data erased, and the access paths of what is due. Reversible: drop the table and indexes; erased numbers do not come back.
create table retention_runs (
  rule text not null,
  ran_at timestamptz not null,
  erased int not null check (erased >= 0),
  primary key (rule, ran_at)
);
comment on table retention_runs is 'how many rows each rule of the retention schedule erased, night by night';
comment on table personal_data_views is 'one row per record whose ID number or phone somebody saw in clear: who, when, why; never changed, erased by the retention schedule alone';
create index person_consents_by_withdrawal on person_consents (withdrawn_at) where withdrawn_at is not null;
create index filing_applications_untouched on filing_applications (updated_at) where state = 'draft';
-- name and phone of an objector go when the time of the answer is over
alter table filing_objections alter column name_cipher drop not null;
alter table filing_objections alter column phone_cipher drop not null;
alter table filing_objections alter column phone_index drop not null;
alter table filing_objections add constraint filing_objections_objector_whole check ((phone_index is null) = (name_cipher is null) and (phone_index is null) = (phone_cipher is null));
create index filing_objections_answered on filing_objections (answered_on) where phone_index is not null;
