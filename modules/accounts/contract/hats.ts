/** As what a person outside the offices comes; one wears several. Without any verb of the catalogue: pages ask for the hat. */
export const HATS = { resident: '居民', leader: '社区社会组织负责人', member: '社区社会组织成员', volunteer: '志愿者', partyMember: '党员' } as const;
export type Hat = keyof typeof HATS;
