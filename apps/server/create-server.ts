import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import fastify, { type FastifyInstance, LogController } from 'fastify';
import { constants } from 'node:zlib';
import type { PageCache } from '#apps/portal/page-cache.ts';
import { registerChecks } from '#apps/portal/register-checks.ts';
import { registerFiles } from '#apps/portal/register-files.ts';
import { registerNeedDoor } from '#apps/portal/register-needs.ts';
import { registerNotices } from '#apps/portal/register-notices.ts';
import { registerPersons } from '#apps/portal/register-persons.ts';
import { registerPublicPages } from '#apps/portal/register-public-pages.ts';
import { registerSignOn } from '#apps/portal/register-sign-on.ts';
import { refusedPage, unknownPage } from '#apps/portal/unknown-page.ts';
import { registerWelcome } from '#apps/portal/register-welcome.ts';
import { PERMISSIONS } from '#modules/accounts/contract/index.ts';
import { createAuthenticator } from '#modules/accounts/server/public.ts';
import { NOBODY } from '#platform/access/actor.ts';
import type { Platform } from '#platform/context.ts';
import { acceptUploads } from '#platform/http/accept-uploads.ts';
import type { BindOptions } from '#platform/http/bind-routes.ts';
import { answerHealth } from '#platform/http/health.ts';
import { measureRequests } from '#platform/http/metrics.ts';
import { openApiDocument } from '#platform/http/openapi.ts';
import { answerUnroutable, answerWithProblems } from '#platform/http/problems.ts';
import { answerExpectations, answerMalformed, refuseMissingHost } from '#platform/http/raw-answers.ts';
import { refuseCrossSite } from '#platform/http/refuse-cross-site.ts';
import { logRequests, newRequestId, requestLog } from '#platform/http/request-log.ts';
import { createRouteRegistry, type RouteRegistry } from '#platform/http/route-registry.ts';
import { traceRequests } from '#platform/http/trace-requests.ts';
import { trustProxies } from '#platform/http/trust-proxies.ts';
import { sendSecurityHeaders } from '#platform/http/security-headers.ts';
import { turnAwayCrowds } from '#platform/http/turn-away.ts';
import type { Gauge } from '#platform/watch/gauges.ts';
import { limitAddresses } from '#platform/limits/limit-addresses.ts';
import { createRequestLimits } from '#platform/limits/limit-requests.ts';
import { createCertificateGauges } from './certificate-gauges.ts';
import { productFileKeepers } from './file-keepers.ts';
import { activityMeans } from './activity-means.ts';
import { filingMeans } from './filing-means.ts';
import { registerModules } from './modules.ts';
import { ELSEWHERE, type Installation } from './operation-means.ts';
import { createProductGauges } from './product-gauges.ts';
import { replicaGauges } from './replica-gauges.ts';
import { productOwnData } from './own-data.ts';
import { needMeans } from './need-means.ts';
import { serveConsole } from './serve-console.ts';
import { volunteerMeans } from './volunteer-means.ts';

/** The usual window of 4 MB would be taken and given back for every answer; almost none is larger than this one of 256 kB. */
const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 18 };
const MEGABYTE = 1_048_576;
/** A plan file of the editor is the largest JSON body. */
const BODY_LIMIT = 5 * MEGABYTE;
/** 50 MB over a slow line; whoever sends a request drop by drop does not hold a connection longer. */
const SLOWEST_UPLOAD_MS = 10 * 60_000;

export interface ServerOptions {
  platform: Platform;
  /** where log lines go; false for none */
  log: { write(line: string): void } | false;
  /** keeps public pages for the next visitor; without it each visit is rendered */
  pages?: PageCache;
  /** what to watch beside the platform; the system's root and no certificates unless said */
  installation?: Installation;
  /** addresses or networks of the reverse proxies before us; this machine unless said */
  trustedProxies?: readonly string[];
}

export interface Server {
  app: FastifyInstance;
  registry: RouteRegistry;
}

/** The whole HTTP face: console, public pages and API over one platform. Not listening yet. */
export async function createServer({ platform, log, pages, installation, trustedProxies = ['loopback'] }: ServerOptions): Promise<Server> {
  const app = fastify({
    logger: requestLog(log),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: newRequestId,
    requestIdHeader: false,
    // they tell the real address and scheme of a request
    trustProxy: trustProxies(trustedProxies),
    bodyLimit: BODY_LIMIT,
    requestTimeout: SLOWEST_UPLOAD_MS,
    frameworkErrors: answerUnroutable,
    clientErrorHandler: answerMalformed,
    // Node's own refusal would lack our headers; refuseMissingHost has them
    http: { requireHostHeader: false },
    // a request that comes while the server closes is answered like any other, with all headers
    return503OnClosing: false,
  }) as unknown as FastifyInstance;
  traceRequests(app);
  answerExpectations(app);
  answerWithProblems(app, PERMISSIONS, { unknown: unknownPage, refused: refusedPage });
  const crowdGauges = guard(app);
  await app.register(cookie);
  await acceptUploads(app);
  await app.register(compress, { threshold: 1024, brotliOptions: { params: BROTLI } });
  logRequests(app);
  const { dataFolder, httpsOrigins } = installation ?? ELSEWHERE;
  const [productGauges, certificateGauges] = [createProductGauges(platform.db, dataFolder), createCertificateGauges(httpsOrigins)];
  measureRequests(app, async () => [...crowdGauges(), ...replicaGauges(platform.replica), ...certificateGauges(), ...(await productGauges())]);
  answerHealth(app, platform.db);
  const registry = createRouteRegistry();
  const options: BindOptions = {
    platform,
    ...createAuthenticator(platform),
    stranger: NOBODY,
    limitRequests: createRequestLimits(platform),
    registry,
  };
  registerModules(app, options, installation);
  app.get('/api/v1/openapi.json', async () => openApiDocument(registry.routes));
  registerPublicPages(app, options, pages);
  registerChecks(app, options);
  registerNotices(app, options);
  registerNeedDoor(app, options, needMeans);
  registerWelcome(app, options);
  registerFiles(app, options, productFileKeepers);
  registerPersons(app, options, { filings: filingMeans, activities: activityMeans, volunteers: volunteerMeans, needs: needMeans, ownData: productOwnData });
  registerSignOn(app, options);
  await serveConsole(app);
  return { app, registry };
}

/** @returns figures of what was turned away */
function guard(app: FastifyInstance): () => Gauge[] {
  sendSecurityHeaders(app);
  const gauges = turnAwayCrowds(app);
  refuseMissingHost(app);
  limitAddresses(app);
  refuseCrossSite(app);
  return gauges;
}
