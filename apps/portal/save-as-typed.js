/**
 * Saves a form while it is typed: after a pause, and when the page is left. Without this script the button saves.
 * The server answers with the version it has now, so that the next save follows on it.
 */
const PAUSE_MS = 1200;

for (const form of document.querySelectorAll('form[data-saves]')) watch(form);
for (const form of document.querySelectorAll('form[data-uploads]')) showProgress(form);

const summary = document.querySelector('.problem[role=alert]');
if (summary) summary.focus();

function watch(form) {
  const told = form.querySelector('[data-saved]');
  let timer;
  let saving;
  let isChanged = false;

  async function save() {
    clearTimeout(timer);
    if (!isChanged) return;
    isChanged = false;
    tell('正在保存……');
    try {
      const body = new URLSearchParams(new FormData(form));
      const reply = await fetch(form.action, { method: 'POST', body, headers: { 'x-wotu-saving': 'typed' }, keepalive: true });
      const answer = await reply.json();
      if (answer.version) form.elements.version.value = answer.version;
      tell(reply.ok ? '已自动保存，可以随时离开，下次接着填。' : `还没有保存：${answer.problem}`);
    } catch {
      isChanged = true;
      tell('网络不通，还没有保存。恢复后会再试，也可以按下面的按钮保存。');
      timer = setTimeout(start, PAUSE_MS * 5);
    }
  }

  function start() {
    const mine = (saving ?? Promise.resolve()).then(save).then(() => {
      if (saving === mine) saving = undefined;
    });
    saving = mine;
  }

  function tell(text) {
    if (told) told.textContent = text;
  }

  form.addEventListener('input', () => {
    isChanged = true;
    clearTimeout(timer);
    timer = setTimeout(start, PAUSE_MS);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') start();
  });
  // a step taken while a save is under way would come with an old version
  form.addEventListener('submit', (event) => {
    clearTimeout(timer);
    isChanged = false;
    if (!saving) return;
    event.preventDefault();
    const { submitter } = event;
    // not within this event: a form that is being submitted takes no second request
    saving.then(() => setTimeout(() => form.requestSubmit(submitter)));
  });
}

/** Photographs over a telephone take their time: how far they are is told. The page that answers is shown as without script. */
function showProgress(form) {
  const told = form.querySelector('[data-progress]');
  const button = form.querySelector('button[type=submit]');
  form.addEventListener('submit', (event) => {
    if (![...form.querySelectorAll('input[type=file]')].some((input) => input.files.length > 0)) return;
    event.preventDefault();
    const request = new XMLHttpRequest();
    const give = (text) => void (told.textContent = text);
    const again = () => {
      button.disabled = false;
      give('网络不通，没有传完。请再按一次“上传”。');
    };
    button.disabled = true;
    give('正在上传……');
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      give(loaded < total ? `已上传 ${Math.floor((loaded / total) * 100)}%` : '已传完，正在检查……'),
    );
    request.addEventListener('load', () => {
      if (request.status < 400) return location.replace(request.responseURL);
      document.open();
      document.write(request.responseText);
      document.close();
    });
    request.addEventListener('error', again);
    request.open('POST', form.action);
    request.send(new FormData(form));
  });
}
