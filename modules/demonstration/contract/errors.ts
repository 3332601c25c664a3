import { defineErrors } from '#shared/errors.ts';

export const demonstrationErrors = defineErrors({
  DEMONSTRATION_ALREADY_THERE: { status: 409, text: '已经有演示数据。要换一批，请先运行 wotu demo --remove 清除，再重新生成。' },
  DEMONSTRATION_NEEDS_DIVISIONS: { status: 409, text: '还没有区划，演示数据无处安放。请先运行 wotu divisions load 载入区划。' },
  DEMONSTRATION_WHOLE: { status: 403, text: '演示数据遍布全平台，只由全平台的系统管理员生成或清除。' },
  DEMONSTRATION_NONE: { status: 409, text: '现在没有演示数据，不需要清除。' },
});
