/** Pictures in the text of an article. */
import { z } from 'zod';
import { defineRoute } from '#shared/route.ts';
import { storedFileSchema } from '#shared/stored-file.ts';

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
