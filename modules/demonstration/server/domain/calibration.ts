/**
 * How full and how far each region is. Published figures, where there are any: 1.75 million community organizations in
 * 620,000 communities of the nation (end of 2022); 25,205 in 广州 (end of 2021), 8.9 per community; none for 平顶山, 海南
 * and 深圳, whose numbers are assumptions. What targets look like is chosen so that some are met, some not, in every region.
 */
import type { Day } from '#shared/day.ts';

export interface Calibration {
  /** organizations per urban and per rural community at the end of 2025, with those that ended since */
  urbanMean: number;
  ruralMean: number;
  /** share of communities without any */
  empty: number;
  /** share founded from 2021 on */
  founded: number;
  /** share that is only on the ledger */
  ledgered: number;
  campaign: { from: Day; to: Day };
  /** share of townships with a hub, and of hubs with a social worker */
  hubs: number;
  hubsWithWorker: number;
  /** share of counties with a support platform, and with a district incubator or venue */
  platforms: number;
  incubators: number;
  /** share of townships with a station, and of stations with at least two workers */
  stations: number;
  staffedStations: number;
  /** share of communities with enough talent, urban two and rural one */
  urbanTalent: number;
  ruralTalent: number;
  /** share of communities covered by care facilities */
  dayCare: number;
  ruralCare: number;
  /** share of townships with a rural model */
  ruralModels: number;
  /** share of the yearly duties that are done */
  trainings: number;
  handIns: number;
  selections: number;
  sites: number;
  activities: number;
  /** brand organizations and projects per county, and share of counties that have them */
  brands: { perCounty: number; counties: number };
  projects: { perCounty: number; counties: number };
  /** share of communities with a charity, of streets with a general branch, of streets whose communities all have a joint branch */
  charities: number;
  generalBranches: number;
  jointBranches: number;
}

const ELSEWHERE: Calibration = {
  urbanMean: 6,
  ruralMean: 2.1,
  empty: 0.06,
  founded: 0.3,
  ledgered: 0.25,
  campaign: { from: '2021-01-01', to: '2023-12-31' },
  hubs: 0.6,
  hubsWithWorker: 0.7,
  platforms: 0.8,
  incubators: 0.5,
  stations: 0.85,
  staffedStations: 0.8,
  urbanTalent: 0.5,
  ruralTalent: 0.35,
  dayCare: 0.7,
  ruralCare: 0.5,
  ruralModels: 0.5,
  trainings: 0.85,
  handIns: 0.85,
  selections: 0.7,
  sites: 0.5,
  activities: 0.8,
  brands: { perCounty: 1, counties: 0.6 },
  projects: { perCounty: 1, counties: 0.5 },
  charities: 0.15,
  generalBranches: 0.3,
  jointBranches: 0.1,
};

const PINGDINGSHAN: Calibration = {
  ...ELSEWHERE,
  urbanMean: 11.4,
  ruralMean: 4.8,
  empty: 0.03,
  founded: 0.5,
  ledgered: 0.3,
  campaign: { from: '2021-08-01', to: '2023-12-31' },
  platforms: 1,
  stations: 0.94,
  staffedStations: 0.86,
  dayCare: 0.94,
  ruralCare: 0.56,
  ruralModels: 0.8,
  trainings: 0.94,
  handIns: 0.93,
  selections: 1,
  activities: 0.97,
  brands: { perCounty: 2, counties: 0.6 },
  projects: { perCounty: 2, counties: 0.4 },
};

const HAINAN: Calibration = {
  ...ELSEWHERE,
  urbanMean: 5.6,
  ruralMean: 2.2,
  empty: 0.08,
  campaign: { from: '2021-05-01', to: '2023-12-31' },
  urbanTalent: 0.88,
  ruralTalent: 0.8,
  charities: 0.35,
  hubs: 0.4,
};

const GUANGZHOU: Calibration = {
  ...ELSEWHERE,
  urbanMean: 15,
  ruralMean: 4.1,
  founded: 0.25,
  ledgered: 0.3,
  campaign: { from: '2021-09-01', to: '2023-12-31' },
  hubs: 0.835,
  hubsWithWorker: 0.92,
  platforms: 1,
  incubators: 0.75,
  stations: 1,
  trainings: 1,
  sites: 0.9,
  handIns: 0.95,
  brands: { perCounty: 4, counties: 0.93 },
  projects: { perCounty: 4, counties: 0.82 },
  generalBranches: 0.4,
};

const SHENZHEN: Calibration = {
  ...ELSEWHERE,
  urbanMean: 10.5,
  ruralMean: 3,
  ledgered: 0.25,
  campaign: { from: '2022-01-01', to: '2025-12-31' },
  hubs: 0.88,
  hubsWithWorker: 0.9,
  platforms: 1,
  incubators: 1,
  stations: 0.9,
  trainings: 0.95,
  urbanTalent: 0.8,
  brands: { perCounty: 3, counties: 1 },
  projects: { perCounty: 3, counties: 0.9 },
  generalBranches: 0.55,
  jointBranches: 0.2,
};

/** @param key of the region (a city, or 海南) */
export function calibrationOf(key: number): Calibration {
  if (key === 410400000000) return PINGDINGSHAN;
  if (key === 460000000000) return HAINAN;
  if (key === 440100000000) return GUANGZHOU;
  if (key === 440300000000) return SHENZHEN;
  return ELSEWHERE;
}
