import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { keepSent } from '#platform/http/sent-files.ts';
import { refuse } from '#shared/errors.ts';
import { page } from '#ui/portal/page.ts';
import { backLink, errorSummary, type Problem } from '#ui/portal/parts.ts';
import type { Application } from '../contract/application.ts';
import { filingErrors } from '../contract/errors.ts';
import { addMaterialFile, type FilingMeans, removeMaterialFile } from '../server/public.ts';
import { askAddress, filingAddress } from './addresses.ts';
import { fileRow, PAPERS, paperForm } from './file-parts.ts';
import { askedApplication, numberOf } from './asked-application.ts';
import { isOpenToEdit, MATERIALS_PAGE } from './questions.ts';

type Material = Application['materials'][number];

/** Where photographs and documents of one material are added. */
export const materialAddress = (id: string, material: string): string => filingAddress(id, `materials/${material}`);

/** One material: what was uploaded, and more. */
export async function showMaterialFiles(visit: PersonRequest, means: FilingMeans): Promise<FastifyReply> {
  const { application } = await askedApplication(visit, means);
  const material = materialOf(visit, application);
  if (!isOpenToEdit(application)) return visit.reply.redirect(filingAddress(application.id), 303);
  return sendPage(visit.reply, filesPage(visit, application, material, []));
}

/** Every file by itself: what cannot be kept is told, the others stay. */
export async function uploadMaterialFiles(visit: PersonRequest, means: FilingMeans): Promise<FastifyReply> {
  const { application } = await askedApplication(visit, means);
  const { material, mostFiles } = materialOf(visit, application);
  const problems = await keepSent(visit, { most: mostFiles, what: PAPERS }, (sent) =>
    addMaterialFile(visit.context, means, 'own', { id: Number(application.id), material, ...sent }),
  );
  if (problems.length === 0) return visit.reply.redirect(materialAddress(application.id, material), 303);
  const fresh = (await askedApplication(visit, means)).application;
  return sendPage(visit.reply, filesPage(visit, fresh, materialOf(visit, fresh), problems), 422);
}

/** Takes one file off again. */
export async function dropMaterialFile(visit: PersonRequest, means: FilingMeans): Promise<FastifyReply> {
  const { application } = await askedApplication(visit, means);
  const { material } = materialOf(visit, application);
  const file = numberOf(visit.params['file']);
  if (file === undefined) throw refuse(filingErrors.FILING_NOT_FOUND);
  await removeMaterialFile(visit.context, means, 'own', { id: Number(application.id), file });
  return visit.reply.redirect(materialAddress(application.id, material), 303);
}

function materialOf({ params }: PersonRequest, { materials }: Application): Material {
  const found = materials.find(({ material }) => material === params['material']);
  if (!found) throw refuse(filingErrors.FILING_NOT_FOUND);
  return found;
}

function filesPage({ frame }: PersonRequest, { id, state }: Application, material: Material, problems: readonly Problem[]): string {
  const address = materialAddress(id, material.material);
  const back = state === 'supplementing' ? filingAddress(id) : askAddress(id, MATERIALS_PAGE);
  const isFull = material.files.length >= material.mostFiles;
  return page(
    material.label,
    html`${backLink(back, '回到材料')}
${errorSummary(problems, '没有全部保存')}
<h1>${material.label}</h1>
${material.note ? html`<p>${material.note}</p>` : ''}
${material.files.length === 0 ? html`<p>还没有照片或文件。</p>` : html`<ul class="rows panel">${material.files.map((file, index) => fileRow(address, file, index + 1))}</ul>`}
${isFull ? html`<p>已经有 ${material.mostFiles} 个，不能再加。要换，请先移除一个。</p>` : paperForm(address, material.mostFiles - material.files.length)}
<p><a class="button${material.files.length === 0 ? ' plain' : ''}" href="${back}">好了，回到材料</a></p>`,
    { ...frame, path: address },
  );
}
