import { Modal } from 'antd';
import type { NoticeTemplate } from '../../contract/document-routes.ts';
import styles from './documents.module.css';

/** What a template of a kind may name in braces. */
export function MarkList({ template, onClose }: { template: NoticeTemplate | null; onClose: () => void }) {
  return (
    <Modal open={template !== null} title={`${template?.kindName ?? ''}可用的填写项`} footer={null} onCancel={onClose} width={640}>
      <p>在 Word 里照样写上花括号和名称，可以放在正文、表格、页眉和页脚里，格式随所在文字。没有内容的填写项留空。</p>
      <table className={styles.marks}>
        <thead>
          <tr>
            <th scope="col">写法</th>
            <th scope="col">内容</th>
          </tr>
        </thead>
        <tbody>
          {template?.marks.map(({ mark, meaning }) => (
            <tr key={mark}>
              <td>
                <code>{`{${mark}}`}</code>
              </td>
              <td>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
