/** A column that holds what the personal data cipher wrote, for a new key to reach. */
export interface EncryptedColumn {
  table: string;
  /** the column that tells a row from all others, a number */
  id: string;
  column: string;
  /** what the cipher is told on writing; some say whose row it is */
  purpose: string | ((id: number) => string);
}
