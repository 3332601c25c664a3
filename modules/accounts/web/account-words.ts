import type { Account } from '../contract/schemas.ts';

export const STATE_NAMES: Record<Account['state'], string> = { active: '在用', invited: '等待本人设置密码', disabled: '已停用' };
