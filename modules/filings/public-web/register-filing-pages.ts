import type { PersonDoor } from '#platform/http/person-door.ts';
import type { FilingMeans } from '../server/public.ts';
import { dropAnnualFile, showAnnualFiles, uploadAnnualFiles } from './annual-files-page.ts';
import { saveAnnual, showAnnual } from './annual-page.ts';
import { showChanges } from './changes-page.ts';
import { showCheck, takeForward } from './check-page.ts';
import { claim, showClaim } from './claim-page.ts';
import { downloadNotice, showFiling } from './follow-page.ts';
import { dropMaterialFile, showMaterialFiles, uploadMaterialFiles } from './material-files-page.ts';
import { saveMaterials, showMaterials } from './materials-page.ts';
import { showOrganization, startForOrganization } from './organization-page.ts';
import { saveQuestion, showQuestion } from './question-page.ts';
import { chooseAndStart, showStart } from './start-page.ts';
import { saveReply, showReply } from './supplement-page.ts';
import { showWithdraw, withdraw } from './withdraw-page.ts';

/** Pages of leaders: begin, fill in, check, follow, supplement, withdraw, claim. */
export function registerFilingPages(door: PersonDoor, means: FilingMeans): void {
  door.get('/my/new', showStart);
  door.post('/my/new', (visit) => chooseAndStart(visit, means));
  door.get('/my/claim', showClaim);
  door.post('/my/claim', (visit) => claim(visit, means));
  door.get('/my/organizations/:id', showOrganization);
  door.post('/my/organizations/:id/start', (visit) => startForOrganization(visit, means));
  door.get('/my/organizations/:id/annual/:year/files', showAnnualFiles);
  door.post('/my/organizations/:id/annual/:year/files', uploadAnnualFiles);
  door.post('/my/organizations/:id/annual/:year/files/:file/remove', dropAnnualFile);
  door.get('/my/organizations/:id/annual/:year/:part', showAnnual);
  door.post('/my/organizations/:id/annual/:year/:part', saveAnnual);
  door.get('/my/filings/:id', (visit) => showFiling(visit, means));
  door.get('/my/filings/:id/ask/materials', (visit) => showMaterials(visit, means));
  door.post('/my/filings/:id/ask/materials', (visit) => saveMaterials(visit, means));
  door.get('/my/filings/:id/materials/:material', (visit) => showMaterialFiles(visit, means));
  door.post('/my/filings/:id/materials/:material', (visit) => uploadMaterialFiles(visit, means));
  door.post('/my/filings/:id/materials/:material/:file/remove', (visit) => dropMaterialFile(visit, means));
  door.get('/my/filings/:id/ask/changes', (visit) => showChanges(visit, means));
  door.get('/my/filings/:id/ask/:question', (visit) => showQuestion(visit, means));
  door.post('/my/filings/:id/ask/:question', (visit) => saveQuestion(visit, means));
  door.get('/my/filings/:id/check', (visit) => showCheck(visit, means));
  door.post('/my/filings/:id/check', (visit) => takeForward(visit, means));
  door.get('/my/filings/:id/supplement/:number', (visit) => showReply(visit, means));
  door.post('/my/filings/:id/supplement/:number', (visit) => saveReply(visit, means));
  door.get('/my/filings/:id/notices/:notice', downloadNotice);
  door.get('/my/filings/:id/withdraw', (visit) => showWithdraw(visit, means));
  door.post('/my/filings/:id/withdraw', (visit) => withdraw(visit, means));
}
