-- Purpose: find ended needs that still tell of a person, to forget who it was. Reversible: drop the index.
create index needs_with_person on needs (closed_on)
where closed_on is not null and coalesce(details_cipher, requester_name_cipher, requester_phone_cipher, address_cipher) is not null;
