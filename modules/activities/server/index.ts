import type { FastifyInstance } from 'fastify';
import { type BindOptions, bindRoutes } from '#platform/http/bind-routes.ts';
import { activityPlanRoutes } from '../contract/activity-plan.ts';
import { majorReportRoutes } from '../contract/major-report.ts';
import { photoRoutes } from '../contract/photos.ts';
import { occasionRoutes } from '../contract/routes.ts';
import { announceOccasion } from './commands/announce-occasion.ts';
import { answerReport, reportResult } from './commands/answer-report.ts';
import { withdrawSignUp } from './commands/cancel-sign-up.ts';
import { cancelOccasion, changeOccasion } from './commands/change-occasion.ts';
import { checkInOnList, checkOutOnList } from './commands/check-in.ts';
import { addPhoto, removePhoto, showPhoto } from './commands/keep-photos.ts';
import { linkActivity, unlinkActivity } from './commands/link-activity.ts';
import { saveActivityPlan, startActivityPlan } from './commands/save-activity-plan.ts';
import { setReportRule } from './commands/set-report-rule.ts';
import { addGuest } from './commands/sign-up.ts';
import { submitReport } from './commands/submit-report.ts';
import { summarizeOccasion } from './commands/summarize-occasion.ts';
import type { ActivityMeans } from './means.ts';
import { getActivityPlan, listActivityPlans, listPlanCandidates } from './queries/list-activity-plans.ts';
import { listHosts } from './queries/list-hosts.ts';
import { getReportRule } from './queries/get-report-rule.ts';
import { getOccasion, listOccasions } from './queries/list-occasions.ts';
import { getDoorCode, listSignUps, revealSignUp } from './queries/list-sign-ups.ts';
import { listPhotos } from './queries/list-photos.ts';
import { getReport, listMissingReports, listReports } from './queries/list-reports.ts';

/** Binds the routes of activities for offices; leaders and residents come by the public pages. */
export function registerActivities(app: FastifyInstance, options: BindOptions, means: ActivityMeans): void {
  bindRoutes(app, options, occasionRoutes, {
    occasions: (context, { query }) => listOccasions(context, query),
    occasionHosts: async (context, { query }) => ({ hosts: await listHosts(context, query.q) }),
    announceOccasion: (context, { body }) => announceOccasion(context, means, 'office', body),
    occasion: (context, { params }) => getOccasion(context, means, 'office', params.id),
    changeOccasion: (context, { params, body }) => changeOccasion(context, means, 'office', { ...params, ...body }),
    cancelOccasion: (context, { params, body }) => cancelOccasion(context, means, 'office', { ...params, ...body }),
    summarizeOccasion: (context, { params, body }) => summarizeOccasion(context, means, 'office', { ...params, ...body }),
    signUps: (context, { params, query }) => listSignUps(context, means, 'office', params.id, query),
    addGuest: (context, { params, body }) => addGuest(context, means, 'office', { occasionId: params.id, guest: body }),
    checkIn: (context, { params }) => checkInOnList(context, means, 'office', { occasionId: params.id, entry: params.entry }),
    checkOut: (context, { params }) => checkOutOnList(context, means, 'office', { occasionId: params.id, entry: params.entry }),
    withdrawSignUp: (context, { params }) => withdrawSignUp(context, means, 'office', { occasionId: params.id, entry: params.entry }),
    revealSignUp: (context, { params, body }) => revealSignUp(context, means, { occasionId: params.id, entry: params.entry, reason: body.reason }),
    doorCode: (context, { params }) => getDoorCode(context, means, 'office', params.id),
  });
  bindRoutes(app, options, photoRoutes, {
    photos: async (context, { params }) => ({ photos: await listPhotos(context, means, 'office', params.id) }),
    addPhoto: async (context, { params, file }) => ({
      photos: await addPhoto(context, means, 'office', { id: params.id, name: file?.name ?? '', content: file?.bytes ?? new Uint8Array() }),
    }),
    showPhoto: async (context, { params, body }) => ({ photos: await showPhoto(context, means, 'office', { ...params, ...body }) }),
    removePhoto: async (context, { params }) => ({ photos: await removePhoto(context, means, 'office', params) }),
  });
  bindRoutes(app, options, activityPlanRoutes, {
    activityPlans: (context, { query }) => listActivityPlans(context, query),
    startActivityPlan: (context, { body }) => startActivityPlan(context, body.year),
    activityPlan: (context, { params }) => getActivityPlan(context, params.id),
    saveActivityPlan: (context, { params, body }) => saveActivityPlan(context, { ...params, ...body }),
    planCandidates: (context, { params, query }) => listPlanCandidates(context, { ...params, ...query }),
    linkActivity: (context, { params, body }) => linkActivity(context, { ...params, ...body }),
    unlinkActivity: (context, { params, body }) => unlinkActivity(context, { ...params, ...body }),
  });
  bindRoutes(app, options, majorReportRoutes, {
    majorReports: (context, { query }) => listReports(context, query),
    missingReports: (context, { query }) => listMissingReports(context, query),
    reportRule: (context) => getReportRule(context),
    setReportRule: (context, { body }) => setReportRule(context, body),
    submitReport: (context, { body }) => submitReport(context, means, 'office', body),
    majorReport: (context, { params }) => getReport(context, means, 'office', params.id),
    answerReport: (context, { params, body }) => answerReport(context, means, { ...params, ...body }),
    resultReport: (context, { params, body }) => reportResult(context, means, 'office', { ...params, ...body }),
  });
}
