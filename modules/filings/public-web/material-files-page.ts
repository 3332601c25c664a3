import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { sentFiles } from '#platform/http/sent-files.ts';
import { Refusal, refuse } from '#shared/errors.ts';
import { acceptedBy, FILE_KIND_WORDS } from '#shared/file-kind.ts';
import type { PresentedFile } from '#shared/stored-file.ts';
import { type Html, page } from '#ui/portal/page.ts';
import { backLink, errorSummary, type Problem } from '#ui/portal/parts.ts';
import type { Application } from '../contract/application.ts';
import { filingErrors } from '../contract/errors.ts';
import { MATERIAL_FILE_KINDS } from '../contract/material-files.ts';
import { addMaterialFile, type FilingMeans, removeMaterialFile } from '../server/public.ts';
import { askAddress, filingAddress } from './addresses.ts';
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
  const problems: Problem[] = [];
  let count = 0;
  for await (const sent of sentFiles(visit.request, mostFiles)) {
    count += 1;
    try {
      await addMaterialFile(visit.context, means, 'own', { id: Number(application.id), material, ...sent });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problems.push({ text: error.message, href: '#file' });
    }
  }
  if (count === 0) problems.push({ text: '还没有选择照片或文件。请先选择，再按“上传”。', href: '#file' });
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
${isFull ? html`<p>已经有 ${material.mostFiles} 个，不能再加。要换，请先移除一个。</p>` : uploadForm(address, material)}
<p><a class="button${material.files.length === 0 ? ' plain' : ''}" href="${back}">好了，回到材料</a></p>`,
    { ...frame, path: address },
  );
}

function uploadForm(address: string, { files, mostFiles }: Material): Html {
  return html`<form method="post" action="${address}" enctype="multipart/form-data" data-uploads>
<label for="file">拍照，或选照片、文件</label>
<p class="hint" id="file-hint">把纸放平、拍清楚四个角。可以一次选几张，还能放 ${mostFiles - files.length} 个，每个不超过 20 MB。可用照片、PDF、Word、Excel。</p>
<input id="file" name="file" type="file" multiple accept="${acceptedBy(MATERIAL_FILE_KINDS)}" aria-describedby="file-hint">
<p class="quiet" role="status" data-progress></p>
<button type="submit">上传</button>
</form>`;
}

function fileRow(address: string, file: PresentedFile, number: number): Html {
  const isImage = file.kind === 'jpeg';
  const label = `第 ${number} 个：${isImage ? '照片' : FILE_KIND_WORDS[file.kind].name}`;
  return html`<li class="upload">${
    isImage ? html`<a href="/my/files/${file.id}"><img src="/my/files/${file.id}/small" alt="${label}，按下看大图" width="96" loading="lazy"></a>` : ''
  }<span><a href="/my/files/${file.id}">${label}</a><br><span class="quiet">${file.dataClass === 'general' ? file.name : '含个人信息，只有办理的人说明理由后能看'}</span></span>
<form method="post" action="${address}/${file.id}/remove"><button type="submit" class="plain" aria-label="移除${label}">移除</button></form></li>`;
}
