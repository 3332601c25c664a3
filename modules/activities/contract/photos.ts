/** Photographs of an activity: seen by those who work with it, and by everybody one by one as the organizer says so. */
import { z } from 'zod';
import { defineRoute } from '#shared/route.ts';
import { storedFileSchema } from '#shared/stored-file.ts';

/** Of one activity. */
export const MOST_PHOTOS = 9;

const recordId = z
  .string()
  .regex(/^\d{1,16}$/)
  .transform(Number);
const BASE = '/api/v1/activities/:id/photos';
const of = z.object({ id: recordId });
const one = z.object({ id: recordId, photo: recordId });
const photos = z.object({ photos: z.array(storedFileSchema) });

export const photoRoutes = {
  photos: defineRoute({ method: 'GET', path: BASE, permission: 'activity.read', summary: '一次活动的照片', params: of, response: photos }),
  addPhoto: defineRoute({
    method: 'POST',
    path: BASE,
    permission: 'activity.work',
    summary: '给活动上传一张照片；缩小保存，去掉拍摄地点等信息，先不公开',
    params: of,
    upload: true,
    response: photos,
  }),
  showPhoto: defineRoute({
    method: 'POST',
    path: `${BASE}/:photo/publication`,
    permission: 'activity.work',
    summary: '把一张照片放到居民看到的活动页面上，或者收回',
    params: one,
    body: z.object({ isPublic: z.boolean() }),
    response: photos,
  }),
  removePhoto: defineRoute({
    method: 'DELETE',
    path: `${BASE}/:photo`,
    permission: 'activity.work',
    summary: '删除一张活动照片',
    params: one,
    response: photos,
  }),
};
