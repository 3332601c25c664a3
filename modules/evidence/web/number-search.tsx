import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import styles from './evidence.module.css';

interface NumberSearchProps {
  number: string | undefined;
  onSearch: (number: string | undefined) => void;
}

/** Finds a person by the whole ID number or phone; sent in the body of a request and kept out of the address bar. */
export function NumberSearch({ number, onSearch }: NumberSearchProps) {
  const [typed, setTyped] = useState('');
  function search(event: FormEvent): void {
    event.preventDefault();
    onSearch(typed.trim() === '' ? undefined : typed.trim());
  }
  function clear(): void {
    setTyped('');
    onSearch(undefined);
  }
  return (
    <form className={styles.filters} onSubmit={search}>
      <Input
        aria-label="完整的证件号或电话"
        placeholder="完整的证件号或电话"
        autoComplete="off"
        value={typed}
        maxLength={40}
        onChange={(event) => setTyped(event.target.value)}
        style={{ width: 200 }}
      />
      <Button htmlType="submit">按号码查找</Button>
      {number !== undefined && <Button onClick={clear}>返回全部记录</Button>}
    </form>
  );
}
