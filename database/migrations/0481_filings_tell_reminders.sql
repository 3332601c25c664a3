-- Purpose: reminders reach the notices of the office they are meant for, once. Reversible: drop the column.
alter table filing_reminders add column told_at timestamptz;
-- what was reminded of before is no news
update filing_reminders set told_at = at;
create index filing_reminders_untold on filing_reminders (district, application_id) where told_at is null;
