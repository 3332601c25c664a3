import { defineErrors } from '#shared/errors.ts';

export const httpErrors = defineErrors({
  INPUT_INVALID: { status: 422, text: '填写的内容有误：{fields}。请改正后再提交，已填内容都还在。' },
  FILE_MISSING: { status: 422, text: '没有收到文件。请重新选择文件后上传。' },
  FILE_TOO_LARGE: { status: 413, text: '内容超过上限 {limit}。请拆分后分别提交。' },
  FORMAT_UNSUPPORTED: { status: 415, text: '不接受这种格式的内容。请用 JSON 提交，上传文件用 multipart/form-data。' },
  REQUEST_MALFORMED: { status: 400, text: '收到的内容不是完整的请求。请检查程序或网络后重新发送。' },
  HEADERS_TOO_LARGE: { status: 431, text: '请求的头部太大。请清除浏览器中本站的 Cookie 后再试。' },
  REQUEST_TOO_SLOW: { status: 408, text: '请求太久没有传完，已经断开，没有执行。请检查网络后重新提交。' },
  EXPECTATION_UNKNOWN: { status: 417, text: '不支持请求头 Expect 中的要求。请去掉后重新发送。' },
  TOO_MANY_REQUESTS: { status: 429, text: '操作太频繁，请在 {seconds} 秒后再试。' },
  SERVER_FULL: { status: 503, text: '现在使用的人太多，这一次没有执行。请在 {seconds} 秒后原样再试一次；填写的内容还在，在网页上按“返回”就能看到。' },
  PATH_UNKNOWN: { status: 404, text: '没有这个地址。请检查网址，或从首页进入。' },
  COLLIDED: { status: 409, text: '刚才有人同时修改了相同的内容，您的操作没有生效。请刷新后再试一次。' },
  CROSS_SITE: { status: 403, text: '这个请求不是从本平台的页面发出的，已被拒绝。请从首页进入后重新操作。' },
  STATEMENT_TOO_SLOW: {
    status: 503,
    text: '要查或要算的数据太多，数据库在规定的时间内没有做完，已经停下，这一次操作没有生效。请缩小范围（换小一点的地区、短一点的时间）再试，或过 {seconds} 秒原样再试；如仍不行，请联系系统管理员。',
  },
  DATABASE_UNAVAILABLE: {
    status: 503,
    text: '数据库暂时连不上或太忙，您的操作没有得到确认。请在 {seconds} 秒后原样再提交一次，不会重复生效；如仍不行，请联系系统管理员。',
  },
});
