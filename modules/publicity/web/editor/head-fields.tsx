import { Input } from 'antd';
import { useId } from 'react';
import { DayPicker } from '#ui/inputs/day-picker.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { ARTICLE_LIMITS, type ArticleContent } from '../../contract/article.ts';
import styles from '../publicity.module.css';

interface FieldsProps {
  content: ArticleContent;
  onChange: (change: Partial<ArticleContent>) => void;
}

/** What every article has before its text. */
export function HeadFields({ content: { title, summary, organ }, onChange }: FieldsProps) {
  const ids = { title: useId(), summary: useId(), organ: useId() };
  return (
    <div className={styles.form}>
      <div className={styles.wide}>
        <Field label="标题" htmlFor={ids.title} required>
          <Input id={ids.title} value={title} maxLength={ARTICLE_LIMITS.title} showCount onChange={(event) => onChange({ title: event.target.value })} />
        </Field>
      </div>
      <div className={styles.wide}>
        <Field label="摘要" htmlFor={ids.summary} hint="一两句话，列表和分享时显示" required>
          <Input.TextArea
            id={ids.summary}
            rows={2}
            value={summary}
            maxLength={ARTICLE_LIMITS.summary}
            showCount
            onChange={(event) => onChange({ summary: event.target.value })}
          />
        </Field>
      </div>
      <Field label="发布单位" htmlFor={ids.organ} hint="公开页面上的署名" required>
        <Input id={ids.organ} value={organ} maxLength={ARTICLE_LIMITS.organ} onChange={(event) => onChange({ organ: event.target.value })} />
      </Field>
    </div>
  );
}

/** What is corrected in the text that people have seen: shown above the new one. */
export function CorrectionField({ content: { correction }, onChange }: FieldsProps) {
  const id = useId();
  return (
    <Field label="改了什么" htmlFor={id} hint="居民已经看过原来的内容。这句话和日期显示在新内容上面，审核通过后不能再改。" required>
      <Input.TextArea
        id={id}
        rows={2}
        value={correction}
        maxLength={ARTICLE_LIMITS.correction}
        showCount
        placeholder="例如：活动日期由 6 月 3 日改为 6 月 10 日。"
        onChange={(event) => onChange({ correction: event.target.value })}
      />
    </Field>
  );
}

/** When it is shown, and until when first. */
export function DayFields({ content: { publishOn, endsOn, pinnedUntil }, onChange }: FieldsProps) {
  const ids = { publishOn: useId(), endsOn: useId(), pinnedUntil: useId() };
  return (
    <div className={styles.form}>
      <Field label="发布日期" htmlFor={ids.publishOn} hint="不填：审核通过当天">
        <DayPicker id={ids.publishOn} value={publishOn} allowClear onChange={(day) => onChange({ publishOn: day })} />
      </Field>
      <Field label="展示到" htmlFor={ids.endsOn} hint="不填：长期展示">
        <DayPicker id={ids.endsOn} value={endsOn} allowClear onChange={(day) => onChange({ endsOn: day })} />
      </Field>
      <Field label="置顶到" htmlFor={ids.pinnedUntil} hint="不填：不置顶">
        <DayPicker id={ids.pinnedUntil} value={pinnedUntil} allowClear onChange={(day) => onChange({ pinnedUntil: day })} />
      </Field>
    </div>
  );
}
