import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import type { Report, TextSegment } from '../contract/report.ts';
import { reportRoutes } from '../contract/routes.ts';
import styles from './reports.module.css';
import { useReportChange } from './use-report-change.ts';

type Text = Report['texts'][number];

/** One of the four parts: read with every number leading to its source, or edited. */
export function ReportText({ report, text }: { report: Report; text: Text }) {
  const [editing, setEditing] = useState(false);
  const action = report.abilities.edit && !editing && <Button onClick={() => setEditing(true)}>修改</Button>;
  return (
    <Panel title={text.title} actions={action}>
      {editing ? <TextEditor report={report} text={text} onClose={() => setEditing(false)} /> : <TextShown report={report} text={text} />}
    </Panel>
  );
}

function TextShown({ report, text }: { report: Report; text: Text }) {
  if (text.paragraphs.length === 0) return <p>还没有内容。报送前请填写。</p>;
  return (
    <div className={styles.text}>
      {text.paragraphs.map((segments, index) => (
        <p key={`${index}-${segments[0]?.text ?? ''}`}>
          {segments.map((segment, place) => (
            <Segment key={`${place}-${segment.text}`} report={report} segment={segment} />
          ))}
        </p>
      ))}
    </div>
  );
}

function Segment({ report, segment }: { report: Report; segment: TextSegment }) {
  const { source } = segment;
  if (!source) return segment.text;
  return (
    <Link
      to="/plans/$plan/targets/$target"
      params={{ plan: report.plan, target: source.target }}
      search={{ division: source.division, asOf: source.asOf }}
      title="查看这个数字的来源"
    >
      {segment.text}
    </Link>
  );
}

function TextEditor({ report, text, onClose }: { report: Report; text: Text; onClose: () => void }) {
  const toasts = useToasts();
  const [content, setContent] = useState(text.content);
  const save = useReportChange(
    () => call(reportRoutes.edit, { params: { id: report.id }, body: { version: report.version, texts: { [text.part]: content } } }),
    () => {
      toasts.done(`“${text.title}”已保存。`);
      onClose();
    },
  );
  return (
    <div className={styles.editor}>
      {save.error && <ProblemNotice error={save.error} />}
      <Input.TextArea aria-label={text.title} value={content} autoSize={{ minRows: 8, maxRows: 24 }} onChange={(event) => setContent(event.target.value)} />
      <p>每段一行。形如 [81.3%](GZ-Q02) 的是与指标关联的数字，请只改文字；要去掉关联，删去方括号和后面的括号。</p>
      <div className={styles.filters}>
        <Button type="primary" loading={save.isPending} onClick={() => save.mutate(undefined)}>
          保存
        </Button>
        <Button onClick={onClose}>不改了</Button>
      </div>
    </div>
  );
}
