/** Maps of a place: outlines of the divisions directly below it, out of a data pack (ADR 0015, 0106). */
import { z } from 'zod';
import { divisionCodeSchema } from './division.ts';

const shapeSchema = z.object({
  code: divisionCodeSchema,
  name: z.string(),
  /** SVG path in the units of the view box */
  path: z.string(),
  labelX: z.number().int(),
  labelY: z.number().int(),
  /** whether its name and a figure below it find room there beside those of larger areas */
  isNamed: z.boolean(),
});
const boxSchema = z.object({ x: z.number().int(), y: z.number().int(), width: z.number().int().positive(), height: z.number().int().positive() });

export const divisionMapSchema = z.object({
  box: boxSchema,
  /** the height of letters, in the units of the box */
  letters: z.number().positive(),
  shapes: z.array(shapeSchema),
  /** islands far out at sea, drawn small in a corner: a map of all Hainan must show them (公开地图内容表示规范) */
  inset: z.object({ box: boxSchema, shapes: z.array(shapeSchema) }).nullable(),
  /** where the outlines come from; without a number of approval (审图号) they are a sketch for staff */
  packs: z.array(z.object({ source: z.string(), approvalNumber: z.string().nullable(), edition: z.string() })),
});
export type DivisionMap = z.infer<typeof divisionMapSchema>;
export type MapShape = z.infer<typeof shapeSchema>;
export type MapBox = z.infer<typeof boxSchema>;

export const COORDINATE_SYSTEMS = ['CGCS2000', 'GCJ-02', 'WGS-84'] as const;

const MOST_LETTERS = 200;
export const mapPackFactsSchema = z.object({
  name: z.string().trim().min(2, '请填写地图数据包的名称，至少两个字。').max(MOST_LETTERS),
  source: z.string().trim().min(2, '请写明轮廓的出处，例如“河南省自然资源厅标准地图服务”。').max(MOST_LETTERS),
  /** 审图号, as it stands on the map */
  approvalNumber: z
    .string()
    .trim()
    .max(60)
    .regex(/^$|S\s*[（(〔[]\d{4}[）)〕\]]\s*第?\d+\s*号$/, '审图号应照原图填写，例如“豫S〔2024〕012号”；没有的留空。')
    .optional(),
  coordinateSystem: z.enum(COORDINATE_SYSTEMS, '坐标系应为 CGCS2000、GCJ-02 或 WGS-84。'),
  edition: z.string().trim().min(4, '请写明版本，例如“2024年版”。').max(40),
});
export type MapPackFacts = z.infer<typeof mapPackFactsSchema>;

export const mapPackSchema = mapPackFactsSchema.extend({
  id: z.number().int(),
  approvalNumber: z.string().nullable(),
  outlines: z.number().int(),
  loadedAt: z.iso.datetime(),
});
export type MapPack = z.infer<typeof mapPackSchema>;
