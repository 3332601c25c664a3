import { Button } from 'antd';
import { useState } from 'react';
import { useCall } from '#ui/api/use-call.ts';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { exchangeRoutes } from '../contract/routes.ts';
import { AgreementList } from './agreement-list.tsx';
import { JoinAgreement } from './join-agreement.tsx';
import { OfferAgreement } from './offer-agreement.tsx';

/** Both directions: what others send here, and what goes up from here. */
export function ExchangeScreen() {
  const list = useCall(exchangeRoutes.list, {});
  const [opened, setOpened] = useState<'offer' | 'join'>();
  return (
    <Page title="平台之间的报送" lead="下级自己建有平台时，由它把约定的台账和方案数字报送到上级平台：每个报送包都有回执，每天核对。">
      <Panel title="下级平台报送到本平台" actions={<Button onClick={() => setOpened('offer')}>约定由下级报送</Button>}>
        <Loaded query={list}>
          {({ agreements, choices }) => {
            const received = agreements.filter(({ side }) => side === 'receiver');
            return (
              <>
                {received.length > 0 ? (
                  <AgreementList agreements={received} />
                ) : (
                  <EmptyState title="没有下级平台报送">某个区县有自己的平台时，在这里约定报送的内容，把配对码交给对方的系统管理员。</EmptyState>
                )}
                {opened === 'offer' && <OfferAgreement choices={choices} onClose={() => setOpened(undefined)} />}
              </>
            );
          }}
        </Loaded>
      </Panel>
      <Panel title="本平台报送到上级平台" actions={<Button onClick={() => setOpened('join')}>使用配对码</Button>}>
        <Loaded query={list}>
          {({ agreements }) => {
            const sent = agreements.filter(({ side }) => side === 'sender');
            return sent.length > 0 ? (
              <AgreementList agreements={sent} />
            ) : (
              <EmptyState title="没有向上级平台报送">收到上级平台的配对码后，点“使用配对码”。看过约定的内容、确认以后才会报送。</EmptyState>
            );
          }}
        </Loaded>
      </Panel>
      {opened === 'join' && <JoinAgreement onClose={() => setOpened(undefined)} />}
    </Page>
  );
}
