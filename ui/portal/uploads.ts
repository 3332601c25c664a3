/** Files on public pages: the form that takes them, and what was taken, small. */
import { html } from 'hono/html';
import { acceptedBy, type FileKind, IMAGE_KINDS } from '#shared/file-kind.ts';
import type { Html } from './page.ts';

export interface UploadWords {
  label: string;
  hint: string;
  kinds: readonly FileKind[];
}

/** Works without script; with it, how far the upload is stands in the place for it. */
export function uploadForm(address: string, { label, hint, kinds }: UploadWords): Html {
  return html`<form method="post" action="${address}" enctype="multipart/form-data" data-uploads>
<label for="file">${label}</label>
<p class="hint" id="file-hint">${hint}</p>
<input id="file" name="file" type="file" multiple accept="${acceptedBy(kinds)}" aria-describedby="file-hint">
<p class="quiet" role="status" data-progress></p>
<button type="submit">上传</button>
</form>`;
}

/** @param room how many more there may be */
export function photoForm(address: string, room: number): Html {
  return uploadForm(address, { label: '拍照，或选照片', hint: `可以一次选几张，还能放 ${room} 张，每张不超过 20 MB。`, kinds: IMAGE_KINDS });
}

/** A person's own photograph, small, with the way to the large one. */
export function smallPhoto(id: string, label: string): Html {
  return html`<a href="/my/files/${id}"><img src="/my/files/${id}/small" alt="${label}，按下看大图" width="96" loading="lazy"></a>`;
}
