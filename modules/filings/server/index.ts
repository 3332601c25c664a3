import type { FastifyInstance } from 'fastify';
import type { Context } from '#platform/context.ts';
import { type BindOptions, bindRoutes } from '#platform/http/bind-routes.ts';
import {
  annualReportRoutes,
  claimRoutes,
  documentRoutes,
  filingRoutes,
  materialFileRoutes,
  numberRoutes,
  objectionRoutes,
  ownFilingRoutes,
  ruleSetRoutes,
} from '../contract/routes.ts';
import { actOnApplication } from './commands/act-on-application.ts';
import { actOnMany } from './commands/act-on-many.ts';
import { addMaterialFile, removeMaterialFile } from './commands/add-material-file.ts';
import { answerObjection, revealObjector } from './commands/answer-objection.ts';
import { claimOrganization } from './commands/claim-organization.ts';
import { editApplication } from './commands/edit-application.ts';
import { endClaim } from './commands/end-claim.ts';
import { handOverDesk } from './commands/hand-over-desk.ts';
import { issueClaimCode } from './commands/issue-claim-code.ts';
import { skipNumbers, voidNumber } from './commands/keep-numbers.ts';
import { publishRuleSet } from './commands/publish-rule-set.ts';
import { recordAnnualReturn } from './commands/record-annual-return.ts';
import { getAuthority, setAuthority } from './commands/set-authority.ts';
import { startApplication } from './commands/start-application.ts';
import { uploadTemplate } from './commands/upload-template.ts';
import { useTemplate } from './commands/use-template.ts';
import type { MaterialId } from '../contract/workflow.ts';
import type { FilingMeans } from './means.ts';
import type { Side } from './reach.ts';
import { getAnnualReport } from './queries/get-annual-report.ts';
import { getApplication } from './queries/get-application.ts';
import { getNoticeFile } from './queries/get-notice-file.ts';
import { getLeaderAccount } from './queries/get-leader-account.ts';
import { getRulesAt } from './queries/get-rules-at.ts';
import { getStatistics } from './queries/get-statistics.ts';
import { getTemplateFile } from './queries/get-template-file.ts';
import { getTimeline } from './queries/get-timeline.ts';
import { listAnnualDuties } from './queries/list-annual-duties.ts';
import { listApplications } from './queries/list-applications.ts';
import { listNotices } from './queries/list-notices.ts';
import { listNumbers } from './queries/list-numbers.ts';
import { listTakers } from './queries/list-takers.ts';
import { listObjections } from './queries/list-objections.ts';
import { listTemplates } from './queries/list-templates.ts';
import { listOwnOrganizations } from './queries/list-own-organizations.ts';
import { getRuleSet, listRuleSets, previewRuleSet } from './queries/rule-sets.ts';

