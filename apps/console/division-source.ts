import { divisionRoutes } from '#modules/divisions/contract/routes.ts';
import { call } from '#ui/api/call.ts';
import type { DivisionSource } from '#ui/inputs/division-source.ts';
import { ancestorsOf } from './division-line.ts';

/** Binds the pickers of every screen to the divisions module. */
export const divisionSource: DivisionSource = {
  async search(text, within, signal) {
    return (await call(divisionRoutes.search, { query: { q: text, within, limit: '20' } }, signal)).items;
  },
  async children(code, signal) {
    return (await call(divisionRoutes.children, { params: { code }, query: { limit: '200' } }, signal)).items;
  },
  async get(code, signal) {
    const division = await call(divisionRoutes.get, { params: { code } }, signal);
    return { ...division, ancestors: ancestorsOf(code, division.path) };
  },
  async map(code, signal) {
    return (await call(divisionRoutes.map, { params: { code } }, signal)).map;
  },
};
