-- Purpose: find what is held about a person by the telephone they signed in with, in every register. Reversible: drop the indexes.
create index organizations_by_leader_phone on organizations (leader_phone_index) where leader_phone_index is not null;
create index organization_people_by_phone on organization_people (phone_index) where phone_index is not null;
create index organization_members_by_phone on organization_members (phone_index) where phone_index is not null;
create index organization_contacts_by_phone on organization_contacts (phone_index) where phone_index is not null;
create index filing_applications_by_leader_phone on filing_applications (leader_phone_index) where leader_phone_index is not null;
create index filing_objections_by_phone on filing_objections (phone_index);
