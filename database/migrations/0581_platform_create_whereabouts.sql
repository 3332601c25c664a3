-- Purpose: in which districts there are rows about somebody or something that is looked for anywhere. Reversible: drop the table.
create table whereabouts (
  -- what kind of thing, and its id, its code or the blind index of its number
  subject text not null check (subject ~ '^(account|record|phone|document|code) .'),
  district int not null,
  primary key (subject, district)
);
comment on table whereabouts is 'districts with rows about an account, a telephone, a document, a code or a record: those to ask, of which some may have none any more; for a record those beside the district of its birth';
