// The guide beside Gradio's camera: light is judged here, the face by small pictures sent now and then.
const EVERY_MS = 500; // light
const ASK_EVERY_MS = 1500; // size, place and angle of the face
const SIDE_PX = 256; // longer side of what is sent
const DARK = 55, BURNT = 246, BURNT_SHARE = 0.12, ONE_SIDED = 38; // grey values 0..255 inside the oval

const photo = () => document.querySelector('#photo');
const video = () => photo()?.querySelector('video');
const part = name => element.querySelector(name);
const canvas = document.createElement('canvas');
let askedAt = 0, waiting = false, counting = false, shot = false, said = '';

function grey(data, at) { return 0.3 * data[at] + 0.59 * data[at + 1] + 0.11 * data[at + 2]; }

// mean of the left and right half of the oval, and the share that is burnt out
function light(context, width, height) {
  const { data } = context.getImageData(0, 0, width, height);
  const sums = [0, 0], counts = [0, 0];
  let burnt = 0;
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      const [across, down] = [(x / width - 0.5) / 0.2, (y / height - 0.46) / 0.34];
      if (across * across + down * down > 1) continue;
      const value = grey(data, 4 * (y * width + x)), half = across < 0 ? 0 : 1;
      sums[half] += value; counts[half] += 1;
      if (value > BURNT) burnt += 1;
    }
  }
  const [left, right] = sums.map((sum, half) => sum / Math.max(1, counts[half]));
  if ((left + right) / 2 < DARK) return 'dark';
  if (burnt > BURNT_SHARE * (counts[0] + counts[1])) return 'bright';
  return Math.abs(left - right) > ONE_SIDED ? 'one_sided' : '';
}

function show(name) {
  const guide = part('.guide');
  if (!guide || !name) return;
  guide.dataset.frame = name;
  photo().dataset.frame = name;
  const words = JSON.parse(guide.dataset.words)[name];
  if (words && part('.hint').textContent !== words) part('.hint').textContent = words;
}

function look() {
  const guide = part('.guide'), seen = video();
  if (!guide) return;
  const live = Boolean(seen && seen.readyState >= 2 && seen.videoWidth);
  guide.dataset.stage = live ? 'live' : 'shot';
  guide.hidden = !live && !(shot && photo()?.querySelector('img'));
  if (live) guideBy(seen);
  else if (seen === null || seen === undefined) delete photo()?.dataset.frame;
}

function guideBy(seen) {
  const factor = SIDE_PX / Math.max(seen.videoWidth, seen.videoHeight);
  canvas.width = Math.round(seen.videoWidth * factor);
  canvas.height = Math.round(seen.videoHeight * factor);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(seen, 0, 0, canvas.width, canvas.height);
  const now = performance.now(), found = light(context, canvas.width, canvas.height);
  show(found || said || 'no_face');
  if (document.hidden || now - askedAt < ASK_EVERY_MS || (waiting && now - askedAt < 8000)) return;
  [askedAt, waiting] = [now, true];
  trigger('input', { frame: canvas.toDataURL('image/jpeg', 0.7) });
}

async function countDown() {
  if (counting) return;
  counting = true;
  for (const left of [3, 2, 1]) {
    if (!video()) break;
    photo().dataset.count = left;
    await new Promise(done => setTimeout(done, 1000));
  }
  delete photo().dataset.count;
  counting = false;
  shoot();
}

function shoot() {
  photo().querySelector('button[aria-label="capture photo"]')?.click();
}

function again() {
  photo().querySelector('button[aria-label="Clear"], button[aria-label="Remove Image"]')?.click();
  const opened = new MutationObserver(() => {
    const camera = photo().querySelector('button[aria-label="Capture from camera"]');
    if (!camera) return;
    opened.disconnect();
    camera.click();
    setTimeout(() => photo().querySelector('.access-wrap, [title="grant webcam access"]')?.click(), 300);
  });
  opened.observe(photo(), { childList: true, subtree: true });
  setTimeout(() => opened.disconnect(), 4000);
}

element.addEventListener('click', event => {
  if (event.target.closest('[data-countdown]')) countDown();
  if (event.target.closest('[data-retake]')) again();
});
document.addEventListener('click', event => { // also where the camera's own button is pressed
  if (event.target.closest('#photo button[aria-label="capture photo"]')) shot = true;
  if (event.target.closest('#examples, #delete')) shot = false;
}, true);
new MutationObserver(() => { // the server's answer: a new value of this element
  const guide = part('.guide');
  if (guide && guide.dataset.said && guide.dataset.stamp !== element.dataset.stamp) {
    element.dataset.stamp = guide.dataset.stamp;
    [said, waiting] = [guide.dataset.said, false];
  }
  look();
}).observe(element, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-stamp'] });
setInterval(look, EVERY_MS);
