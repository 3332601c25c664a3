import { z } from 'zod';
import { type Route, takesIdempotencyKey } from '#shared/route.ts';

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    '每次提交各用一个（如 UUID）。断线或超时后用同一个再发，只执行一次，48 小时内得到同样的回答（带 Idempotency-Replayed: true）；内容不同为 422，前一次还在处理为 409。',
  schema: { type: 'string', minLength: 16, maxLength: 255, pattern: '^[A-Za-z0-9_.:-]+$' },
};

/** The OpenAPI 3.1 document of all route tables, from the same schemas that check requests and answers. */
export function openApiDocument(routes: readonly (Route & { operationId: string })[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[route.method.toLowerCase()] = operationOf(route);
  }
  return {
    openapi: '3.1.0',
    info: { title: '沃土 Wotu', version: '1', description: '社区社会组织培育、指导与监督平台的开放接口' },
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' }, session: { type: 'apiKey', in: 'cookie', name: 'wotu_session' } } },
    security: [{ bearer: [] }, { session: [] }],
    paths,
  };
}

function operationOf(route: Route & { operationId: string }): object {
  const problem = { description: '问题说明（RFC 9457）', content: { 'application/problem+json': { schema: { type: 'object' } } } };
  return {
    operationId: route.operationId,
    summary: route.summary,
    ...(route.permission === 'public' ? { security: [] } : {}),
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query'), ...(takesIdempotencyKey(route) ? [IDEMPOTENCY_KEY] : [])],
    ...(route.upload
      ? { requestBody: { content: { 'multipart/form-data': { schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } } } } }
      : {}),
    ...(route.body
      ? { requestBody: { content: { 'application/json': { schema: z.toJSONSchema(route.body, { io: 'input', unrepresentable: 'any' }) } } } }
      : {}),
    responses: { '200': successOf(route), default: problem },
  };
}

function successOf(route: Route): object {
  if (route.response === 'file') return { description: '文件', content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } };
  return { description: '成功', content: { 'application/json': { schema: z.toJSONSchema(route.response, { unrepresentable: 'any' }) } } };
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): object[] {
  if (!schema) return [];
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as { properties?: Record<string, object>; required?: string[] };
  return Object.entries(json.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (json.required ?? []).includes(name),
    schema: property,
  }));
}
