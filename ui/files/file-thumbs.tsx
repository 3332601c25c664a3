import { FILE_KIND_WORDS } from '#shared/file-kind.ts';
import { fileAddress, type PresentedFile, SCAN_WORDS } from '#shared/stored-file.ts';
import styles from './files.module.css';

interface FileThumbsProps {
  /** what they are files of */
  label: string;
  files: readonly PresentedFile[];
  onOpen: (file: PresentedFile) => void;
  /** absent: they stay */
  onRemove?: ((file: PresentedFile) => void) | undefined;
}

/** Photographs and documents, small; pressed, one opens in the viewer. */
export function FileThumbs({ label, files, onOpen, onRemove }: FileThumbsProps) {
  if (files.length === 0) return null;
  return (
    <ul className={styles.thumbs} aria-label={`${label}的附件`}>
      {files.map((file, index) => (
        <li key={file.id}>
          <button
            type="button"
            className={styles.thumb}
            onClick={() => onOpen(file)}
            aria-label={[wordOf(file), `看${label}第 ${index + 1} 个附件`].filter(Boolean).join(' ')}
            title={file.name}
          >
            {wordOf(file) === null ? <img src={fileAddress(file.id, 'small')} alt="" loading="lazy" /> : <span>{wordOf(file)}</span>}
          </button>
          <small className={styles[file.scan]}>{SCAN_WORDS[file.scan]}</small>
          {onRemove && (
            <button type="button" className={styles.remove} onClick={() => onRemove(file)} aria-label={`移除${label}第 ${index + 1} 个附件`}>
              移除
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What stands in place of a picture. */
function wordOf({ dataClass, kind, scan }: PresentedFile): string | null {
  if (dataClass !== 'general') return '个人信息';
  return kind === 'jpeg' && scan !== 'infected' ? null : FILE_KIND_WORDS[kind].extension.toUpperCase();
}
