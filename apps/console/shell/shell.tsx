import { Outlet, useMatches } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { accountRoutes } from '#modules/accounts/contract/routes.ts';
import type { Session } from '#modules/accounts/contract/schemas.ts';
import { SignInAgain } from '#modules/accounts/web/sign-in-again.tsx';
import { Problem } from '#ui/api/problem.ts';
import { useCall } from '#ui/api/use-call.ts';
import { ProblemNotice, Skeleton } from '#ui/feedback/notice.tsx';
import { Page } from '#ui/layout/page.tsx';
import { NO_VIEWER, type Viewer, ViewerContext } from '#ui/viewer.ts';
import { AccountMenu } from './account-menu.tsx';
import { BorrowedBar } from './borrowed-bar.tsx';
import { LeadTo } from './lead-to.tsx';
import { SideMenu } from './side-menu.tsx';
import styles from './shell.module.css';
import { TopBar } from './top-bar.tsx';
import { useCurrentPlan } from './use-current-plan.ts';

/**
 * The frame behind the sign-in. A stranger goes to the sign-in page, which leads back here; a session that ends while
 * somebody works is renewed in a dialog over the page, so that nothing typed is lost.
 */
export function Shell() {
  const query = useCall(accountRoutes.getSession, {});
  const isStranger = query.error instanceof Problem && query.error.status === 401;
  if (!query.data) {
    if (isStranger) return <LeadTo door="/sign-in" />;
    if (query.error)
      return (
        <Page title="工作台没有打开">
          <ProblemNotice error={query.error} retry={query.refetch} />
        </Page>
      );
    return <Skeleton lines={6} label="正在打开工作台" />;
  }
  if (query.data.mustChangePassword) return <LeadTo door="/new-password" />;
  if (query.data.mustEnrol) return <LeadTo door="/new-second-factor" />;
  return (
    <SignedIn session={query.data}>
      <Frame session={query.data} />
      {isStranger && <SignInAgain account={query.data.account.name} onSignedIn={() => void query.refetch()} />}
    </SignedIn>
  );
}

function SignedIn({ session, children }: { session: Session; children: ReactNode }) {
  const viewer = useMemo(() => viewerOf(session), [session]);
  return <ViewerContext value={viewer}>{children}</ViewerContext>;
}

function viewerOf({ post, permissions, demonstration, today }: Session): Viewer {
  const always = { permissions: new Set(permissions), today, isDemonstration: demonstration };
  if (!post) return { ...NO_VIEWER, ...always };
  return { ...always, division: post.division, divisionName: post.divisionName.split(' / ').at(-1) ?? '', level: post.level };
}

function Frame({ session }: { session: Session }) {
  const [menuOpen, setMenuOpen] = useState(false);
  const isBare = useMatches().some((match) => match.staticData.bare === true);
  const plan = useCurrentPlan();
  if (isBare) return <Outlet />;
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        跳到正文
      </a>
      <TopBar menuOpen={menuOpen} onToggleMenu={() => setMenuOpen(!menuOpen)} demonstration={session.demonstration} unread={session.unread}>
        <AccountMenu session={session} />
      </TopBar>
      <SideMenu plan={plan} open={menuOpen} onLeave={() => setMenuOpen(false)} />
      <main id="main" className={styles.main} tabIndex={-1}>
        <BorrowedBar session={session} />
        <Outlet />
      </main>
    </div>
  );
}
