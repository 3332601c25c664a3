import { Button } from 'antd';
import { useEffect, useId, useRef } from 'react';
import { documentFileRoutes } from '#modules/organizations/contract/document-file-routes.ts';
import { DOCUMENT_FILES, PAPER_ROSTER } from '#modules/organizations/contract/document-files.ts';
import { partRoutes } from '#modules/organizations/contract/part-routes.ts';
import { acceptedBy, IMAGE_KINDS } from '#shared/file-kind.ts';
import type { Day } from '#shared/day.ts';
import { call } from '#ui/api/call.ts';
import { Field } from '#ui/inputs/field.tsx';
import styles from './filings.module.css';

interface PaperRosterProps {
  photos: readonly File[];
  onChange: (photos: File[]) => void;
  /** the list names more groups than this one */
  isKept: boolean;
  onKeep: (isKept: boolean) => void;
}

/** Photographs of the paper list that a group is entered from: they go into its dossier with the entry. */
export function PaperRoster({ photos, onChange, isKept, onKeep }: PaperRosterProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.wide}>
      <Field label="纸质名单的照片" htmlFor={id} hint="可以不拍，以后再补。照片含个人信息，存进这个团队的档案，查看要写明理由。">
        <div className={styles.row}>
          {photos.map((photo, index) => (
            <PhotoPreview
              key={`${photo.name}${photo.lastModified}`}
              photo={photo}
              number={index + 1}
              onRemove={() => onChange(photos.filter((one) => one !== photo))}
            />
          ))}
          <input
            ref={input}
            type="file"
            multiple
            hidden
            accept={acceptedBy(IMAGE_KINDS)}
            aria-label="选名单的照片"
            onChange={({ target }) => {
              onChange([...photos, ...(target.files ?? [])].slice(0, DOCUMENT_FILES));
              target.value = '';
            }}
          />
          <Button id={id} aria-label="拍照或选照片（纸质名单）" onClick={() => input.current?.click()}>
            拍照或选照片
          </Button>
          {photos.length > 0 && (
            <label className={styles.check}>
              <input type="checkbox" checked={isKept} onChange={({ target }) => onKeep(target.checked)} />
              名单上还有别的团队，照片留给下一个
            </label>
          )}
        </div>
      </Field>
    </div>
  );
}

function PhotoPreview({ photo, number, onRemove }: { photo: File; number: number; onRemove: () => void }) {
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const made = URL.createObjectURL(photo);
    if (image.current) image.current.src = made;
    return () => URL.revokeObjectURL(made);
  }, [photo]);
  return (
    <span className={styles.photo}>
      <img ref={image} alt={`名单照片 ${number}`} />
      <Button size="small" aria-label={`移除名单照片 ${number}`} onClick={onRemove}>
        移除
      </Button>
    </span>
  );
}

/** Keeps the photographs as a paper roster of the dossier. @throws Problem of the first that is refused */
export async function keepPaperRoster(organizationId: string, photos: readonly File[], today: Day): Promise<void> {
  const params = { id: organizationId };
  const values = { kind: PAPER_ROSTER, title: '登记入册时的名单', adoptedOn: today };
  const { id: record } = await call(partRoutes.addPart, { params: { ...params, part: 'documents' }, body: { values } });
  for (const file of photos) await call(documentFileRoutes.addDocumentFile, { params: { ...params, record }, file });
}
