-- Purpose: exchange between installations: agreements, numbered packets, the state and history of every row, used nonces. Reversible: drop the tables.
create table exchange_agreements (
  id bigint primary key,
  -- the same on both sides
  number text not null unique check (number ~ '^[a-z2-7]{12}$'),
  side text not null check (side in ('sender', 'receiver')),
  state text not null check (state in ('offered', 'active', 'ended')),
  partner text not null check (length(partner) between 1 and 200),
  -- where the receiver is reached; only a sender knows it
  address text check (address ~ '^https?://'),
  -- the place whose data are sent
  div bigint not null,
  level text not null check (level in ('province', 'city', 'county', 'township', 'community')),
  place text not null,
  terms jsonb not null,
  -- of the one-time code, until the first signed request came
  secret_cipher text,
  code_until timestamptz,
  -- what both sides put in when they paired
  sender_nonce text,
  receiver_nonce text,
  key_cipher text,
  -- of packets: the next that the sender makes, the next that the receiver takes
  next_number int not null default 1 check (next_number >= 1),
  heard_at timestamptz,
  compared_at timestamptz,
  comparison jsonb,
  created_at timestamptz not null,
  created_by text not null,
  ended_at timestamptz,
  ended_by text,
  end_reason text check (length(end_reason) between 2 and 500),
  -- what became of the records that it brought; null where it brought none
  settled text check (settled in ('kept', 'removed')),
  check ((side = 'sender') = (address is not null)),
  check ((state = 'ended') = (ended_at is not null)),
  check (settled is null or (state = 'ended' and side = 'receiver')),
  check (state <> 'active' or key_cipher is not null),
  check ((compared_at is null) = (comparison is null))
);
comment on table exchange_agreements is 'What one installation sends to another: place, registers with columns, plans. Each side has a row of its own';
create table exchange_packets (
  id bigint primary key,
  agreement_id bigint not null references exchange_agreements (id),
  number int not null check (number >= 1),
  day date not null,
  digest text not null check (length(digest) = 64),
  rows int not null check (rows >= 1),
  -- what is sent again after a failure; the sender's only, taken out some time after the receipt
  body_cipher text,
  -- the receiver's signed answer
  receipt text,
  receipt_at timestamptz,
  accepted int check (accepted >= 0),
  refused int check (refused >= 0),
  made_at timestamptz not null,
  unique (agreement_id, number),
  check ((receipt is null) = (receipt_at is null)),
  check ((receipt is null) = (accepted is null) and (receipt is null) = (refused is null)),
  check (receipt is null or accepted + refused = rows)
);
comment on table exchange_packets is 'Packets of an agreement, numbered without gaps: made and sent, or received; a packet never changes, a correction is another one';
create table exchange_rows (
  agreement_id bigint not null references exchange_agreements (id),
  register text not null,
  -- the sender's code of the record, or plan/target/place/day of a figure
  key text not null check (length(key) between 1 and 200),
  digest text not null,
  -- the packet that carried it last, with its day
  packet int not null,
  day date not null,
  state text not null check (state in ('waiting', 'accepted', 'refused', 'removed')),
  reason text check (length(reason) <= 1000),
  -- the newest packet with it that was accepted, with its day and digest: what the other side holds
  accepted_packet int,
  accepted_day date,
  accepted_digest text,
  -- the receiver's record
  record_id bigint,
  -- a figure; records stand in their register
  content jsonb,
  primary key (agreement_id, register, key),
  check ((state = 'refused') = (reason is not null)),
  check ((accepted_packet is null) = (accepted_day is null) and (accepted_packet is null) = (accepted_digest is null))
);
comment on table exchange_rows is 'Every row of an agreement as it was sent or received last';
create index exchange_rows_by_packet on exchange_rows (agreement_id, packet);
create table exchange_row_versions (
  agreement_id bigint not null references exchange_agreements (id),
  register text not null,
  key text not null,
  packet int not null,
  -- the packet whose row this one corrects
  corrects int,
  digest text not null,
  content jsonb,
  is_removed boolean not null,
  primary key (agreement_id, register, key, packet),
  check (corrects < packet)
);
comment on table exchange_row_versions is 'History of received rows: each correction with the packet that it corrects; content of figures only, records have their own history';
create table exchange_nonces (
  agreement_id bigint not null references exchange_agreements (id),
  nonce text not null check (length(nonce) between 16 and 64),
  used_at timestamptz not null,
  primary key (agreement_id, nonce)
);
comment on table exchange_nonces is 'Signed requests that were taken, so that none is taken twice; kept while their time stamp would still be valid';
create index exchange_nonces_by_time on exchange_nonces (used_at);
