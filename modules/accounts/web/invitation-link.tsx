import { OnceText } from '#ui/feedback/once-text.tsx';
import { momentText } from '#ui/figures/dates.ts';

interface InvitationLinkProps {
  invitation: { path: string; expiresAt: string; account: { displayName: string } };
  onClose: () => void;
}

/** The one-time link, shown once. */
export function InvitationLink({ invitation, onClose }: InvitationLinkProps) {
  const address = new URL(invitation.path, window.location.origin).href;
  return (
    <OnceText title="把一次性链接交给本人" name="链接" text={address} onClose={onClose}>
      请把下面的链接交给 {invitation.account.displayName} 本人，由其设置密码。链接只显示这一次，{momentText(invitation.expiresAt)} 前有效。
    </OnceText>
  );
}
