-- Purpose: what makes the audit trail checkable elsewhere and after its oldest months are gone. Reversible: drop both tables.
create table audit_roots (
  day date primary key,
  made_at timestamptz not null,
  chains int not null,
  entries bigint not null,
  root text not null,
  previous text not null,
  signature text not null
);
comment on table audit_roots is 'the Merkle root (SM3) over the heads of all chains, one a day, each signed (HMAC-SM3) over the one before; exported, it shows a cut-off end';
create table audit_checkpoints (
  district int not null,
  month date not null,
  number bigint not null,
  hash text not null,
  made_at timestamptz not null,
  signature text not null,
  primary key (district, month)
);
comment on table audit_checkpoints is 'the last entry of each chain in a month that was dropped after its time, signed: the chain goes on from here';
select distribute('audit_checkpoints');
