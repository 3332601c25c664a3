import { Button, Input, Modal } from 'antd';
import { useId, useRef, useState } from 'react';
import { acceptedBy, IMAGE_KINDS } from '#shared/file-kind.ts';
import { fileAddress, type PresentedFile } from '#shared/stored-file.ts';
import { call } from '#ui/api/call.ts';
import { messageOf } from '#ui/api/problem.ts';
import { Notice } from '#ui/feedback/notice.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { pictureRoutes } from '../../contract/pictures.ts';
import { type Picture, RICH_TEXT_LIMITS } from '../../contract/rich-text.ts';
import styles from './editor.module.css';

/** Uploads a picture for the article, asks what is on it, and puts it into the text. */
export function PictureTool({ article, onPicture }: { article: string; onPicture: (picture: Picture['attrs']) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<PresentedFile>();
  const [problem, setProblem] = useState<string>();
  const [isSending, setSending] = useState(false);
  async function send(chosen: File | undefined): Promise<void> {
    if (!chosen) return;
    setSending(true);
    setProblem(undefined);
    await call(pictureRoutes.addPicture, { params: { id: article }, file: chosen }).then(setFile, (error: unknown) => setProblem(messageOf(error)));
    setSending(false);
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={acceptedBy(IMAGE_KINDS)}
        aria-label="选一张图片"
        onChange={({ target }) => {
          void send(target.files?.[0]);
          target.value = '';
        }}
      />
      <button type="button" disabled={isSending} onMouseDown={(event) => event.preventDefault()} onClick={() => input.current?.click()}>
        {isSending ? '正在上传……' : '图片'}
      </button>
      <Modal open={problem !== undefined} title="图片没有加上" footer={null} onCancel={() => setProblem(undefined)}>
        <Notice tone="problem">{problem}</Notice>
      </Modal>
      {file && <Describe file={file} onCancel={() => setFile(undefined)} onDone={(alt) => onPicture(attrsOf(file, alt))} />}
    </>
  );
}

function attrsOf({ id, width, height }: PresentedFile, alt: string): Picture['attrs'] {
  return { file: id, alt, width: width ?? 1, height: height ?? 1 };
}

function Describe({ file, onCancel, onDone }: { file: PresentedFile; onCancel: () => void; onDone: (alt: string) => void }) {
  const id = useId();
  const [alt, setAlt] = useState('');
  const done = () => {
    onDone(alt.trim());
    onCancel();
  };
  const isReady = alt.trim() !== '';
  return (
    <Modal
      open
      title="图片上是什么"
      onCancel={onCancel}
      footer={[
        <Button key="no" onClick={onCancel}>
          不要这张
        </Button>,
        <Button key="yes" type="primary" disabled={!isReady} onClick={done}>
          放进正文
        </Button>,
      ]}
    >
      <img className={styles.chosen} src={fileAddress(file.id, 'medium')} alt="" />
      <Field label="一句话说明" htmlFor={id} hint="显示在图片下面，也读给看不见的人听，例如“老人们在社区活动室包饺子”" required>
        <Input
          id={id}
          value={alt}
          maxLength={RICH_TEXT_LIMITS.alt}
          showCount
          onChange={(event) => setAlt(event.target.value)}
          onPressEnter={() => isReady && done()}
        />
      </Field>
    </Modal>
  );
}
