import { refuse } from '#shared/errors.ts';
import type { CodeMessages } from './code-messages.ts';
import { notifyErrors } from './errors.ts';

/**
 * Without an SMS gateway: shows codes at the server's terminal while there is demonstration data, and is closed otherwise.
 * Nothing else ever prints a code. @param show writes one line at the terminal, not into the request log
 */
export function createDemonstrationMessages(isDemonstration: () => Promise<boolean>, show: (line: string) => void): CodeMessages {
  return {
    isOpen: isDemonstration,
    async sendCode({ phone, code, minutes }) {
      if (!(await isDemonstration())) throw refuse(notifyErrors.MESSAGE_NOT_SENT, { why: '没有设置短信网关' });
      show(`[演示短信] 发给尾号 ${phone.slice(-4)}：验证码 ${code}，${minutes} 分钟内有效。正式使用时由短信网关发送，不在这里显示。`);
    },
  };
}
