/** Pictures in the text of an article. */
import { z } from 'zod';
import { type FileKind, IMAGE_KINDS } from '#shared/file-kind.ts';
import { defineRoute } from '#shared/route.ts';
import { storedFileSchema } from '#shared/stored-file.ts';

export const PICTURE_KINDS: readonly FileKind[] = IMAGE_KINDS;
const MIB = 1_048_576;
/** A photograph of a newer phone is 3 to 12 MB; it is kept smaller. */
export const PICTURE_BYTES = 20 * MIB;
/** Of one article, those of its earlier versions counted. */
export const PICTURES_OF_ARTICLE = 60;

export const pictureRoutes = {
  addPicture: defineRoute({
    method: 'POST',
    path: '/api/v1/publicity/articles/:id/pictures',
    permission: 'publicity.write',
    summary: '为草稿上传一张正文图片；缩小保存，去掉拍摄地点等信息，随稿件审核通过才公开',
    params: z.object({
      id: z
        .string()
        .regex(/^\d{1,16}$/)
        .transform(Number),
    }),
    upload: true,
    response: storedFileSchema,
  }),
};
