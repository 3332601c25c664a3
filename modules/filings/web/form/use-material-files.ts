import { useQueryClient } from '@tanstack/react-query';
import type { PresentedFile } from '#shared/stored-file.ts';
import { call } from '#ui/api/call.ts';
import { keyOfCall } from '#ui/api/use-call.ts';
import type { Application } from '../../contract/application.ts';
import { filingRoutes, materialFileRoutes } from '../../contract/routes.ts';
import type { MaterialId } from '../../contract/workflow.ts';
import type { Draft } from './use-draft.ts';

export interface MaterialFiles {
  add(material: MaterialId, file: File): Promise<void>;
  remove(file: PresentedFile): Promise<void>;
}

/** Adds and removes files of materials; the form beside them keeps its version and what is typed. */
export function useMaterialFiles(id: string, draft: Draft): MaterialFiles {
  const client = useQueryClient();
  const show = (application: Application): void => {
    client.setQueryData(keyOfCall(filingRoutes.get, { params: { id } }), application);
  };
  return {
    async add(material, file) {
      show(await call(materialFileRoutes.addFile, { params: { id, material }, file }));
      draft.noteHeld(material);
    },
    remove: async (file) => show(await call(materialFileRoutes.removeFile, { params: { id, file: file.id } })),
  };
}
