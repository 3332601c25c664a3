import { Button } from 'antd';
import { useState } from 'react';
import { call, download } from '#ui/api/call.ts';
import { Confirm } from '#ui/feedback/confirm.tsx';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { type Report, REPORT_FORMATS, type ReportFormat } from '../contract/report.ts';
import { reportRoutes } from '../contract/routes.ts';
import { useReportChange } from './use-report-change.ts';

const FORMAT_NAMES: Record<ReportFormat, string> = { docx: 'Word', xlsx: 'Excel 附表', pdf: 'PDF' };

/** Downloads, and hand in, return or accept as the report's state and one's post allow. */
export function ReportActions({ report }: { report: Report }) {
  return (
    <>
      <Downloads report={report} />
      {report.abilities.edit && <RefreshFigures report={report} />}
      {report.abilities.handIn && <HandIn report={report} />}
      {report.abilities.decide && <Decision report={report} />}
    </>
  );
}

function Downloads({ report }: { report: Report }) {
  const toasts = useToasts();
  const [busy, setBusy] = useState<ReportFormat | null>(null);
  async function fetchFile(format: ReportFormat): Promise<void> {
    setBusy(format);
    await download(reportRoutes.file, { params: { id: report.id }, query: { format } }).catch(toasts.failed);
    setBusy(null);
  }
  return REPORT_FORMATS.map((format) => (
    <Button key={format} loading={busy === format} onClick={() => void fetchFile(format)}>
      下载{FORMAT_NAMES[format]}
    </Button>
  ));
}

function RefreshFigures({ report }: { report: Report }) {
  const toasts = useToasts();
  const change = useReportChange(
    () => call(reportRoutes.refresh, { params: { id: report.id }, body: { version: report.version } }),
    () => toasts.done('已按今天的台账重新取数，没有改过的文字已重写。'),
  );
  return (
    <Button loading={change.isPending} onClick={() => change.mutate(undefined, { onError: toasts.failed })}>
      重新取数
    </Button>
  );
}

function HandIn({ report }: { report: Report }) {
  const toasts = useToasts();
  const [asking, setAsking] = useState(false);
  const change = useReportChange(
    () => call(reportRoutes.handIn, { params: { id: report.id }, body: { version: report.version } }),
    (next) => toasts.done(next.onTime === false ? '已报送。已过应报日期，记为迟报。' : '已报送，等待上级审收。'),
  );
  return (
    <>
      <Button type="primary" onClick={() => setAsking(true)}>
        报送
      </Button>
      <Confirm
        open={asking}
        title={`报送${report.divisionName}的报告`}
        confirmText="报送"
        onConfirm={() => change.mutateAsync(undefined)}
        onClose={() => setAsking(false)}
      >
        <p>报送后文字和数字不能再改，除非上级退回。今天的日期会记为报送日期。</p>
      </Confirm>
    </>
  );
}

function Decision({ report }: { report: Report }) {
  const toasts = useToasts();
  const [returning, setReturning] = useState(false);
  const [accepting, setAccepting] = useState(false);
  const params = { id: report.id };
  const accept = useReportChange(
    () => call(reportRoutes.accept, { params, body: { version: report.version } }),
    () => toasts.done('已接收，数字计入上级汇总。'),
  );
  const giveBack = useReportChange(
    (reason: string) => call(reportRoutes.return, { params, body: { version: report.version, reason } }),
    () => toasts.done('已退回，对方会看到理由。'),
  );
  return (
    <>
      <Button onClick={() => setReturning(true)}>退回</Button>
      <Button type="primary" onClick={() => setAccepting(true)}>
        接收
      </Button>
      <Confirm
        open={accepting}
        title={`接收${report.divisionName}的报告`}
        confirmText="接收"
        onConfirm={() => accept.mutateAsync(undefined)}
        onClose={() => setAccepting(false)}
      >
        <p>接收后不能再退回；数字计入上级汇总，并写入报送记录。</p>
      </Confirm>
      <ConfirmWithReason
        open={returning}
        title={`退回${report.divisionName}的报告`}
        confirmText="退回"
        reasonLabel="退回理由"
        onConfirm={(reason) => giveBack.mutateAsync(reason)}
        onClose={() => setReturning(false)}
      >
        <p>报告退回后由{report.divisionName}修改、重新报送；是否按时以最后被接收的那次为准。</p>
      </ConfirmWithReason>
    </>
  );
}
