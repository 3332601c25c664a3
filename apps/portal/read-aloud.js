/**
 * Reads the page out where the browser has a Chinese voice: the text from the heading on, and, once switched on, each field and
 * button that is reached. Nothing begins by itself; without this script or without a voice the page is the same page.
 */
const main = document.querySelector('main');
const voice = window.speechSynthesis;
const READ = 'h1,h2,h3,p,li,dt,dd,label,legend,summary,td,th,figcaption';

if (main && voice) offer();

function offer() {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'plain read-aloud';
  button.setAttribute('aria-pressed', 'false');
  button.textContent = '读给我听';
  let isOn = false;
  const stop = () => {
    isOn = false;
    voice.cancel();
    button.textContent = '读给我听';
    button.setAttribute('aria-pressed', 'false');
  };
  button.addEventListener('click', () => {
    if (isOn) return stop();
    isOn = true;
    button.textContent = '停止朗读';
    button.setAttribute('aria-pressed', 'true');
    for (const text of texts()) say(text);
  });
  document.addEventListener('focusin', ({ target }) => {
    if (!isOn || target === button || target === main) return;
    voice.cancel();
    say(hintOf(target));
  });
  window.addEventListener('pagehide', () => voice.cancel());
  main.prepend(button);
}

/** Outermost pieces only: a list item with a paragraph is said once. */
function texts() {
  return [...main.querySelectorAll(READ)]
    .filter((each) => !each.parentElement.closest(READ) && each.offsetParent !== null)
    .map((each) => each.innerText.trim())
    .filter((text) => text !== '');
}

/** What a field asks and how it is to be filled in, or what a button or link does. */
function hintOf(target) {
  const described = (target.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => (id ? document.getElementById(id)?.innerText : ''))
    .filter(Boolean);
  const label = target.getAttribute('aria-label') ?? target.labels?.[0]?.innerText ?? target.innerText ?? '';
  return [label, ...described].join('。');
}

function say(text) {
  if (!text) return;
  const spoken = new SpeechSynthesisUtterance(text);
  spoken.lang = 'zh-CN';
  spoken.rate = 0.85;
  voice.speak(spoken);
}
