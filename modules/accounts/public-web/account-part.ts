import type { PersonDoor } from '#platform/http/person-door.ts';
import type { PersonPart } from '#platform/http/person-part.ts';
import type { OwnDataPart } from '#platform/personal-data/own-data.ts';
import { closeAccount, showClosing } from './close-page.ts';
import { askCorrection, showAsking } from './correction-form.ts';
import { correctionSection, showCorrections, withdrawOwn } from './corrections-page.ts';
import { downloadData, showData, withdraw } from './data-page.ts';
import { chooseHome, showHome } from './home-place-page.ts';
import { sayParty, showParty } from './party-page.ts';

/** Of a person's first page: where they live, and everything that is held about them. */
export function accountPart(ownData: readonly OwnDataPart[]): PersonPart {
  return {
    title: '我的信息',
    links: [
      { href: '/my/home', text: '我住的社区', what: '登记或更换您住的社区（村），先看到身边的组织和活动' },
      { href: '/my/party', text: '党员身份', what: '是党员的，可以自己说明；用来向社区反映组织的问题、提建议' },
      { href: '/my/data', text: '我的信息和授权', what: '看平台存了您的什么、谁看过；不对的申请更正，带走、撤回或注销' },
    ],
    section: ({ context }) => correctionSection(context),
    registerPages: (door) => registerAccountPages(door, ownData),
  };
}

function registerAccountPages(door: PersonDoor, ownData: readonly OwnDataPart[]): void {
  door.get('/my/home', showHome);
  door.post('/my/home', chooseHome);
  door.get('/my/data', (visit) => showData(visit, ownData), 'asItChooses');
  door.get('/my/data/file', (visit) => downloadData(visit, ownData), 'asItChooses');
  door.post('/my/data/withdraw', (visit) => withdraw(visit, ownData));
  door.get('/my/party', showParty);
  door.post('/my/party', sayParty);
  door.get('/my/corrections', showCorrections);
  door.get('/my/corrections/new', showAsking);
  door.post('/my/corrections/new', askCorrection);
  door.post('/my/corrections/withdraw', withdrawOwn);
  door.get('/my/close', (visit) => showClosing(visit, ownData));
  door.post('/my/close', (visit) => closeAccount(visit, ownData));
}
