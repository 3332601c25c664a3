/**
 * Operations whose use case does not ask for the right again: the route alone does. The foundations do not know which verb a register
 * belongs to, and reading one's own imports or an empty template needs no second guard. A new operation does not belong here.
 */
export const FRONT_DOOR_ONLY: ReadonlySet<string> = new Set([
  'accounts.getAccount',
  'registers.registers',
  'registers.list',
  // the same use case as the list
  'registers.findByNumber',
  'registers.get',
  'registers.create',
  'registers.update',
  'registers.end',
  'registers.remove',
  'imports.workUnderWay',
  'imports.imports',
  'templates.template',
  'templates.rosterTemplate',
  'organizations.duplicates',
  'organizations.keepApart',
  'organizations.merge',
  'divisions.list',
  'divisions.get',
  'divisions.children',
  'divisions.map',
  'divisions.search',
  'divisions.operations',
]);
