import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Span, tracer } from '../watch/tracer.ts';

const followed = new WeakMap<FastifyRequest, Span>();
const SERVER_ERROR = 500;

/** One span for each request that is followed, from its first byte to its answer. Register it before all else that asks the database. */
export function traceRequests(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (!tracer.isOn) return done();
    const span = tracer.begin(`${request.method} ${request.routeOptions.url ?? '-'}`, 'server', {
      'http.request.method': request.method,
      'http.route': request.routeOptions.url ?? '-',
      'wotu.request_id': request.id,
    });
    if (!span) return done();
    followed.set(request, span);
    tracer.within(span, done);
  });
  app.addHook('onResponse', (request, reply, done) => {
    const span = followed.get(request);
    if (span) {
      span.attributes['http.response.status_code'] = reply.statusCode;
      tracer.end(span, reply.statusCode >= SERVER_ERROR);
    }
    done();
  });
}

/** The use case of a request, also after its body was read from a stream, which forgets whose it is. */
export function traceUseCase<T>(request: FastifyRequest, name: string, work: () => Promise<T>): Promise<T> {
  if (!tracer.isOn) return work();
  return tracer.within(followed.get(request), () => tracer.step(name, 'internal', {}, work));
}