/** Binds the routes of applications, an applicant's own door, and rule sets. */
export function registerFilings(app: FastifyInstance, options: BindOptions, means: FilingMeans): void {
  bindRoutes(app, options, filingRoutes, {
    list: (context, { query }) => listApplications(context, 'office', query),
    start: async (context, { body }) => getApplication(context, means, 'office', await startApplication(context, means, 'office', body)),
    get: (context, { params }) => getApplication(context, means, 'office', params.id),
    edit: async (context, { params, body }) => {
      await editApplication(context, means, 'office', { ...params, ...body });
      return getApplication(context, means, 'office', params.id);
    },
    act: async (context, { params, body }) => {
      await actOnApplication(context, means, 'office', { ...params, ...body });
      return getApplication(context, means, 'office', params.id);
    },
    actOnMany: async (context, { body }) => ({ outcomes: (await actOnMany(context, means, body)).map((outcome) => ({ ...outcome, id: String(outcome.id) })) }),
    takers: async (context, { query }) => {
      const items = await listTakers(context, means, query.from);
      return { items: items.map(({ account, name, office }) => ({ account, name, office })) };
    },
    handOver: async (context, { body }) => ({ count: await handOverDesk(context, means, body) }),
    timeline: (context, { params }) => getTimeline(context, params.id),
    notices: (context, { query }) => listNotices(context, query),
    statistics: async (context, { query }) => ({ rows: await getStatistics(context, query) }),
    rulesAt: (context, { query }) => getRulesAt(context, 'office', query.division),
    annualDuties: (context, { query }) => listAnnualDuties(context, query),
    recordAnnual: (context, { params, body }) => recordAnnualReturn(context, params.id, params.year, body),
  });
  bindRoutes(app, options, ownFilingRoutes, {
    listOwn: (context, { query }) => listApplications(context, 'own', query),
    startOwn: async (context, { body }) => getApplication(context, means, 'own', await startApplication(context, means, 'own', body)),
    getOwn: (context, { params }) => getApplication(context, means, 'own', params.id),
    editOwn: async (context, { params, body }) => {
      await editApplication(context, means, 'own', { ...params, ...body });
      return getApplication(context, means, 'own', params.id);
    },
    actOwn: async (context, { params, body }) => {
      await actOnApplication(context, means, 'own', { ...params, ...body });
      return getApplication(context, means, 'own', params.id);
    },
    ownRules: (context, { query }) => getRulesAt(context, 'own', query.division),
  });
  bindRoutes(app, options, annualReportRoutes, { annualReport: (context, { params }) => getAnnualReport(context, params.id, params.year) });
  bindRoutes(app, options, claimRoutes, {
    getLeader: (context, { params }) => getLeaderAccount(context, params.id),
    issueClaimCode: (context, { params, body }) => issueClaimCode(context, { ...params, ...body }),
    endClaim: async (context, { params, body }) => {
      await endClaim(context, { ...params, ...body });
      return getLeaderAccount(context, params.id);
    },
    claimOwn: async (context, { body }) => {
      const claimed = await claimOrganization(context, means, body.code);
      return { ...claimed, organizationId: String(claimed.organizationId) };
    },
    listOwnOrganizations: async (context) => ({ items: await listOwnOrganizations(context) }),
  });
  bindRoutes(app, options, ruleSetRoutes, {
    listRuleSets: async (context) => ({ ruleSets: await listRuleSets(context) }),
    getRuleSet: (context, { params, query }) => getRuleSet(context, params.id, query.version),
    previewRuleSet: (context, { body }) => previewRuleSet(context, body.content),
    publishRuleSet: (context, { params, body }) =>
      publishRuleSet(context, { ...params, content: body.content, baseVersion: body.baseVersion, reason: body.reason }),
  });
  bindRoutes(app, options, documentRoutes, {
    noticeFile: (context, { params, query }) => getNoticeFile(context, 'office', { ...params, ...query }),
    ownNoticeFile: (context, { params, query }) => getNoticeFile(context, 'own', { ...params, ...query }),
    templates: (context) => listTemplates(context),
    templateFile: (context, { params, query }) => getTemplateFile(context, { ...params, ...query }),
    uploadTemplate: async (context, { params, file }) => {
      await uploadTemplate(context, params.kind, file ?? { name: '', bytes: new Uint8Array() });
      return listTemplates(context);
    },
    useTemplate: async (context, { params, body }) => {
      await useTemplate(context, params.kind, body);
      return listTemplates(context);
    },
  });
  bindRoutes(app, options, objectionRoutes, {
    objections: (context, { query }) => listObjections(context, query),
    answerObjection: (context, { params, body }) => answerObjection(context, { ...params, ...body }),
    revealObjector: (context, { params, body }) => revealObjector(context, params.id, body.reason),
  });
  bindRoutes(app, options, numberRoutes, {
    numbers: (context, { query }) => listNumbers(context, query),
    skipNumbers: (context, { body }) => skipNumbers(context, body),
    voidNumber: async (context, { body }) => ({ replacement: await voidNumber(context, means, body) }),
    authority: (context) => getAuthority(context),
    setAuthority: async (context, { body }) => {
      await setAuthority(context, body);
      return getAuthority(context);
    },
  });
  bindMaterialFiles(app, options, means);
}

function bindMaterialFiles(app: FastifyInstance, options: BindOptions, means: FilingMeans): void {
  const add = async (
    context: Context,
    side: Side,
    { params, file }: { params: { id: number; material: MaterialId }; file?: { name: string; bytes: Uint8Array } },
  ) => {
    await addMaterialFile(context, means, side, { ...params, name: file?.name ?? '', content: file?.bytes ?? new Uint8Array() });
    return getApplication(context, means, side, params.id);
  };
  const remove = async (context: Context, side: Side, { params }: { params: { id: number; file: number } }) => {
    await removeMaterialFile(context, means, side, params);
    return getApplication(context, means, side, params.id);
  };
  bindRoutes(app, options, materialFileRoutes, {
    addFile: (context, input) => add(context, 'office', input),
    removeFile: (context, input) => remove(context, 'office', input),
    addOwnFile: (context, input) => add(context, 'own', input),
    removeOwnFile: (context, input) => remove(context, 'own', input),
  });
}
