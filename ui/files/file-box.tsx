import { Button } from 'antd';
import { useRef, useState } from 'react';
import { acceptedBy, type FileKind, IMAGE_KINDS } from '#shared/file-kind.ts';
import type { PresentedFile } from '#shared/stored-file.ts';
import { messageOf } from '#ui/api/problem.ts';
import { Notice } from '#ui/feedback/notice.tsx';
import { FileThumbs } from './file-thumbs.tsx';
import { FileViewer } from './file-viewer.tsx';
import styles from './files.module.css';

interface FileBoxProps {
  /** what they are files of */
  label: string;
  files: readonly PresentedFile[];
  kinds: readonly FileKind[];
  mostFiles: number;
  /** keeps one; the caller reads the record again */
  onAdd: (file: File) => Promise<unknown>;
  onRemove: (file: PresentedFile) => Promise<unknown>;
  /** they are only looked at */
  isFixed?: boolean;
  /** false: what is there may still be taken off */
  mayAdd?: boolean;
}

/** The files of a record: looked at, added to and taken off. Each is kept by itself; what cannot be kept is told, the others stay. */
export function FileBox({ label, files, kinds, mostFiles, onAdd, onRemove, isFixed = false, mayAdd = true }: FileBoxProps) {
  const [viewed, setViewed] = useState<string>();
  const [problems, setProblems] = useState<string[]>([]);
  const remove = (file: PresentedFile): void => {
    setProblems([]);
    onRemove(file).catch((error: unknown) => setProblems([messageOf(error)]));
  };
  return (
    <div className={styles.box}>
      <FileThumbs label={label} files={files} onOpen={({ id }) => setViewed(id)} onRemove={isFixed ? undefined : remove} />
      {!isFixed && mayAdd && (
        <AddFiles label={label} kinds={kinds} room={mostFiles - files.length} mostFiles={mostFiles} onAdd={onAdd} onProblems={setProblems} />
      )}
      {problems.length > 0 && <Notice tone="problem">{problems.join('')}</Notice>}
      {viewed !== undefined && (
        <FileViewer files={files.map((file) => ({ ...file, label }))} chosen={viewed} onChoose={setViewed} onClose={() => setViewed(undefined)} />
      )}
    </div>
  );
}

type AddFilesProps = Pick<FileBoxProps, 'label' | 'kinds' | 'mostFiles' | 'onAdd'> & { room: number; onProblems: (problems: string[]) => void };

function AddFiles({ label, kinds, room, mostFiles, onAdd, onProblems }: AddFilesProps) {
  const input = useRef<HTMLInputElement>(null);
  const [waiting, setWaiting] = useState(0);
  const what = kinds.some((kind) => !(IMAGE_KINDS as readonly FileKind[]).includes(kind)) ? '照片或文件' : '照片';
  async function addAll(chosen: readonly File[]): Promise<void> {
    const found = chosen.length > room ? [`最多 ${mostFiles} 个，多出的 ${chosen.length - room} 个没有上传。`] : [];
    const fitting = chosen.slice(0, room);
    for (const [index, file] of fitting.entries()) {
      setWaiting(fitting.length - index);
      await onAdd(file).catch((error: unknown) => found.push(`${file.name}：${messageOf(error)}`));
    }
    setWaiting(0);
    onProblems(found);
  }
  if (room <= 0) return <span className={styles.hint}>已有 {mostFiles} 个，不能再加。</span>;
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={acceptedBy(kinds)}
        aria-label={`${label}：选${what}`}
        onChange={({ target }) => {
          void addAll([...(target.files ?? [])]);
          target.value = '';
        }}
      />
      <Button size="small" loading={waiting > 0} aria-label={`给${label}添加${what}`} onClick={() => input.current?.click()}>
        {waiting > 0 ? `正在上传，还有 ${waiting} 个` : `添加${what}`}
      </Button>
    </>
  );
}
