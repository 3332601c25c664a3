import type { PersonDoor } from '#platform/http/person-door.ts';
import type { VolunteerMeans } from '../server/public.ts';
import { dispute, downloadCertificate, issue, showCertificates, showDispute } from './certificate-page.ts';
import { ask, join, leave, showJoin } from './join-page.ts';
import { showVolunteer, showWithdraw, withdraw } from './my-volunteer-page.ts';
import { record, showRecord } from './record-page.ts';
import { showRegister, takeStep } from './register-page.ts';
import { correct, showCorrect } from './correct-page.ts';
import { confirm, decideMember, showTeam } from './team-page.ts';

/** Pages of volunteers and of those who lead a team. */
export function registerVolunteerPages(door: PersonDoor, means: VolunteerMeans): void {
  door.get('/my/volunteer', showVolunteer);
  door.get('/my/volunteer/register/:step', showRegister);
  door.post('/my/volunteer/register/:step', (visit) => takeStep(visit, means));
  door.get('/my/volunteer/withdraw', showWithdraw);
  door.post('/my/volunteer/withdraw', (visit) => withdraw(visit, means));
  door.get('/my/volunteer/join', showJoin);
  door.post('/my/volunteer/join', join);
  door.post('/my/volunteer/teams/:id/ask', ask);
  door.post('/my/volunteer/teams/:id/leave', leave);
  door.get('/my/volunteer/teams/:id', showTeam);
  door.post('/my/volunteer/teams/:id/members', decideMember);
  door.post('/my/volunteer/teams/:id/confirm', confirm);
  door.get('/my/volunteer/teams/:id/record', showRecord);
  door.post('/my/volunteer/teams/:id/record', record);
  door.get('/my/volunteer/teams/:id/services/:service', showCorrect);
  door.post('/my/volunteer/teams/:id/services/:service', correct);
  door.get('/my/volunteer/services/:id/dispute', showDispute);
  door.post('/my/volunteer/services/:id/dispute', dispute);
  door.get('/my/volunteer/certificates', showCertificates);
  door.post('/my/volunteer/certificates', (visit) => issue(visit, means));
  door.get('/my/volunteer/certificates/:id/file', downloadCertificate);
}
