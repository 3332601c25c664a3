import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { Problem } from '#ui/api/problem.ts';
import { keyOfCall, refresh } from '#ui/api/use-call.ts';
import type { Application, DraftInput, FilingForm, HeldMaterial } from '../../contract/application.ts';
import { filingRoutes } from '../../contract/routes.ts';
import { type FormValue, valueAt, withValue } from '../form-fields.ts';

const PAUSE = 900;

export type SaveState = { kind: 'saved' } | { kind: 'waiting' } | { kind: 'saving' } | { kind: 'failed'; error: unknown };

export interface Draft {
  form: FilingForm;
  numbers: { leaderIdNumber: string; leaderPhone: string };
  materials: readonly HeldMaterial[];
  set(path: string, value: FormValue): void;
  setNumber(name: 'leaderIdNumber' | 'leaderPhone', text: string): void;
  setMaterials(materials: HeldMaterial[]): void;
  /** what was photographed is there, as the server has noted already */
  noteHeld(material: HeldMaterial['material']): void;
  state: SaveState;
  /** saves now what has not been saved yet */
  save(): Promise<void>;
  /** what a step takes along */
  unsaved(): DraftInput | undefined;
  /** what a refused step had taken along waits to be saved again */
  giveBack(draft: DraftInput | undefined, error: unknown): void;
}

/** An application as it is typed, saved when the typing pauses. */
export function useDraft(application: Application): Draft {
  const [form, setForm] = useState(application.form);
  const [numbers, setNumbers] = useState({ leaderIdNumber: application.leaderIdNumber ?? '', leaderPhone: application.leaderPhone ?? '' });
  const [materials, setHeld] = useState<readonly HeldMaterial[]>(() => heldOf(application));
  const { note, ...saver } = useSaver(application);
  return {
    ...saver,
    form,
    numbers,
    materials,
    set(path, value) {
      const next = withValue(form, path, value);
      setForm(next);
      note(changeOf(next, path, value));
    },
    setNumber(name, text) {
      setNumbers({ ...numbers, [name]: text });
      note({ [name]: text.trim() === '' ? null : text });
    },
    setMaterials(list) {
      setHeld(list);
      note({ materials: list });
    },
    noteHeld: (material) => setHeld((now) => (now.some((one) => one.material === material) ? now : [...now, { material, heldAs: 'electronic' }])),
  };
}

interface Saver extends Pick<Draft, 'state' | 'save' | 'unsaved' | 'giveBack'> {
  note(change: DraftInput): void;
}

/**
 * Sends only what was changed, one request after the other, so that two people filling in different fields lose nothing.
 * When somebody else saved meanwhile, the case is read again and what was typed waits to be saved on top.
 */
function useSaver({ id, version: known }: Pick<Application, 'id' | 'version'>): Saver {
  const client = useQueryClient();
  const [state, setState] = useState<SaveState>({ kind: 'saved' });
  const work = useRef<Work>({ pending: {}, version: known, saving: null, timer: undefined });
  useEffect(() => {
    work.current.version = Math.max(work.current.version, known);
  }, [known]);
  const save = useCallback(async (): Promise<void> => {
    const { current } = work;
    clearTimeout(current.timer);
    while (current.saving) await current.saving;
    if (isEmpty(current.pending)) return;
    setState({ kind: 'saving' });
    current.saving = send(client, id, current).then(setState);
    await current.saving;
    current.saving = null;
  }, [client, id]);
  // leaving the page saves the last keystrokes
  useEffect(() => () => void save(), [save]);
  const note = useCallback(
    (change: DraftInput): void => {
      const { current } = work;
      current.pending = together(current.pending, change);
      setState({ kind: 'waiting' });
      clearTimeout(current.timer);
      current.timer = setTimeout(() => void save(), PAUSE);
    },
    [save],
  );
  const unsaved = useCallback((): DraftInput | undefined => takeFrom(work.current), []);
  const giveBack = useCallback((draft: DraftInput | undefined, error: unknown): void => {
    if (!draft) return;
    layBack(work.current, draft);
    setState({ kind: 'failed', error });
  }, []);
  return { state, save, note, unsaved, giveBack };
}

/** What is on its way; kept outside the rendering, because answers come between two keystrokes. */
interface Work {
  pending: DraftInput;
  version: number;
  saving: Promise<void> | null;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** What waits to be saved, for a step to take along. */
export function takeFrom(work: Pick<Work, 'pending' | 'timer'>): DraftInput | undefined {
  clearTimeout(work.timer);
  const left = work.pending;
  work.pending = {};
  return isEmpty(left) ? undefined : left;
}

/** A refused step saved nothing of it: it waits again, below what was typed since. */
export function layBack(work: Pick<Work, 'pending'>, draft: DraftInput): void {
  work.pending = together(draft, work.pending);
}

async function send(client: QueryClient, id: string, work: Work): Promise<SaveState> {
  const params = { id };
  const body = work.pending;
  work.pending = {};
  try {
    const next = await call(filingRoutes.edit, { params, body: { ...body, version: work.version } });
    work.version = next.version;
    client.setQueryData(keyOfCall(filingRoutes.get, { params }), next);
    void refresh(client, filingRoutes.list);
    return isEmpty(work.pending) ? { kind: 'saved' } : { kind: 'waiting' };
  } catch (error) {
    work.pending = together(body, work.pending);
    if (error instanceof Problem && error.code === 'FILING_CHANGED') work.version = await versionNow(id).catch(() => work.version);
    return { kind: 'failed', error };
  }
}

/** One field of the form as a draft: a part is sent whole, what was emptied is named. */
export function changeOf(form: FilingForm, path: string, value: FormValue): DraftInput {
  const [top = ''] = path.split('.') as (keyof FilingForm & string)[];
  const part = valueAt(form, top as string);
  return value === undefined && !path.includes('.') ? { clear: [top as keyof FilingForm & string] } : { form: { [top as string]: part } as FilingForm };
}

/** Two changes, the later laid over the earlier. */
export function together(earlier: DraftInput, later: DraftInput): DraftInput {
  const form = { ...earlier.form, ...later.form };
  const clear = [...new Set([...(earlier.clear ?? []), ...(later.clear ?? [])])].filter((name) => later.clear?.includes(name) || !(name in (later.form ?? {})));
  const kept = Object.fromEntries(Object.entries(form).filter(([name]) => !later.clear?.includes(name as keyof FilingForm)));
  const { form: _form, clear: _clear, ...rest } = { ...earlier, ...later };
  return { ...rest, ...(Object.keys(kept).length > 0 && { form: kept as FilingForm }), ...(clear.length > 0 && { clear }) };
}

function isEmpty(draft: DraftInput): boolean {
  return Object.keys(draft).length === 0;
}

async function versionNow(id: string): Promise<number> {
  return (await call(filingRoutes.get, { params: { id } })).version;
}

function heldOf({ materials }: Application): HeldMaterial[] {
  return materials.flatMap(({ material, heldAs, reference }) =>
    heldAs === null ? [] : [{ material, heldAs: heldAs as HeldMaterial['heldAs'], ...(reference !== null && { reference }) }],
  );
}
