import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { Refusal } from '#shared/errors.ts';
import { type Html, page } from '#ui/portal/page.ts';
import { backLink, errorSummary, hidden, type Problem } from '#ui/portal/parts.ts';
import type { Application, HeldMaterial } from '../contract/application.ts';
import { MATERIALS } from '../contract/workflow.ts';
import type { FilingMeans } from '../server/public.ts';
import { askAddress, filingAddress } from './addresses.ts';
import type { Asking } from './asking.ts';
import { askedApplication, saveDraft } from './asked-application.ts';
import { materialAddress } from './material-files-page.ts';
import { nextAddress, placeAmong, previousAddress } from './question-page.ts';
import { charterMaterial } from './charter-draft.ts';
import { CHARTER_PAGE, isOpenToEdit, MATERIALS_PAGE } from './questions.ts';

/** How a material comes, as people say it. */
export const HELD_AS: Readonly<Record<HeldMaterial['heldAs'], string>> = {
  paper: '有，交纸质件到窗口',
  electronic: '有，交电子件',
  shared: '街道、社区已经有',
};

type Material = Application['materials'][number];
const ORDER = Object.keys(MATERIALS);

/** In the order in which a folder is usually put together; rules keep none. */
export function inOrder<T extends { material: string }>(materials: readonly T[]): T[] {
  return materials.toSorted((one, other) => ORDER.indexOf(one.material) - ORDER.indexOf(other.material));
}

/** All materials on one page: which are ready, and how they come. */
export async function showMaterials(visit: PersonRequest, means: FilingMeans): Promise<FastifyReply> {
  const asking = await askedApplication(visit, means);
  if (!isOpenToEdit(asking.application)) return visit.reply.redirect(filingAddress(asking.application.id), 303);
  return sendPage(visit.reply, materialsPage(visit, asking, asking.application.materials, visit.query['from'] === 'check', []));
}

export async function saveMaterials(visit: PersonRequest, means: FilingMeans): Promise<FastifyReply> {
  const asking = await askedApplication(visit, means);
  const isFromCheck = visit.typed['from'] === 'check';
  const given = typedMaterials(visit, asking.application.materials);
  const materials = given.flatMap(({ material, heldAs, reference }) =>
    heldAs ? [{ material, heldAs: heldAs as HeldMaterial['heldAs'], ...(reference ? { reference } : {}) }] : [],
  );
  try {
    const version = await saveDraft(visit, means, asking, { materials });
    if (visit.isSavingAsTyped) return await visit.reply.send({ version });
  } catch (error) {
    if (!(error instanceof Refusal) || visit.isSavingAsTyped) throw error;
    const fresh = await askedApplication(visit, means);
    return sendPage(visit.reply, materialsPage(visit, fresh, given, isFromCheck, [{ text: error.message }]), error.status);
  }
  return visit.reply.redirect(nextAddress(asking, MATERIALS_PAGE, isFromCheck), 303);
}

function typedMaterials({ typed }: PersonRequest, materials: readonly Material[]): Material[] {
  return materials.map((one) => {
    const heldAs = typed[one.material] ?? '';
    return { ...one, heldAs: heldAs in HELD_AS ? heldAs : null };
  });
}

function materialsPage({ frame }: PersonRequest, asking: Asking, materials: readonly Material[], isFromCheck: boolean, problems: readonly Problem[]): string {
  const { application } = asking;
  return page(
    '材料备好了吗？',
    html`${backLink(previousAddress(asking, MATERIALS_PAGE, isFromCheck))}
${errorSummary(problems, '没有保存')}
<p class="quiet">${application.procedureName} ${placeAmong(asking, MATERIALS_PAGE)}</p>
<h1>材料备好了吗？</h1>
<p>一共 ${materials.length} 种。没有备好的可以先空着，提交后交到窗口也行；“必须有”的，审核前要齐。</p>
<form method="post" action="${askAddress(application.id, MATERIALS_PAGE)}" data-saves>
${hidden({ version: application.version, ...(isFromCheck ? { from: 'check' } : {}) })}
${inOrder(materials).map((material) => materialField(application.id, material, material.material === charterMaterial(asking)))}
<p class="quiet" role="status" data-saved></p>
<button type="submit">保存，下一步</button>
</form>`,
    { ...frame, path: askAddress(application.id, MATERIALS_PAGE) },
  );
}

function materialField(id: string, { material, label, required, note, heldAs, files }: Material, isCharter: boolean): Html {
  return html`<div class="panel"><label for="${material}">${label}<span class="quiet">（${required ? '必须有' : '有的话'}）</span></label>
${note ? html`<p class="hint" id="${material}-hint">${note}</p>` : ''}
<select id="${material}" name="${material}"${note ? html` aria-describedby="${material}-hint"` : ''}><option value="">还没有备好</option>${Object.entries(
    HELD_AS,
  ).map(([value, text]) => html`<option value="${value}"${value === heldAs ? html` selected` : ''}>${text}</option>`)}</select>
<p><a class="back" href="${materialAddress(id, material)}" aria-label="${label}：${uploadWords(files.length)}">${uploadWords(files.length)}</a></p>${
    isCharter ? html`<p><a class="back" href="${askAddress(id, CHARTER_PAGE)}">在这里写章程，一条一条写</a></p>` : ''
  }</div>`;
}

function uploadWords(count: number): string {
  return count === 0 ? '拍照或上传文件' : `已上传 ${count} 个，查看或添加`;
}
