import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { messageOf } from '../api/problem.ts';
import styles from './toast.module.css';

interface Toast {
  id: number;
  text: string;
  undo?: () => Promise<unknown>;
}

interface Toasts {
  /** says that something was done; with `undo` it stays longer and offers to take it back */
  done(text: string, undo?: () => Promise<unknown>): void;
  /** says what went wrong, in the server's words */
  failed(error: unknown): void;
}

const ToastContext = createContext<Toasts>({ done: () => undefined, failed: () => undefined });
let lastId = 0;

/** Short notices at the foot of the window. */
export function useToasts(): Toasts {
  return useContext(ToastContext);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [list, setList] = useState<Toast[]>([]);
  const close = useCallback((id: number) => setList((all) => all.filter((toast) => toast.id !== id)), []);
  const show = useCallback(
    (text: string, milliseconds: number, undo?: () => Promise<unknown>) => {
      lastId += 1;
      const toast: Toast = { id: lastId, text, ...(undo ? { undo } : {}) };
      setList((all) => [...all.slice(-2), toast]);
      setTimeout(() => close(toast.id), milliseconds);
    },
    [close],
  );
  const toasts = useMemo<Toasts>(
    () => ({ done: (text, undo) => show(text, undo ? 15_000 : 5_000, undo), failed: (error) => show(messageOf(error), 10_000) }),
    [show],
  );
  return (
    <ToastContext value={toasts}>
      {children}
      <div className={styles.stack} role="status" aria-live="polite">
        {list.map((toast) => (
          <ToastLine key={toast.id} toast={toast} close={close} failed={toasts.failed} />
        ))}
      </div>
    </ToastContext>
  );
}

function ToastLine({ toast, close, failed }: { toast: Toast; close: (id: number) => void; failed: (error: unknown) => void }) {
  const undo = toast.undo;
  const takeBack = async () => {
    close(toast.id);
    await undo?.().catch(failed);
  };
  return (
    <div className={styles.toast}>
      <span>{toast.text}</span>
      {undo && (
        <button type="button" onClick={() => void takeBack()}>
          撤销
        </button>
      )}
      <button type="button" aria-label="关闭提示" onClick={() => close(toast.id)}>
        ✕
      </button>
    </div>
  );
}
