import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { type Answer, call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import { Notice, ProblemNotice } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import type { RuleSetFile } from '../../contract/rule-set-file.ts';
import { filingRoutes, ruleSetRoutes } from '../../contract/routes.ts';
import { MaterialEditor } from './material-editor.tsx';
import styles from './rules.module.css';
import type { RuleSet } from './rule-set-screen.tsx';
import { changeText } from './setting-text.ts';
import { StepEditor } from './step-editor.tsx';
import { SettingEditor } from './setting-editor.tsx';

type Preview = Answer<typeof ruleSetRoutes.previewRuleSet>;

/** The rules as they are being changed, and what was found when they were looked at last. */
function useEdited(ruleSet: RuleSet) {
  const [content, setContent] = useState<RuleSetFile>(ruleSet.content);
  const [preview, setPreview] = useState<Preview | null>(null);
  // the diagram shows what was looked at last
  const [drawn, setDrawn] = useState(ruleSet.resolved.procedures);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const change = (next: RuleSetFile) => {
    setContent(next);
    setPreview(null);
  };
  async function look(): Promise<void> {
    setBusy(true);
    setError(undefined);
    try {
      const seen = await call(ruleSetRoutes.previewRuleSet, { body: { content } });
      setPreview(seen);
      if (seen.resolved) setDrawn(seen.resolved.procedures);
    } catch (problem) {
      setError(problem);
    }
    setBusy(false);
  }
  return { content, preview, drawn, error, busy, change, look };
}

/** A new version in three steps: change, look at what follows, publish with a reason. Nothing holds before that. */
export function RuleSetEditor({ ruleSet, onClose }: { ruleSet: RuleSet; onClose: () => void }) {
  const { content, preview, drawn, error, busy, change, look } = useEdited(ruleSet);
  return (
    <>
      <Panel title="期限、人数和其他数字" flush>
        <SettingEditor content={content} above={ruleSet.above?.settings ?? null} onChange={change} />
      </Panel>
      <Panel title="材料" flush>
        <MaterialEditor content={content} procedures={ruleSet.resolved.procedures} isTop={ruleSet.above === null} onChange={change} />
      </Panel>
      <Panel title="步骤和条件">
        <StepEditor content={content} procedures={drawn} above={ruleSet.above?.procedures ?? null} onChange={change} />
      </Panel>
      <ProcedureText content={content} onChange={change} />
      <Panel title="变化">
        <div className={styles.stack}>
          {error !== undefined && <ProblemNotice error={error} />}
          {preview ? <PreviewShown preview={preview} /> : <p>改好以后先看变化，没有问题才能发布。</p>}
          <div className={styles.row}>
            <Button loading={busy} onClick={() => void look()}>
              先看变化
            </Button>
            <Publish
              ruleSet={ruleSet}
              content={content}
              isReady={preview !== null && preview.problems.length === 0 && preview.changes.length > 0}
              onDone={onClose}
            />
            <Button onClick={onClose}>不改了</Button>
          </div>
        </div>
      </Panel>
    </>
  );
}

function PreviewShown({ preview: { problems, changes } }: { preview: Preview }) {
  if (problems.length > 0)
    return (
      <Notice tone="problem">
        有 {problems.length} 处问题，改好才能发布：{problems.join('；')}
      </Notice>
    );
  if (changes.length === 0) return <p>和现行版本没有不同。</p>;
  return (
    <ul className={styles.list} aria-label="变化">
      {changes.map(({ what, before, after }) => (
        <li key={what}>
          <strong>{what}</strong>
          <small>
            {changeText(what, before, '（没有）')} → {changeText(what, after, '（取消）')}
          </small>
        </li>
      ))}
    </ul>
  );
}

function Publish({ ruleSet, content, isReady, onDone }: { ruleSet: RuleSet; content: RuleSetFile; isReady: boolean; onDone: () => void }) {
  const [asking, setAsking] = useState(false);
  const client = useQueryClient();
  const toasts = useToasts();
  async function publish(reason: string): Promise<void> {
    const params = { id: ruleSet.id };
    const { version } = await call(ruleSetRoutes.publishRuleSet, { params, body: { content, baseVersion: ruleSet.inForce, reason } });
    await refresh(client, ruleSetRoutes.getRuleSet, ruleSetRoutes.listRuleSets, filingRoutes.rulesAt);
    toasts.done(`已发布第 ${version} 版。`);
    onDone();
  }
  return (
    <>
      <Button type="primary" disabled={!isReady} onClick={() => setAsking(true)}>
        发布新版本
      </Button>
      <ConfirmWithReason open={asking} title={`发布“${content.name}”的新版本`} confirmText="发布" onConfirm={publish} onClose={() => setAsking(false)}>
        <p>发布后，新开始的申请按新版本办理；正在办理的申请仍按开始时的版本。旧版本保留，可以查看。</p>
      </ConfirmWithReason>
    </>
  );
}

/** Steps, conditions and notices as the file says them; unknown words are refused by the preview. */
function ProcedureText({ content, onChange }: { content: RuleSetFile; onChange: (content: RuleSetFile) => void }) {
  const id = useId();
  const [typed, setTyped] = useState<{ text: string; read: RuleSetFile['procedures'] } | null>(null);
  const [problem, setProblem] = useState<string>();
  // what was changed above since is not written over by an older text
  const shown = typed && typed.read === content.procedures ? typed.text : JSON.stringify(content.procedures, null, 2);
  function take(text: string): void {
    try {
      const read = JSON.parse(text) as RuleSetFile['procedures'];
      setTyped({ text, read });
      onChange({ ...content, procedures: read });
      setProblem(undefined);
    } catch {
      setTyped({ text, read: content.procedures });
      setProblem('格式不完整，暂时没有采用。');
    }
  }
  return (
    <Panel title="增减步骤">
      <details className={styles.code}>
        <summary>增减步骤、改谁办和通知（按规则文件的写法）</summary>
        <Field label="各事项的步骤" htmlFor={id} problem={problem} hint="“从.操作”为一行；by 是谁办，guards 是必须满足的条件，advice 是请留意，clause 写出处">
          <Input.TextArea id={id} value={shown} autoSize={{ minRows: 12, maxRows: 30 }} spellCheck={false} onChange={(event) => take(event.target.value)} />
        </Field>
      </details>
    </Panel>
  );
}
