import { SETTINGS, type Setting } from '#platform/config/settings.ts';

const NOTE = '<!-- Written by `npm run generate` from platform/config/settings.ts; do not edit. -->';

/** The list of settings for the person who runs the product. */
export function generateSettingsPage(): string {
  const rows = Object.entries<Setting>(SETTINGS);
  return [
    NOTE,
    '# 设置',
    '',
    '设置都是环境变量，启动时一次检查完：有一项不对就不启动，并说明每一项怎么改。`npx wotu config check` 只检查、不启动。',
    '写错名字的设置（以 `WOTU_` 开头而平台不认识）会被提示。带 🔒 的含有密码，任何地方都不会完整显示。',
    '',
    tableOf(rows.filter(([, row]) => !row.isForTrials)),
    '## 只供演示和排查',
    '',
    tableOf(rows.filter(([, row]) => row.isForTrials)),
  ].join('\n');
}

function tableOf(rows: readonly [string, Setting][]): string {
  const lines = rows.map(([name, { title, unset, example, isSecret }]) => `| \`${name}\`${isSecret ? ' 🔒' : ''} | ${title} | ${unset} | \`${example}\` |`);
  return ['| 环境变量 | 作用 | 不设时 | 例 |', '|---|---|---|---|', ...lines, ''].join('\n');
}
