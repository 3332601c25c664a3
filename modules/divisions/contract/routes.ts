import { z } from 'zod';
import { pageQuerySchema, pageSchema } from '#shared/page.ts';
import { defineRoute } from '#shared/route.ts';
import { anyDivisionCodeSchema, childrenQuerySchema, divisionDetailSchema, divisionLevelSchema, divisionSummarySchema, searchQuerySchema } from './division.ts';
import { divisionMapSchema } from './map.ts';
import { loggedOperationSchema, operationEffectSchema, operationSchema } from './operations.ts';

const codeParams = z.object({ code: anyDivisionCodeSchema });

/** Operations of this module. Everything is limited to the jurisdiction of the caller. */
export const divisionRoutes = {
  list: defineRoute({
    method: 'GET',
    path: '/api/v1/divisions',
    permission: 'division.read',
    summary: '按范围、层级列出区划',
    query: pageQuerySchema.extend({ scope: anyDivisionCodeSchema.optional(), level: divisionLevelSchema.optional(), asOf: z.iso.date().optional() }),
    response: pageSchema(divisionSummarySchema),
  }),
  search: defineRoute({
    method: 'GET',
    path: '/api/v1/divisions/search',
    permission: 'division.read',
    requestClass: 'search',
    summary: '按名称、上下级名称、拼音首字母或代码查找区划',
    query: searchQuerySchema,
    response: z.object({ items: z.array(divisionSummarySchema) }),
  }),
  operations: defineRoute({
    method: 'GET',
    path: '/api/v1/divisions/operations',
    permission: 'division.read',
    summary: '区划变更记录',
    query: pageQuerySchema,
    response: pageSchema(loggedOperationSchema),
  }),
  previewOperation: defineRoute({
    method: 'POST',
    path: '/api/v1/divisions/operations/preview',
    permission: 'division.manage',
    requestClass: 'read',
    summary: '预览区划变更会影响的区划和登记数据',
    repeatable: true,
    body: operationSchema,
    response: operationEffectSchema,
  }),
  carryOutOperation: defineRoute({
    method: 'POST',
    path: '/api/v1/divisions/operations',
    permission: 'division.manage',
    summary: '办理区划变更：改名、划转、合并、拆分、新设、撤销、修改类型',
    body: operationSchema,
    response: operationEffectSchema,
  }),
  get: defineRoute({
    method: 'GET',
    path: '/api/v1/divisions/:code',
    permission: 'division.read',
    summary: '一个区划的详情，含曾用名与前后沿革',
    params: codeParams,
    response: divisionDetailSchema,
  }),
  children: defineRoute({
    method: 'GET',
    path: '/api/v1/divisions/:code/children',
    permission: 'division.read',
    summary: '下一级区划',
    params: codeParams,
    query: childrenQuerySchema,
    response: pageSchema(divisionSummarySchema),
  }),
  map: defineRoute({
    method: 'GET',
    path: '/api/v1/divisions/:code/map',
    permission: 'division.read',
    summary: '下一级区划的轮廓，来自地图数据包；没有时为 null',
    params: codeParams,
    response: z.object({ map: divisionMapSchema.nullable() }),
  }),
};
