import { useId, useState } from 'react';
import styles from './import.module.css';

/** Takes one workbook: dropped, or chosen by keyboard or mouse. */
export function FileDrop({ onFile }: { onFile: (file: File) => void }) {
  const id = useId();
  const [over, setOver] = useState(false);
  return (
    <div
      className={styles.drop}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (file) onFile(file);
      }}
    >
      <p>把台账工作簿（.xlsx）拖到这里，或</p>
      <input
        id={id}
        type="file"
        accept=".xlsx,.xls"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
        }}
      />
      <label htmlFor={id}>选择文件</label>
      <p>先检查，不写入；检查结果看过以后再决定。一次最多 50 MB，十万行以内。</p>
    </div>
  );
}
