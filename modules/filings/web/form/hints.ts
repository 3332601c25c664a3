/** What the numbers of a place say beside the fields they judge. */
interface Setting {
  setting: string;
  value: unknown;
}

const LEAST: Readonly<Record<string, readonly [path: string, unit: string]>> = {
  filingMembers: ['memberCount', '名'],
  filingStaff: ['staffCount', '名'],
  filingUnitInitiators: ['unitInitiators', '个'],
  filingIndividualInitiators: ['individualInitiators', '名'],
  registrationIndividualMembers: ['individualMembers', '名'],
  registrationUnitMembers: ['unitMembers', '个'],
};

/** Path of a field → `当地要求 3 名以上`; nothing where the rules name no number. */
export function hintsOf(settings: readonly Setting[]): Record<string, string> {
  const hints: Record<string, string> = {};
  for (const { setting, value } of settings) {
    const [path, unit] = LEAST[setting] ?? [];
    if (path && typeof value === 'number') hints[path] = `当地要求 ${value} ${unit}以上${isEither(setting) ? '，自然人或单位达到一项即可' : ''}`;
    if (setting === 'registrationFunds' && typeof value === 'number') hints['activityFunds'] = `社会团体须有 ${value / 100} 元以上`;
    if (setting === 'partyOrganizationMembers' && typeof value === 'number') hints['partyMemberCount'] = `达到 ${value} 名的，备案时同步建立党组织`;
    if (setting === 'directCategories' && Array.isArray(value) && value.length > 0) hints['category'] = `可直接登记：${value.join('、')}`;
  }
  return hints;
}

const isEither = (setting: string): boolean =>
  setting.endsWith('Initiators') || setting === 'registrationIndividualMembers' || setting === 'registrationUnitMembers';
