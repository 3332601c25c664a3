import type { FastifyInstance } from 'fastify';
import { type BindOptions, bindRoutes } from '#platform/http/bind-routes.ts';
import { pictureRoutes } from '../contract/pictures.ts';
import { publicityRoutes } from '../contract/routes.ts';
import { addPicture } from './commands/add-picture.ts';
import { actOnArticle } from './commands/act-on-article.ts';
import { beginArticle } from './commands/begin-article.ts';
import { saveArticle } from './commands/save-article.ts';
import type { PublicityMeans } from './means.ts';
import { findLinkTargets } from './queries/find-link-targets.ts';
import { getPastVersion, getArticle } from './queries/get-article.ts';
import { listArticles } from './queries/list-articles.ts';

/** Binds the routes of articles. */
export function registerPublicity(app: FastifyInstance, options: BindOptions, means: PublicityMeans): void {
  bindRoutes(app, options, publicityRoutes, {
    list: (context, { query }) => listArticles(context, query),
    begin: async (context, { body }) => getArticle(context, means, await beginArticle(context, means, body)),
    get: (context, { params }) => getArticle(context, means, params.id),
    save: async (context, { params, body }) => {
      await saveArticle(context, means, { ...params, ...body });
      return getArticle(context, means, params.id);
    },
    act: async (context, { params, body }) => {
      await actOnArticle(context, means, { ...params, ...body });
      return getArticle(context, means, params.id);
    },
    pastVersion: (context, { params }) => getPastVersion(context, params.id, params.number),
    linkTargets: async (context, { query }) => ({ items: await findLinkTargets(context, means, query) }),
  });
  bindRoutes(app, options, pictureRoutes, {
    addPicture: (context, { params, file }) => addPicture(context, { id: params.id, name: file?.name ?? '', content: file?.bytes ?? new Uint8Array() }),
  });
}
