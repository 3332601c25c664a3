-- Purpose: reminders reach the notices of the office they are meant for, once. Reversible: drop the column.
alter table filing_reminders add column told_at timestamptz;
create index filing_reminders_untold on filing_reminders (district, application_id) where told_at is null;
