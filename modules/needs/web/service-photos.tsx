import { useQueryClient } from '@tanstack/react-query';
import { IMAGE_KINDS } from '#shared/file-kind.ts';
import { call } from '#ui/api/call.ts';
import { refresh, useCall } from '#ui/api/use-call.ts';
import { FileBox } from '#ui/files/file-box.tsx';
import type { Need } from '../contract/need.ts';
import { MOST_SERVICE_PHOTOS, servicePhotoRoutes } from '../contract/photos.ts';

const PICTURED: readonly Need['state'][] = ['serving', 'served', 'confirmed', 'rated', 'unconfirmed', 'closed'];

/** What the service looked like: sent by the organization from the telephone, or by the office that serves itself. */
export function ServicePhotos({ need: { id, state, title } }: { need: Need }) {
  const client = useQueryClient();
  const isPictured = PICTURED.includes(state);
  const { data } = useCall(servicePhotoRoutes.photos, { params: { id } }, { enabled: isPictured });
  const read = () => refresh(client, servicePhotoRoutes.photos);
  if (!isPictured || !data || (data.photos.length === 0 && !data.mayAdd)) return null;
  return (
    <>
      <h3>服务照片</h3>
      <FileBox
        label={`${title}的服务照片`}
        files={data.photos}
        kinds={IMAGE_KINDS}
        mostFiles={MOST_SERVICE_PHOTOS}
        isFixed={!data.mayRemove}
        mayAdd={data.mayAdd}
        onAdd={(file) => call(servicePhotoRoutes.addPhoto, { params: { id }, file }).then(read)}
        onRemove={({ id: photo }) => call(servicePhotoRoutes.removePhoto, { params: { id, photo } }).then(read)}
      />
    </>
  );
}
