import { Modal } from 'antd';
import { SignInForm } from './sign-in-form.tsx';

/** Renews a session over the page, so that the place and everything typed stay. */
export function SignInAgain({ account, onSignedIn }: { account: string; onSignedIn: () => void }) {
  return (
    <Modal open title="登录已过期，请重新登录" footer={null} closable={false} maskClosable={false} keyboard={false}>
      <p style={{ margin: '0 0 16px' }}>登录后接着办理，页面上已填的内容都还在。</p>
      <SignInForm account={account} onSignedIn={onSignedIn} />
    </Modal>
  );
}
