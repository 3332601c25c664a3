import { refuse } from '#shared/errors.ts';
import { keyCheckOf } from '../crypto/key-check.ts';
import { readMasterKey } from '../crypto/master-key.ts';
import type { BackupKey } from './archive-format.ts';
import { backupErrors } from './errors.ts';

/** Backups are opened by the installation's master key. @throws BACKUP_KEY_MISSING */
export async function readBackupKey(file: string): Promise<BackupKey> {
  const master = await readMasterKey(file);
  if (!master) throw refuse(backupErrors.BACKUP_KEY_MISSING, { file });
  return { master, check: keyCheckOf(master), file };
}
