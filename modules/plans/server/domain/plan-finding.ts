/** What is wrong in a plan file, for the person who wrote it. Pure; paths lead into the file's structure. */
export interface PlanFinding {
  path: (string | number)[];
  /** Chinese: what is wrong */
  message: string;
  /** Chinese: what to do about it */
  suggestion: string;
}

export function finding(path: (string | number)[], message: string, suggestion: string): PlanFinding {
  return { path, message, suggestion };
}
