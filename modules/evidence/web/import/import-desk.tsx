import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useCan } from '#ui/viewer.ts';
import { ExportPanel } from './export-panel.tsx';
import { FileDrop } from './file-drop.tsx';
import { ImportResult } from './import-result.tsx';
import styles from './import.module.css';
import { PastImports } from './past-imports.tsx';
import { useImport } from './use-import.ts';
import { WorkOfFile, WorkStillRunning } from './work-under-way.tsx';

/** A workbook in: check, look, write, undo. A workbook out. */
export function ImportDeskScreen() {
  const mayImport = useCan('evidence.import');
  return (
    <Page title="导入与导出" lead="一张工作簿装下全部台账，表名和列名固定。同一文件导入两次不会重复；有问题的行不会写入，也不会丢。">
      {mayImport && <ImportPanel />}
      <ExportPanel />
      {mayImport && <PastImports />}
    </Page>
  );
}

function ImportPanel() {
  const work = useImport();
  const { step, file } = work;
  return (
    <div className={styles.stack}>
      <WorkStillRunning besides={step === 'checking' || step === 'writing' ? file?.name : undefined} />
      <Panel title={file ? `导入：${file.name}` : '导入'}>
        {step === 'choose' && <FileDrop onFile={work.check} />}
        {step === 'checking' && <WorkOfFile file={file} text="正在上传并逐行检查，还没有写入" />}
        {step === 'writing' && <WorkOfFile file={file} text="正在写入，全部成功才算数" />}
        {(step === 'checked' || step === 'written' || step === 'failed') && <ImportResult work={work} />}
      </Panel>
    </div>
  );
}
