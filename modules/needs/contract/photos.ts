/** Photographs of how a need was served: for the office and the organization, never for the public. Browser-safe. */
import { z } from 'zod';
import { defineRoute } from '#shared/route.ts';
import { storedFileSchema } from '#shared/stored-file.ts';
import { recordIdSchema } from './need.ts';

/** Of one need. */
export const MOST_SERVICE_PHOTOS = 9;

const BASE = '/api/v1/needs/:id/photos';
const of = z.object({ id: recordIdSchema });
const photos = z.object({ photos: z.array(storedFileSchema), mayAdd: z.boolean(), mayRemove: z.boolean() });

export const servicePhotoRoutes = {
  photos: defineRoute({ method: 'GET', path: BASE, permission: 'need.read', summary: '一件需求的服务照片', params: of, response: photos }),
  addPhoto: defineRoute({
    method: 'POST',
    path: BASE,
    permission: 'need.handle',
    summary: '给自己办理的需求上传一张服务照片；缩小保存，去掉拍摄地点等信息',
    params: of,
    upload: true,
    response: photos,
  }),
  removePhoto: defineRoute({
    method: 'DELETE',
    path: `${BASE}/:photo`,
    permission: 'need.handle',
    summary: '删除一张服务照片',
    params: of.extend({ photo: recordIdSchema }),
    response: photos,
  }),
};
