import { html } from 'hono/html';
import type { SentFile } from '#platform/files/receive-file.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { sentFiles } from '#platform/http/sent-files.ts';
import { Refusal } from '#shared/errors.ts';
import { acceptedBy, FILE_KIND_WORDS, PAPER_KINDS } from '#shared/file-kind.ts';
import { type PresentedFile, SCAN_WORDS } from '#shared/stored-file.ts';
import type { Html } from '#ui/portal/page.ts';
import type { Problem } from '#ui/portal/parts.ts';

/** Every file of a form by itself: what cannot be kept is told, the others stay. */
export async function keepSent(
  { request }: PersonRequest,
  most: number,
  keep: (sent: Pick<SentFile, 'name' | 'content'>) => Promise<void>,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  let count = 0;
  for await (const sent of sentFiles(request, most)) {
    count += 1;
    try {
      await keep(sent);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problems.push({ text: error.message, href: '#file' });
    }
  }
  if (count === 0) problems.push({ text: '还没有选择照片或文件。请先选择，再按“上传”。', href: '#file' });
  return problems;
}

/** @param room how many more there may be */
export function uploadForm(address: string, room: number): Html {
  return html`<form method="post" action="${address}" enctype="multipart/form-data" data-uploads>
<label for="file">拍照，或选照片、文件</label>
<p class="hint" id="file-hint">把纸放平、拍清楚四个角。可以一次选几张，还能放 ${room} 个，每个不超过 20 MB。可用照片、PDF、Word、Excel。</p>
<input id="file" name="file" type="file" multiple accept="${acceptedBy(PAPER_KINDS)}" aria-describedby="file-hint">
<p class="quiet" role="status" data-progress></p>
<button type="submit">上传</button>
</form>`;
}

/** One that was uploaded: photographs small, the rest by name. */
export function fileLink(file: PresentedFile, number: number): Html {
  const isImage = file.kind === 'jpeg' && file.scan !== 'infected';
  const label = `第 ${number} 个：${isImage ? '照片' : FILE_KIND_WORDS[file.kind].name}`;
  return html`${
    isImage ? html`<a href="/my/files/${file.id}"><img src="/my/files/${file.id}/small" alt="${label}，按下看大图" width="96" loading="lazy"></a>` : ''
  }<span><a href="/my/files/${file.id}">${label}</a><br><span class="quiet">${file.dataClass === 'general' ? file.name : '含个人信息，只有办理的人说明理由后能看'} · ${SCAN_WORDS[file.scan]}</span></span>`;
}

/** One that was uploaded, with the way to take it off. */
export function fileRow(address: string, file: PresentedFile, number: number): Html {
  const what = file.kind === 'jpeg' ? '照片' : FILE_KIND_WORDS[file.kind].name;
  return html`<li class="upload">${fileLink(file, number)}
<form method="post" action="${address}/${file.id}/remove"><button type="submit" class="plain" aria-label="移除第 ${number} 个：${what}">移除</button></form></li>`;
}
