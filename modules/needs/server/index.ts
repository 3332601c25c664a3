import type { FastifyInstance } from 'fastify';
import { type BindOptions, bindRoutes } from '#platform/http/bind-routes.ts';
import { servicePhotoRoutes } from '../contract/photos.ts';
import { needRoutes } from '../contract/routes.ts';
import { bindPrograms } from './bind-programs.ts';
import { actAsOffice } from './commands/act-on-need.ts';
import { enterNeed } from './commands/enter-need.ts';
import { importTickets } from './commands/import-tickets.ts';
import { revealRequester } from './commands/reveal-requester.ts';
import { undoTicketImport } from './commands/undo-ticket-import.ts';
import type { NeedMeans } from './means.ts';
import { findNeed } from './need-store.ts';
import { getNeed } from './queries/get-need.ts';
import { getNeedFigures } from './queries/get-need-figures.ts';
import { getUnmetNeeds } from './queries/get-unmet-needs.ts';
import { listDestinations } from './queries/list-destinations.ts';
import { listMatches } from './queries/list-matches.ts';
import { countNeeds, listNeeds } from './queries/list-needs.ts';
import { listSimilarNeeds } from './queries/list-similar-needs.ts';
import { listTicketImports } from './queries/list-ticket-imports.ts';
import { needFiguresFile } from './queries/need-figures-file.ts';
import { readTicketFile } from './tickets/read-ticket-file.ts';
import { addServicePhoto, listServicePhotos, removeServicePhoto } from './service-photos.ts';
import { checkedTickets, ticketTemplate } from './tickets/ticket-workbooks.ts';

const NO_FILE = { name: '', bytes: new Uint8Array() };

/** Binds the routes of needs. */
export function registerNeeds(app: FastifyInstance, options: BindOptions, means: NeedMeans): void {
  bindPrograms(app, options);
  const office = { side: 'office' } as const;
  bindRoutes(app, options, servicePhotoRoutes, {
    photos: (context, { params }) => listServicePhotos(context, office, params.id),
    addPhoto: (context, { params, file = NO_FILE }) => addServicePhoto(context, office, { id: params.id, name: file.name, content: file.bytes }),
    removePhoto: (context, { params }) => removeServicePhoto(context, office, params),
  });
  bindRoutes(app, options, needRoutes, {
    list: (context, { query }) => listNeeds(context, query),
    counts: (context, { query }) => countNeeds(context, query.division),
    figures: (context, { query }) => getNeedFigures(context, query),
    figuresFile: (context, { query }) => needFiguresFile(context, query),
    unmet: (context, { query }) => getUnmetNeeds(context, means, query),
    enter: async (context, { body }) => getNeed(context, means, await enterNeed(context, body)),
    get: (context, { params }) => getNeed(context, means, params.id),
    act: async (context, { params, body }) => {
      const after = await actAsOffice(context, { ...params, ...body });
      return { need: (await findNeed(context.platform.db, after.id, { office: context.actor })) ? await getNeed(context, means, after.id) : null };
    },
    matches: async (context, { params }) => ({ candidates: await listMatches(context, params.id) }),
    destinations: async (context, { params }) => ({ destinations: await listDestinations(context, params.id) }),
    similar: async (context, { params }) => ({ similar: await listSimilarNeeds(context, params.id) }),
    importTickets: (context, { query, file = NO_FILE }) => importTickets(context, file, query),
    checkedTickets: async (context, { file = NO_FILE }) =>
      checkedTickets(file.name, await readTicketFile(file), await importTickets(context, file, { dryRun: true })),
    ticketTemplate: (context) => ticketTemplate(context),
    ticketImports: async (context) => ({ imports: await listTicketImports(context) }),
    undoTickets: async (context, { params, body }) => {
      await undoTicketImport(context, params.id, body.reason);
      return { undone: true as const };
    },
    reveal: (context, { params, body }) => revealRequester(context, params.id, body.reason),
  });
}
