import { loadDivisions } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import { hasDemonstrationData } from '#modules/demonstration/server/public.ts';
import { hasMark, isUntouched, setMark } from '#platform/installation/installation-marks.ts';
import { DEFAULT_SEED, fillWithDemonstration } from './demonstration.ts';

/** The regions whose plans come with the product: 平顶山, 海南, 广州, 深圳. */
export const REGIONS_OF_THE_PLANS: readonly string[] = ['410400', '460000', '440100', '440300'];

/**
 * Fills a new database with the four regions and marked demonstration data, once in its life: data that people removed
 * do not come back. A first start that was broken off is taken up again.
 * @param stop ends the filling at its next step; what the step had begun is taken back
 */
export async function fillOnFirstStart(context: Context, say: (text: string) => void, stop: AbortSignal): Promise<void> {
  const { db } = context.platform;
  if (await hasMark(db, 'first-start-done')) return;
  const isNew = (await hasMark(db, 'first-start-begun')) || (await isUntouched(db, ['plan.', 'links.', 'ruleSet.']));
  if (isNew) {
    await setMark(db, 'first-start-begun', context.now);
    say('新数据库：正在载入平顶山、海南、广州、深圳四地的区划……');
    await loadDivisions(context, { scope: REGIONS_OF_THE_PLANS, onProgress: () => stop.throwIfAborted() });
    if (!(await hasDemonstrationData(db))) {
      say('正在生成演示数据（可随时用 wotu demo --remove 清除）……');
      await fillWithDemonstration(context, { seed: DEFAULT_SEED }, (text) => {
        stop.throwIfAborted();
        say(text);
      });
    }
  }
  await setMark(db, 'first-start-done', context.now);
}
