import { defineErrors } from '#shared/errors.ts';

export const volunteerErrors = defineErrors({
  VOLUNTEER_INVALID: { status: 422, text: '{problem}' },
  VOLUNTEER_KNOWN: { status: 409, text: '这个证件号已经登记过志愿者，不用重复登记。找不到自己的记录时，请带上证件到社区居委会核对。' },
  VOLUNTEER_CHANGED: { status: 409, text: '这名志愿者的信息刚刚有改动（第 {version} 版）。您填写的内容没有丢失，请在最新内容上继续。' },
  VOLUNTEER_WITHDRAWN: { status: 409, text: '这名志愿者已于{on}注销登记，不能再办理。' },
  VOLUNTEER_PLACE: { status: 422, text: '志愿者登记在社区（村）或街道（乡镇），请选择所在的社区。' },
  VOLUNTEER_NOT_REGISTERED: { status: 409, text: '您还没有登记为志愿者，请先登记。' },
  VOLUNTEER_PHONE_UNKNOWN: { status: 409, text: '没有读到您登录用的手机号，请退出后重新登录。' },
  TEAM_NAME_TAKEN: { status: 409, text: '这里已有一支叫“{name}”的队伍。请换一个名称，或在原来的队伍上修改。' },
  TEAM_CHANGED: { status: 409, text: '这支队伍的信息刚刚有改动（第 {version} 版）。您填写的内容没有丢失，请在最新内容上继续。' },
  TEAM_CLOSED: { status: 409, text: '“{name}”已经解散，不能再办理。' },
  TEAM_PLACE: { status: 422, text: '队伍属于社区（村）或街道（乡镇），请选择所在地。' },
  TEAM_ORGANIZATION: { status: 422, text: '没有找到这个组织，或它已经终止、不在您的管辖范围内。' },
  TEAM_MEMBER_STATE: { status: 409, text: '{name}现在是“{state}”，不能“{action}”。' },
  TEAM_JOINED_ALREADY: { status: 409, text: '您已经{state}，不用再申请。' },
  TEAM_CODE_WRONG: { status: 422, text: '入队码不对，或已经停用。请向队长核对后重新填写。' },
  TEAM_CODE_TOO_OFTEN: { status: 429, text: '试的次数太多，请在 {minutes} 分钟后再试，或请队长告诉您入队码。' },
});
