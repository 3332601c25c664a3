import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PERMISSION_NAMES } from './permissions.ts';
import { grantableBy, presetGrants, ROLE_IDS, ROLES, type Role } from './roles.ts';

const roles: [string, Role][] = Object.entries(ROLES);

describe('role presets', () => {
  it('hold every verb of the product in some role', () => {
    const held = new Set(roles.flatMap(([, role]) => role.permissions));
    expect(PERMISSION_NAMES.filter((permission) => !held.has(permission))).toEqual([]);
  });

  it('hold no verb twice and at least one each', () => {
    for (const [id, role] of roles) {
      expect(new Set(role.permissions).size, id).toBe(role.permissions.length);
      expect(role.permissions.length, id).toBeGreaterThan(0);
      expect(role.levels.length, id).toBeGreaterThan(0);
    }
  });

  it('can all be reached: somebody may grant each', () => {
    const granting = roles.filter(([, role]) => grantableBy(new Set(role.permissions)).length > 0).map(([id]) => id);
    expect(granting).toEqual(['securityAdministrator']);
    expect(grantableBy(new Set(ROLES.securityAdministrator.permissions))).toEqual(ROLE_IDS);
  });

  it('keep the three administrators apart from each other and from business', () => {
    const own = { systemAdministrator: ['account.manage'], securityAdministrator: ['security.manage'], auditAdministrator: ['audit.read'] };
    for (const [id, verbs] of Object.entries(own)) {
      const holders = roles.filter(([, role]) => verbs.some((verb) => role.permissions.some((held) => held === verb))).map(([holder]) => holder);
      expect(holders).toEqual([id]);
    }
    for (const [id, role] of roles.filter(([, preset]) => preset.duty !== 'business')) {
      expect(
        role.permissions.filter((verb) => /^(evidence|report|plan|personal-data)\./.test(verb)),
        id,
      ).toEqual([]);
    }
  });
});

describe('the data that a preset reaches', () => {
  it('is general for every verb, and more for registers only', () => {
    const registers = presetGrants(ROLES.districtCivilAffairsStaff);
    expect(registers.get('evidence.read')).toEqual(['general', 'personal', 'restricted', 'financial']);
    expect(registers.get('division.read')).toEqual(['general']);
    for (const [id, role] of roles) for (const [verb, classes] of presetGrants(role)) expect(classes, `${id} ${verb}`).toContain('general');
  });

  it('is restricted (under 14, health, correction) for those who visit, file and look after, and nobody else', () => {
    const reaching = roles.filter(([, role]) => [...presetGrants(role).values()].some((classes) => classes.includes('restricted'))).map(([id]) => id);
    expect(reaching).toEqual(['districtCivilAffairsStaff', 'streetStaff', 'neighborhoodCommitteeStaff', 'socialWorker']);
  });
});

describe('the catalogue of verbs', () => {
  it('holds every verb that the code of any module asks for', () => {
    const modules = path.resolve(import.meta.dirname, '../..');
    const files = readdirSync(modules, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts'));
    const asked = files.flatMap((file) => {
      const text = readFileSync(path.join(modules, file), 'utf8');
      return [...text.matchAll(/(?:requirePermission|can)\([\w.]+, '([a-z.-]+)'[,)]|permission: '([a-z-]+\.[a-z-]+)'/g)].map(
        (match) => match[1] ?? match[2] ?? '',
      );
    });
    expect(asked.length).toBeGreaterThan(20);
    expect([...new Set(asked)].filter((verb) => !PERMISSION_NAMES.some((known) => known === verb))).toEqual([]);
  });
});
