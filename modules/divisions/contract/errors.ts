import { defineErrors } from '#shared/errors.ts';

export const divisionErrors = defineErrors({
  DIVISION_NOT_FOUND: { status: 404, text: '没有找到区划 {code}。请检查区划代码；它也可能还没有载入，或不在您的管辖范围内。' },
  DIVISION_NOT_IN_DATA: { status: 422, text: '区划数据（{edition} 版）中没有 {code}。请检查代码，载入范围可写 2、4、6、9 或 12 位代码，或写 all。' },
  DIVISION_ABOVE_OWN: { status: 403, text: '拆分“{name}”或把它并入新设的区划，会在您的管辖范围之外新设区划。请由上一级办理。' },
  DIVISION_CLOSED: { status: 409, text: '“{name}”已于 {day} 撤销，不能再变更。请选择现行的区划。' },
  DIVISION_LEVEL_MISMATCH: { status: 422, text: '“{name}”是{level}，不能这样归并或划转。请选择同一级的区划或上一级的区划。' },
  DIVISION_HAS_CHILDREN: { status: 409, text: '“{name}”之下还有 {count} 个现行区划。请先划转或撤销它们，再撤销“{name}”。' },
  DIVISION_HAS_RECORDS: { status: 409, text: '“{name}”还有 {count} 条登记数据、单位或岗位，撤销后将无处归属。请改用“合并”，把它并入承接的区划。' },
  DIVISION_CODE_TAKEN: { status: 409, text: '代码 {code} 已被“{name}”使用。请核对代码，或留空由系统编一个。' },
  DIVISION_CODE_OUTSIDE: { status: 422, text: '代码 {code} 不在“{name}”的代码范围内。请核对代码，或留空由系统编一个。' },
  DIVISION_NO_FREE_CODE: { status: 409, text: '“{name}”之下的代码已用完。请联系系统管理员。' },
  DIVISION_DAY_IN_FUTURE: { status: 422, text: '生效日期 {day} 晚于今天。请在生效当天或之后办理。' },
  DIVISION_DAY_TOO_EARLY: { status: 422, text: '生效日期 {day} 早于“{name}”上一次变更的日期 {last}。请按先后顺序办理。' },
  DIVISION_SAME: { status: 422, text: '“{name}”在这次变更中重复出现，或变更前后没有不同。请检查后再提交。' },
  DIVISION_MAPPING_INCOMPLETE: { status: 422, text: '拆分“{name}”时，下级区划“{child}”没有写明归入哪一个。请为每个下级区划选择去向。' },
  DIVISION_KIND_REQUIRED: { status: 422, text: '没有填写代码，无法判断是居委会还是村委会。请选择类型。' },
  MAP_PACK_UNREADABLE: { status: 422, text: '没有读懂这个地图数据包：{problem}。请换一个文件，没有载入任何内容。' },
  MAP_PACK_TOO_LARGE: { status: 413, text: '地图数据包超过 {most} MB。请先用制图软件简化，或者分省载入。' },
  MAP_PACK_OF_NOTHING: { status: 422, text: '地图数据包里的代码都不是平台现行的区划。请先载入区划，或者核对数据包的版本。' },
  MAP_PACK_NOT_FOUND: { status: 404, text: '没有名为“{name}”的地图数据包。' },
  DIVISION_MAPS_ARE_WHOLE: { status: 403, text: '地图是全平台共用的，只有管理全部区划的管理员可以载入或删除。' },
});
