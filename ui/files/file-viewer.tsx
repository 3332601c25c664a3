import { Button, Modal } from 'antd';
import { type CSSProperties, useEffect, useRef, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import { FILE_KIND_WORDS } from '#shared/file-kind.ts';
import { fileAddress, fileRoutes, type PresentedFile, SCAN_WORDS } from '#shared/stored-file.ts';
import styles from './files.module.css';

export interface ViewedFile extends PresentedFile {
  /** what it is a file of: the name of a material, the title of a document */
  label: string;
}

interface FileViewerProps {
  files: readonly ViewedFile[];
  /** id of the file that is shown */
  chosen: string;
  onChoose: (id: string) => void;
  onClose: () => void;
}

const ZOOMS = [1, 1.5, 2, 3];

/** All files of a record one after the other: ← → change, + − zoom, R turns. What holds personal data opens for a stated reason. */
export function FileViewer({ files, chosen, onChoose, onClose }: FileViewerProps) {
  const [tickets, setTickets] = useState<ReadonlyMap<string, string>>(new Map());
  const [zoom, setZoom] = useState(0);
  const [turns, setTurns] = useState(0);
  const at = files.findIndex(({ id }) => id === chosen);
  const file = files[at];
  const press = (key: string): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[key] ?? 0;
    const next = files[at + step];
    if (step !== 0 && next) {
      setZoom(0);
      setTurns(0);
      onChoose(next.id);
    }
    if (key === '+' || key === '=') setZoom((now) => Math.min(ZOOMS.length - 1, now + 1));
    if (key === '-') setZoom((now) => Math.max(0, now - 1));
    if (key.toLowerCase() === 'r') setTurns((now) => now + 1);
  };
  useViewerKeys(press);
  if (!file) return null;
  const ticket = tickets.get(file.id);
  if (file.dataClass !== 'general' && ticket === undefined)
    return <AskReason file={file} onOpened={(given) => setTickets((now) => new Map(now).set(file.id, given))} onClose={onClose} />;
  return (
    <Modal open title={`${file.label}（${at + 1}／${files.length}）`} footer={null} onCancel={onClose} width="min(1200px, 94vw)" style={{ top: 24 }}>
      <div className={styles.viewerBar}>
        <Button disabled={at === 0} onClick={() => press('ArrowLeft')}>
          ← 上一个
        </Button>
        <Button disabled={at === files.length - 1} onClick={() => press('ArrowRight')}>
          下一个 →
        </Button>
        <Button onClick={() => press('+')}>放大 +</Button>
        <Button onClick={() => press('-')}>缩小 −</Button>
        <Button onClick={() => press('r')}>旋转 R</Button>
        <a href={fileAddress(file.id, 'full', ticket)} target="_blank" rel="noreferrer">
          在新窗口打开
        </a>
        <span className={styles[file.scan]}>{SCAN_WORDS[file.scan]}</span>
      </div>
      <Shown file={file} ticket={ticket} zoom={ZOOMS[zoom] ?? 1} turns={turns} />
    </Modal>
  );
}

function AskReason({ file, onOpened, onClose }: { file: ViewedFile; onOpened: (ticket: string) => void; onClose: () => void }) {
  // the question closes itself when it was answered; the viewer stays
  const isAnswered = useRef(false);
  const open = async (reason: string) => {
    const { ticket } = await call(fileRoutes.reveal, { params: { id: file.id }, body: { reason } });
    isAnswered.current = true;
    onOpened(ticket);
  };
  const close = () => (isAnswered.current ? undefined : onClose());
  return (
    <ConfirmWithReason open title={`看${file.label}`} confirmText="查看" reasonLabel="查看的理由" onConfirm={open} onClose={close}>
      <p>这个附件含有个人信息。查看会记入审计，本人和审计管理员可以查到。</p>
    </ConfirmWithReason>
  );
}

interface ShownProps {
  file: ViewedFile;
  ticket: string | undefined;
  zoom: number;
  turns: number;
}

/** At first whole, then as much larger as wished; turned, it keeps to its frame. */
function Shown({ file, ticket, zoom, turns }: ShownProps) {
  if (file.kind !== 'jpeg') return <p className={styles.viewer}>{FILE_KIND_WORDS[file.kind].name}，请按“在新窗口打开”查看或保存。</p>;
  const aspect = (file.width ?? 1) / (file.height ?? 1);
  const isUpright = turns % 2 === 0;
  const shape = { '--aspect': isUpright ? aspect : 1 / aspect, '--zoom': zoom } as CSSProperties;
  const across = isUpright ? '100%' : `${100 * aspect}%`;
  return (
    <div className={styles.viewer}>
      <div className={styles.sheet} style={shape}>
        <img
          src={fileAddress(file.id, zoom > 1 ? 'full' : 'medium', ticket)}
          alt={file.label}
          style={{ width: across, transform: `translate(-50%, -50%) rotate(${turns * 90}deg)` }}
        />
      </div>
    </div>
  );
}

function useViewerKeys(press: (key: string) => void): void {
  useEffect(() => {
    const listen = ({ key, target }: KeyboardEvent) => {
      if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) press(key);
    };
    globalThis.addEventListener('keydown', listen);
    return () => globalThis.removeEventListener('keydown', listen);
  }, [press]);
}
