#!/usr/bin/env node
/**
 * `npm test`: everything, from a fresh copy. Runs on Node 20 or newer, without libraries, because it is what installs them.
 * `npm test -- lint types` runs the named stages only. The last line is `N passed, N failed`.
 */
import { ensureInstalled } from './starter/install.mjs';
import { runScript, say, secondsSince, SetupProblem } from './starter/messages.mjs';
import { ensureRequirements } from './testing/requirements.mjs';
import { STAGES } from './testing/stages.mjs';

await runScript(async () => {
  const stages = chooseStages(process.argv.slice(2));
  await ensureInstalled('everything');
  const skipped = ensureRequirements();
  const results = [];
  for (const stage of stages) results.push(await runStage(stage, skipped));
  return report(results);
});

function chooseStages(names) {
  const unknown = names.filter((name) => !STAGES.some((stage) => stage.id === name));
  if (unknown.length > 0) throw new SetupProblem(`没有这些测试阶段：${unknown.join('、')}。可选：${STAGES.map(({ id }) => id).join('、')}。`);
  return names.length === 0 ? STAGES : STAGES.filter((stage) => names.includes(stage.id));
}

async function runStage(stage, skipped) {
  if (skipped.has(stage.needs)) return { stage, passed: 0, failed: 0, left: '按 WOTU_TEST_SKIP 跳过' };
  say(`\n▶ ${stage.title}`);
  const start = performance.now();
  try {
    return { stage, ...(await stage.run()), time: secondsSince(start) };
  } catch (error) {
    say(error instanceof SetupProblem ? error.message : String(error?.stack ?? error));
    return { stage, passed: 0, failed: 1, time: secondsSince(start) };
  }
}

function report(results) {
  say('');
  for (const { stage, passed, failed, skipped, time, left } of results) {
    const marks = [`${passed} 通过`, failed > 0 ? `${failed} 失败` : '', skipped ? `${skipped} 跳过` : '', time ?? '', left ?? ''];
    say(`${failed > 0 ? '✗' : left ? '–' : '✓'} ${stage.title}：${marks.filter(Boolean).join('，')}`);
  }
  for (const failure of results.flatMap(({ failures }) => failures ?? [])) say(`  ✗ ${failure}`);
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`);
  return sum('failed') > 0 ? 1 : 0;
}
