import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { dayInWords } from '#shared/day.ts';
import { Notice } from '#ui/feedback/notice.tsx';
import type { Ability, Need } from '../contract/need.ts';
import { ActDialog } from './act-dialog.tsx';
import { Deadline } from '#ui/figures/deadline.tsx';
import { MatchList } from './match-list.tsx';
import styles from './need.module.css';
import { RequesterLine } from './requester-line.tsx';
import { ServicePhotos } from './service-photos.tsx';
import { SimilarList } from './similar-list.tsx';

interface NeedViewProps {
  need: Need;
  /** it lies on a desk now that the caller does not see */
  onGone: () => void;
  onChoose: (id: string) => void;
}

/** One need: what is asked, by whom, who may serve it, what happened, and what may be done. */
export function NeedView({ need, onGone, onChoose }: NeedViewProps) {
  const [ability, setAbility] = useState<Ability | null>(null);
  const first = need.report ? FIRST_OF_REPORTS : FIRST;
  const inRow = need.abilities.filter(({ action }) => !BELOW.includes(action));
  const can = (action: Ability['action']) => need.abilities.some((one) => one.action === action && one.allowed);
  return (
    <article className={styles.case} aria-label={need.title}>
      <h2>{need.title}</h2>
      <p className={styles.soft}>
        {need.categoryName} · {need.targetGroupName} · {need.urgencyName} · {need.channelName} · 编号 {need.number}
        {need.demonstration && ' · 演示数据'}
      </p>
      <p>
        <strong>{need.stateName}</strong>　<Deadline due={need} />
      </p>
      {need.report && (
        <Notice tone="warning">
          {need.channel === 'partyMember' ? '党员' : '居民'}对“{need.report.organizationName}”{need.report.kindName}
          ：只有本单位能看到。请向有关方面了解情况后答复，不要告诉被反映的组织是谁反映的。
        </Notice>
      )}
      {need.isSecret && !need.report && <Notice tone="warning">保密诉求：只有本单位能看到，不能交给组织。</Notice>}
      {need.supervision !== null && <Notice tone="warning">督办：{need.supervision}</Notice>}
      {need.closeGround !== null && <Notice tone="info">关闭原因：{need.closeGround}</Notice>}
      {need.joinedInto && <Notice tone="info">已并入编号 {need.joinedInto.number} 的需求。</Notice>}
      {need.details !== null && <p className={styles.details}>{need.details}</p>}
      <RequesterLine need={need} />
      <Facts need={need} />
      {inRow.length > 0 && (
        <div className={styles.actions} role="group" aria-label="可以办理">
          {inRow.map((one) => (
            <Button
              key={one.action}
              type={first[need.state] === one.action ? 'primary' : 'default'}
              disabled={!one.allowed}
              title={one.reasons.join('')}
              onClick={() => setAbility(one)}
            >
              {one.label}
            </Button>
          ))}
        </div>
      )}
      {(can('assign') || can('offer')) && <MatchList need={need} onGone={onGone} />}
      {can('join') && <SimilarList need={need} onChoose={onChoose} />}
      <Course need={need} />
      {ability && <ActDialog need={need} ability={ability} onClose={() => setAbility(null)} onGone={onGone} />}
    </article>
  );
}

function Facts({ need }: { need: Need }) {
  return (
    <dl className={styles.facts}>
      <Fact name="地方">{need.divisionName}</Fact>
      <Fact name="承办">{need.handlingName}</Fact>
      <Fact name="收到">{dayInWords(need.receivedOn)}</Fact>
      {need.report && (
        <Fact name="反映的组织">
          <Link to="/organizations/$id" params={{ id: need.report.organizationId }}>
            {need.report.organizationName}
          </Link>
        </Fact>
      )}
      {need.organizationName && (
        <Fact name="服务的组织">{need.organizationNow === null ? need.organizationName : `${need.organizationName}（现名${need.organizationNow}）`}</Fact>
      )}
      {need.external && <Fact name="原编号">{`${need.external.source} ${need.external.number}`}</Fact>}
      {need.joinedCount > 0 && <Fact name="并入的">{need.joinedCount} 件</Fact>}
    </dl>
  );
}

/** The way on, in each state. */
const FIRST_OF_REPORTS: Partial<Record<Need['state'], Ability['action']>> = { received: 'answer', sorted: 'answer', serving: 'answer', served: 'visit' };
const FIRST: Partial<Record<Need['state'], Ability['action']>> = { received: 'sort', serving: 'record', served: 'visit' };
/** Chosen from the lists below, which have buttons of their own. */
const BELOW: readonly string[] = ['assign', 'offer', 'join'];

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Course({ need }: { need: Need }) {
  return (
    <>
      {need.offers.length > 0 && (
        <>
          <h3>问过的组织</h3>
          <ul className={styles.rows}>
            {need.offers.map((offer) => (
              <li key={offer.organizationId}>
                {offer.organizationName}：{offer.way}，{offer.state}（{dayInWords(offer.askedOn)}）{offer.reason && `，${offer.reason}`}
              </li>
            ))}
          </ul>
        </>
      )}
      {need.services.length > 0 && (
        <>
          <h3>服务记录</h3>
          <ul className={styles.rows}>
            {need.services.map((service) => (
              <li key={service.id}>
                {dayInWords(service.onDay)}，{service.servers} 人服务 {service.minutes} 分钟：{service.content}。受益：
                {service.beneficiaries.map(({ group, people }) => `${group} ${people} 人`).join('、')}
              </li>
            ))}
          </ul>
        </>
      )}
      <ServicePhotos need={need} />
      {need.rating && (
        <>
          <h3>居民评价</h3>
          <p>
            {need.rating.stars} 分（满分 5 分）{need.rating.comment && `：${need.rating.comment}`}
          </p>
        </>
      )}
      <Steps steps={need.steps} />
    </>
  );
}

function Steps({ steps }: Pick<Need, 'steps'>) {
  return (
    <>
      <h3>经过</h3>
      <ol className={styles.rows}>
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added at the end
          <li key={index} className={styles.step}>
            <time dateTime={step.onDay}>{dayInWords(step.onDay)}</time>
            <span>
              {step.by}：{step.action}
              {step.organizationName && `（${step.organizationName}）`}
              {step.reason && `，${step.reason}`}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
