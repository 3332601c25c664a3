/** Over texts, or over numbers, which stand to the right. */
export type Heading = string | { number: string };

export const numbers = (...names: readonly string[]): Heading[] => names.map((number) => ({ number }));

/** The one line of headings of a `PlainTable`. */
export function TableHead({ headings }: { headings: readonly Heading[] }) {
  return (
    <thead>
      <tr>
        {headings.map((heading) =>
          typeof heading === 'string' ? (
            <th key={heading} scope="col">
              {heading}
            </th>
          ) : (
            <th key={heading.number} scope="col" data-number>
              {heading.number}
            </th>
          ),
        )}
      </tr>
    </thead>
  );
}
