import { useQueryClient } from '@tanstack/react-query';
import { IMAGE_KINDS } from '#shared/file-kind.ts';
import { call } from '#ui/api/call.ts';
import { refresh, useCall } from '#ui/api/use-call.ts';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { FileBox } from '#ui/files/file-box.tsx';
import { Checks } from '#ui/inputs/checks.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useCan } from '#ui/viewer.ts';
import { MOST_PHOTOS, photoRoutes } from '../contract/photos.ts';
import type { Occasion } from '../contract/occasion.ts';
import styles from './activities.module.css';

/** Photographs of an activity: added, looked at, and put on the public page one by one. */
export function PhotoPanel({ occasion: { id, state, hasBegun, title } }: { occasion: Occasion }) {
  const client = useQueryClient();
  const toasts = useToasts();
  const mayWork = useCan('activity.work');
  const query = useCall(photoRoutes.photos, { params: { id } });
  const read = () => refresh(client, photoRoutes.photos);
  if (state === 'cancelled' || !hasBegun) return null;
  async function show(before: readonly string[], after: readonly string[]): Promise<void> {
    const changed = [...before.filter((one) => !after.includes(one)), ...after.filter((one) => !before.includes(one))];
    try {
      for (const photo of changed) await call(photoRoutes.showPhoto, { params: { id, photo }, body: { isPublic: after.includes(photo) } });
    } catch (problem) {
      toasts.failed(problem);
    }
    await read();
  }
  return (
    <Panel title="活动照片">
      <Loaded query={query}>
        {({ photos }) => {
          const shown = photos.filter(({ isPublic }) => isPublic).map((photo) => photo.id);
          return (
            <div className={styles.stack}>
              {photos.length === 0 && <p className={styles.soft}>还没有照片。上传时自动去掉拍摄地点等信息；先不公开。</p>}
              <FileBox
                label={`${title}的照片`}
                files={photos}
                kinds={IMAGE_KINDS}
                mostFiles={MOST_PHOTOS}
                isFixed={!mayWork}
                onAdd={(file) => call(photoRoutes.addPhoto, { params: { id }, file }).then(read)}
                onRemove={({ id: photo }) => call(photoRoutes.removePhoto, { params: { id, photo } }).then(read)}
              />
              {mayWork && photos.length > 0 && (
                <Checks
                  legend="放到居民看到的页面上"
                  hint="公开前请征得照片里的人同意；有孩子的，请征得监护人同意。"
                  options={photos.map((photo, index) => ({ value: photo.id, label: `第 ${index + 1} 张` }))}
                  value={shown}
                  onChange={(next) => void show(shown, next)}
                />
              )}
            </div>
          );
        }}
      </Loaded>
    </Panel>
  );
}
