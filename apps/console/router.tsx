import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import type { Screen } from '#ui/screen.ts';
import { PageFailed, PageMissing } from './shell/page-failed.tsx';
import { Shell } from './shell/shell.tsx';
import { OPEN_SCREENS, SCREENS } from './screens.ts';
import { HomeScreen } from './shell/home.tsx';

/** Search values stay text: a period `2023` or a code `440100000000` must not turn into a number. */
function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

function stringifySearch(values: Record<string, unknown>): string {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString();
  return text ? `?${text}` : '';
}

function componentOf(screen: Screen) {
  return lazyRouteComponent(async () => ({ Screen: await screen.load() }), 'Screen');
}

/** Screens of the modules below the frame; sign-in and the wall display stand alone. */
export function createConsoleRouter() {
  const root = createRootRoute({ component: Outlet, notFoundComponent: PageMissing });
  const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Shell });
  const open = OPEN_SCREENS.map((screen) => createRoute({ getParentRoute: () => root, path: screen.path, component: componentOf(screen) }));
  const home = createRoute({ getParentRoute: () => frame, path: '/', component: HomeScreen });
  const inside = SCREENS.map((screen) =>
    createRoute({ getParentRoute: () => frame, path: screen.path, component: componentOf(screen), staticData: { bare: screen.bare === true } }),
  );
  // whoever is signed in keeps the menu, which is the way on
  const missing = createRoute({ getParentRoute: () => frame, path: '$', component: PageMissing });
  return createRouter({
    routeTree: root.addChildren([frame.addChildren([home, ...inside, missing]), ...open]),
    basepath: '/console',
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPendingMs: 400,
    scrollRestoration: true,
    defaultErrorComponent: PageFailed,
    defaultNotFoundComponent: PageMissing,
  });
}
