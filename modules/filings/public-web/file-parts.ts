import { html } from 'hono/html';
import { FILE_KIND_WORDS, PAPER_KINDS } from '#shared/file-kind.ts';
import { type PresentedFile, SCAN_WORDS } from '#shared/stored-file.ts';
import type { Html } from '#ui/portal/page.ts';
import { smallPhoto, uploadForm } from '#ui/portal/uploads.ts';

/** What papers may be sent as, in words. */
export const PAPERS = '照片或文件';

/** @param room how many more there may be */
export function paperForm(address: string, room: number): Html {
  const hint = `把纸放平、拍清楚四个角。可以一次选几张，还能放 ${room} 个，每个不超过 20 MB。可用照片、PDF、Word、Excel。`;
  return uploadForm(address, { label: '拍照，或选照片、文件', hint, kinds: PAPER_KINDS });
}

/** One that was uploaded: photographs small, the rest by name. */
export function fileLink(file: PresentedFile, number: number): Html {
  const isImage = file.kind === 'jpeg' && file.scan !== 'infected';
  const label = `第 ${number} 个：${isImage ? '照片' : FILE_KIND_WORDS[file.kind].name}`;
  return html`${
    isImage ? smallPhoto(file.id, label) : ''
  }<span><a href="/my/files/${file.id}">${label}</a><br><span class="quiet">${file.dataClass === 'general' ? file.name : '含个人信息，只有办理的人说明理由后能看'} · ${SCAN_WORDS[file.scan]}</span></span>`;
}

/** One that was uploaded, with the way to take it off. */
export function fileRow(address: string, file: PresentedFile, number: number): Html {
  const what = file.kind === 'jpeg' ? '照片' : FILE_KIND_WORDS[file.kind].name;
  return html`<li class="upload">${fileLink(file, number)}
<form method="post" action="${address}/${file.id}/remove"><button type="submit" class="plain" aria-label="移除第 ${number} 个：${what}">移除</button></form></li>`;
}
