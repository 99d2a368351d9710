// Gallery, layers and files of the make-up page: every touch becomes one event with what was meant.
// Whatever a control shows by itself is not drawn anew by the server; undo and the like are.

const LONGEST_PX = 1600; // of a reference photo: made smaller here, so that no large file travels
const MOST_LOOK = 40000; // characters of a look file
const row = control => control.closest('[data-layer]');
const at = control => row(control).dataset.layer;
const opened = new Set();

function paint(control, shown, color) {
  row(control).querySelector('.dot').style.background = shown;
  for (const one of row(control).querySelectorAll('[data-color]')) {
    one.setAttribute('aria-pressed', String(one.dataset.color === color));
  }
}

element.addEventListener('click', event => {
  const button = event.target.closest('button');
  if (!button) return;
  const { look, color, shown, save, go } = button.dataset;
  if (look) trigger('click', { pick: look });
  if (save) trigger('click', { save });
  if (go) trigger('select', { go });
  if (color) {
    paint(button, shown, color);
    row(button).querySelector('[data-field-color]').value = shown;
    trigger('click', { layer: at(button), color });
  }
});

element.addEventListener('input', event => {
  const box = event.target;
  if (box.matches('[data-opacity]')) {
    box.parentElement.querySelector('output').textContent = `${box.value}%`;
    trigger('input', { layer: at(box), opacity: box.value / 100, stroke: 'opacity' });
  }
  if (box.matches('[data-field-color]')) {
    paint(box, box.value, '');
    trigger('input', { layer: at(box), color: box.value, stroke: 'color' });
  }
});

element.addEventListener('change', async event => {
  const box = event.target;
  if (box.matches('[data-on]')) {
    row(box).classList.toggle('off', !box.checked);
    trigger('click', { layer: at(box), on: box.checked });
  } else if (box.matches('[data-field]')) {
    const where = row(box).querySelector('[data-where]');
    if (where && box.dataset.field === 'placement') where.textContent = box.selectedOptions[0].textContent;
    trigger('click', { layer: at(box), [box.dataset.field]: box.value });
  } else if (box.matches('[data-add]') && box.value) {
    trigger('click', { add: box.value });
    box.value = '';
  } else if (box.matches('[data-open]') && box.files[0]) {
    const [file, kind] = [box.files[0], box.dataset.open];
    element.querySelector('[data-waiting]').textContent = box.closest('label').dataset.said;
    if (kind === 'look') trigger('upload', { look: await file.slice(0, MOST_LOOK).text(), name: file.name });
    else trigger('upload', { photo: await smaller(file) });
    box.value = '';
  }
});

// A photo as a JPEG of moderate size, upright, without what the camera wrote beside it; '' where it is none.
async function smaller(file) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, LONGEST_PX / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [picture.width * scale, picture.height * scale].map(Math.round);
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/jpeg', 0.92);
  } catch {
    return '';
  }
}

// A redraw patches what is there and would leave boxes as they were touched, so the layers are set as a
// whole; rows that were open stay open. A file that was asked for is saved.
element.addEventListener('toggle', event => {
  const key = event.target.dataset?.key;
  if (key) opened[event.target.open ? 'add' : 'delete'](key);
}, true);
function fill(whole) {
  whole.innerHTML = props.value; // made and escaped by our own server
  const folds = [...whole.querySelectorAll('details[data-key]')];
  if (!folds.some(one => opened.has(one.dataset.key))) return;
  for (const one of folds) one.open = opened.has(one.dataset.key);
}
const whole = element.querySelector('[data-part="whole"]');
if (whole) {
  watch('value', () => fill(whole));
  fill(whole);
}
new MutationObserver(async () => {
  const link = element.querySelector('a[data-fresh]');
  if (!link) return;
  link.removeAttribute('data-fresh');
  const file = await (await fetch(link.href)).blob();
  link.href = URL.createObjectURL(file);
  link.click();
}).observe(element, { childList: true, subtree: true, attributeFilter: ['data-fresh'] });
