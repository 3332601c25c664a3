/** People's name of a job; one that this version no longer knows keeps the name it had. */
export function titleOf(job: string, jobs: readonly { name: string; title: string }[]): string {
  return jobs.find(({ name }) => name === job)?.title ?? `${job}（旧版本的任务）`;
}
