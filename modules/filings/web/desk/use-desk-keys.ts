import { useEffect, useRef } from 'react';

export type DeskKey = 'j' | 'k' | 'a' | 'r' | 'n';
const KEYS: readonly string[] = ['j', 'k', 'a', 'r', 'n'];

/** Single keys of the desk. Letters typed into a field, or while a dialog is open, stay what they are. */
export function useDeskKeys(onKey: (key: DeskKey) => void): void {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      if (!KEYS.includes(key) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
      if (document.querySelector('[role="dialog"]')) return;
      event.preventDefault();
      latest.current(key as DeskKey);
    };
    globalThis.addEventListener('keydown', listen);
    return () => globalThis.removeEventListener('keydown', listen);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)) && !isTick(target);
}

function isTick(target: HTMLElement): boolean {
  return target instanceof HTMLInputElement && target.type === 'checkbox';
}
