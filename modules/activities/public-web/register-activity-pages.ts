import type { PersonDoor } from '#platform/http/person-door.ts';
import type { PublicDoor } from '#platform/http/public-door.ts';
import type { ActivityMeans } from '../server/public.ts';
import { showCalendar } from './calendar-page.ts';
import { cancelHosted, showCancelHosted } from './cancel-hosted-page.ts';
import { announce, showAnnounce } from './announce-page.ts';
import { change, showChange } from './change-page.ts';
import { showDoor, showDoorPicture } from './door-page.ts';
import { enterGuest, showGuest } from './guest-page.ts';
import { actOnEntry, showHosted, showHosting } from './hosting-page.ts';
import { showOccasion } from './occasion-page.ts';
import { arrive, cancelOwn, leave, showArrive, showCancelOwn } from './own-acts.ts';
import { join, showOwn, showOwnList } from './own-page.ts';
import { actOnPhoto, showPhotos, uploadPhotos } from './photos-page.ts';
import { actOnReport, showReport } from './report-page.ts';
import { saveSummary, showSummary } from './summary-page.ts';

/** Pages for anybody: what is on, one by one. */
export function registerCalendarPages(door: PublicDoor): void {
  door.get('/activities', showCalendar);
  door.get('/activities/:id', showOccasion);
}

/** Pages of whoever takes part, and of whoever leads an organization and holds an activity. */
export function registerActivityPages(door: PersonDoor, means: ActivityMeans): void {
  door.get('/my/activities', (visit) => showOwnList(visit, means));
  door.get('/my/activities/:id', showOwn);
  door.post('/my/activities/:id', (visit) => join(visit, means));
  door.get('/my/activities/:id/arrive', showArrive);
  door.post('/my/activities/:id/arrive', arrive);
  door.post('/my/activities/:id/leave', leave);
  door.get('/my/activities/:id/cancel', showCancelOwn);
  door.post('/my/activities/:id/cancel', cancelOwn);
  door.get('/my/organizations/:id/activities', (visit) => showHosted(visit, means));
  door.get('/my/organizations/:id/activities/new', (visit) => showAnnounce(visit, means));
  door.post('/my/organizations/:id/activities/new', (visit) => announce(visit, means));
  door.get('/my/hosting/:id', (visit) => showHosting(visit, means));
  door.post('/my/hosting/:id/entries/:entry', (visit) => actOnEntry(visit, means));
  door.get('/my/hosting/:id/door', (visit) => showDoor(visit, means));
  door.get('/my/hosting/:id/door.png', (visit) => showDoorPicture(visit, means));
  door.get('/my/hosting/:id/guest', (visit) => showGuest(visit, means));
  door.post('/my/hosting/:id/guest', (visit) => enterGuest(visit, means));
  door.get('/my/hosting/:id/change', (visit) => showChange(visit, means));
  door.post('/my/hosting/:id/change', (visit) => change(visit, means));
  door.get('/my/hosting/:id/cancel', (visit) => showCancelHosted(visit, means));
  door.post('/my/hosting/:id/cancel', (visit) => cancelHosted(visit, means));
  door.get('/my/hosting/:id/photos', (visit) => showPhotos(visit, means));
  door.post('/my/hosting/:id/photos', (visit) => uploadPhotos(visit, means));
  door.post('/my/hosting/:id/photos/:photo', (visit) => actOnPhoto(visit, means));
  door.get('/my/hosting/:id/report', (visit) => showReport(visit, means));
  door.post('/my/hosting/:id/report', (visit) => actOnReport(visit, means));
  door.get('/my/hosting/:id/summary', (visit) => showSummary(visit, means));
  door.post('/my/hosting/:id/summary', (visit) => saveSummary(visit, means));
}
