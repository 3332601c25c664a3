import type { Contract } from './read-contracts.ts';

const NOTE = '<!-- Written by `npm run generate` from the contracts; do not edit. -->';

export function generateRoutesPage(contracts: readonly Contract[]): string {
  const sections = contracts
    .filter(({ routes }) => routes.length > 0)
    .map(({ name, routes }) =>
      sectionOf(
        name,
        ['Operation', 'Method', 'Path', 'Right', 'What it does'],
        routes.map(([operation, { method, path, permission, summary }]) => [code(`${name}.${operation}`), method, code(path), code(permission), summary]),
      ),
    );
  return page('Routes', 'Every operation of the HTTP interface. `public` needs no sign-in, `session` any signed-in account.', sections);
}

export function generatePermissionsPage(contracts: readonly Contract[]): string {
  const sections = contracts
    .filter(({ permissions }) => permissions.length > 0)
    .map(({ name, permissions }) =>
      sectionOf(
        name,
        ['Right', 'Chinese name', 'Needed by'],
        permissions.map(([verb, label]) => [code(verb), label, usersOf(verb, contracts)]),
      ),
    );
  return page('Permissions', 'A right is a verb; a post holds it within its division and everything below.', sections);
}

export function generateErrorsPage(contracts: readonly Contract[]): string {
  const sections = contracts
    .filter(({ errors }) => errors.length > 0)
    .map(({ name, errors }) =>
      sectionOf(
        name,
        ['Code', 'Status', 'What people read'],
        errors.map(([errorCode, { status, text }]) => [code(errorCode), String(status), text]),
      ),
    );
  return page(
    'Refusals',
    'Expected answers to bad input, missing rights or a wrong state. Codes are never reused; anything else is a bug with a reference number.',
    sections,
  );
}

function usersOf(verb: string, contracts: readonly Contract[]): string {
  const users = contracts.flatMap(({ name, routes }) =>
    routes.filter(([, route]) => route.permission === verb).map(([operation]) => code(`${name}.${operation}`)),
  );
  return users.join(', ');
}

function page(title: string, introduction: string, sections: readonly string[]): string {
  return `${NOTE}\n# ${title}\n\n${introduction}\n\n${sections.join('\n')}`;
}

function sectionOf(name: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
  return `## ${name}\n\n${line(head)}${line(head.map(() => '---'))}${rows.map(line).join('')}`;
}

function code(text: string): string {
  return `\`${text}\``;
}
