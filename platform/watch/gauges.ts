/** A figure for Prometheus. Labels never name people or the addresses they come from. */
export interface Gauge {
  name: string;
  help: string;
  /** it only grows, since the process began; else a value of the moment */
  isCounter?: boolean;
  values: readonly { labels?: Record<string, string>; value: number }[];
}

/** In Prometheus's text form. */
export function renderGauges(gauges: readonly Gauge[]): string[] {
  return gauges.flatMap(({ name, help, isCounter, values }) => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${isCounter ? 'counter' : 'gauge'}`,
    ...values.map(({ labels = {}, value }) => `${name}${labelsOf(labels)} ${value}`),
  ]);
}

function labelsOf(labels: Record<string, string>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value.replaceAll(/["\\\n]/g, '_')}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}
