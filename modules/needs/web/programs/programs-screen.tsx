import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh, useCall } from '#ui/api/use-call.ts';
import { Confirm } from '#ui/feedback/confirm.tsx';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { OnceText } from '#ui/feedback/once-text.tsx';
import { momentText } from '#ui/figures/dates.ts';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { PlainTable } from '#ui/table/plain-table.tsx';
import { TableHead } from '#ui/table/table-head.tsx';
import { type Program, ROTATION_HOURS } from '../../contract/program.ts';
import { programKeyRoutes } from '../../contract/program-routes.ts';
import styles from '../tickets/tickets.module.css';
import { AddProgram } from './add-program.tsx';

type Shown = { program: Program; secret: string };
type Asked = { program: Program; what: 'rotate' | 'disable' };

/** Programs of others that pass needs on, and their keys. */
export function ProgramsScreen() {
  const client = useQueryClient();
  const query = useCall(programKeyRoutes.listPrograms, {});
  const [shown, setShown] = useState<Shown>();
  const [asked, setAsked] = useState<Asked>();
  const [isAdding, setAdding] = useState(false);
  const took = (made: Shown | undefined) => {
    setShown(made);
    setAdding(false);
    void refresh(client, programKeyRoutes.listPrograms);
  };
  async function carryOut({ program, what }: Asked): Promise<void> {
    const params = { id: program.id };
    if (what === 'rotate') took(await call(programKeyRoutes.rotateKey, { params, body: {} }));
    else took((await call(programKeyRoutes.disableProgram, { params }), undefined));
  }
  return (
    <Page
      title="转来需求的程序"
      lead="社区家园网、民生微实事小程序、智慧社区平台用签名的请求把居民需求转到这里，并查办到哪一步。"
      actions={
        <Button type="primary" onClick={() => setAdding(true)}>
          登记一个程序
        </Button>
      }
    >
      <Panel title="已登记" flush>
        <Loaded query={query}>
          {({ programs }) =>
            programs.length === 0 ? (
              <EmptyState title="还没有登记程序">登记后得到密钥编号和密钥，交给对方的技术人员。</EmptyState>
            ) : (
              <Programs programs={programs} onAsk={setAsked} />
            )
          }
        </Loaded>
      </Panel>
      {shown && <Secret shown={shown} onClose={() => setShown(undefined)} />}
      {isAdding && <AddProgram onClose={() => setAdding(false)} onDone={took} />}
      {asked && <Ask asked={asked} onConfirm={() => carryOut(asked)} onClose={() => setAsked(undefined)} />}
    </Page>
  );
}

function Secret({ shown: { program, secret }, onClose }: { shown: Shown; onClose: () => void }) {
  return (
    <OnceText title={`把密钥交给${program.name}的技术人员`} name="密钥" text={secret} onClose={onClose}>
      密钥编号 <code>{program.keyId}</code>，以后在列表里也看得到。下面的密钥只显示这一次。
    </OnceText>
  );
}

function standing({ disabledAt, previousUntil, lastUsedAt }: Program): string {
  if (disabledAt !== null) return `已停用（${momentText(disabledAt)}）`;
  const used = lastUsedAt === null ? '还没有用过' : `最近用于 ${momentText(lastUsedAt)}`;
  return previousUntil === null ? used : `${used}；旧密钥用到 ${momentText(previousUntil)}`;
}

function Programs({ programs, onAsk }: { programs: readonly Program[]; onAsk: (asked: Asked) => void }) {
  return (
    <PlainTable label="转来需求的程序">
      <TableHead headings={['程序', '来源', '范围', '密钥编号', '情况', '办理']} />
      <tbody>
        {programs.map((program) => (
          <tr key={program.id}>
            <th scope="row">{program.name}</th>
            <td>{program.channelName}</td>
            <td>{program.divisionName.split(' ').at(-1)}</td>
            <td>
              <code>{program.keyId}</code>
            </td>
            <td>{standing(program)}</td>
            <td>
              {program.disabledAt === null && (
                <span className={styles.actions}>
                  <Button onClick={() => onAsk({ program, what: 'rotate' })}>换密钥</Button>
                  <Button danger onClick={() => onAsk({ program, what: 'disable' })}>
                    停用
                  </Button>
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
}

function Ask({ asked: { program, what }, onConfirm, onClose }: { asked: Asked; onConfirm: () => Promise<void>; onClose: () => void }) {
  const words =
    what === 'rotate'
      ? { title: `换${program.name}的密钥`, confirmText: '换密钥', text: `新密钥只显示一次；旧密钥还可以用 ${ROTATION_HOURS} 小时，请对方在这之前换好。` }
      : { title: `停用${program.name}`, confirmText: '停用', text: '停用后它的请求不再接受，已经转来的需求照常办理。' };
  return (
    <Confirm open title={words.title} confirmText={words.confirmText} onConfirm={onConfirm} onClose={onClose}>
      <p>{words.text}</p>
    </Confirm>
  );
}
