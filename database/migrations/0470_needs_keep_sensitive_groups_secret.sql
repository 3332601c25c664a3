-- Purpose: no path whatever makes a need of a group whose name says something sensitive (dossier 2.2, rule 8) visible to others. Reversible: drop the constraint.
alter table needs
  add constraint needs_of_sensitive_groups_are_secret
  check (is_secret or target_group not in ('mentalIllness', 'correction', 'drugRehabilitation', 'offendersChildren', 'misbehavingYouth'));
