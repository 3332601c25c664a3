/**
 * Offers to find the place by where the device is. Nothing is asked before somebody presses; what is sent is rounded to a hundred metres.
 * Without this script, or without a position, the place is chosen by its name or from the list.
 */
const form = document.querySelector('form[data-locates]');
const DECIMALS = 3;
const WAIT_MS = 15_000;

if (form && navigator.geolocation && window.isSecureContext) {
  form.hidden = false;
  const button = form.querySelector('button');
  const told = form.querySelector('[role=status]');
  form.addEventListener('submit', (event) => {
    if (form.elements.longitude.value !== '') return;
    event.preventDefault();
    button.disabled = true;
    told.textContent = '正在看您在哪里……请在浏览器的询问里选“允许”。';
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.longitude.value = coords.longitude.toFixed(DECIMALS);
        form.elements.latitude.value = coords.latitude.toFixed(DECIMALS);
        button.disabled = false;
        form.requestSubmit(button);
      },
      () => {
        button.disabled = false;
        told.textContent = '没有得到您的位置。请按名称查找，或者一级一级地选。';
      },
      { timeout: WAIT_MS, maximumAge: 600_000 },
    );
  });
}
