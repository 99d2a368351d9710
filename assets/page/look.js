// The make-up page's picture: a look before and after, as data in the page. Gradio gives `element`, `props`,
// `trigger` and `watch`; pictures and words come as JSON in props.value.
// Not gr.ImageSlider: that writes both pictures to files at every redraw (docs/adr/0014).

const part = name => element.querySelector(`[data-part="${name}"]`);
const stage = element.querySelector('.look-stage');
let [newest, file, pinned] = [-1, '', false];
let bare = document.querySelector('#look-bare img')?.src ?? '';

function draw() {
  const said = JSON.parse(props.value || '{"at": -1, "empty": true, "words": {}}');
  if (said.at < newest) return; // an answer that was overtaken
  newest = stage.dataset.at = said.at;
  for (const one of element.querySelectorAll('[data-say]')) one.textContent = said.words[one.dataset.say] ?? '';
  stage.hidden = Boolean(said.empty);
  if (said.empty) return forget();
  [file, pinned] = [said.file, Boolean(said.before)];
  for (const name of ['title', 'about', 'left', 'right']) part(name).textContent = said[name];
  part('before').src = said.before || bare;
  part('before').alt = said.left;
  part('after').src = said.after;
  part('after').alt = said.alt_after;
  part('places').innerHTML = said.places; // drawn by our own server, from numbers
  stage.classList.toggle('placed', Boolean(said.places));
  part('split').setAttribute('aria-label', said.words.split);
  part('undo').disabled = !said.undo;
  part('redo').disabled = !said.redo;
  part('pin').setAttribute('aria-pressed', String(said.pin));
  part('places-on').setAttribute('aria-pressed', String(Boolean(said.places)));
  for (const one of document.querySelectorAll('#look-gallery [data-look]')) {
    one.setAttribute('aria-pressed', String(one.dataset.look === said.look));
  }
  slide();
}

function forget() { // the photo is gone: its pictures go, too
  file = '';
  for (const name of ['before', 'after']) part(name).removeAttribute('src');
  part('places').innerHTML = '';
}

function slide() {
  const share = Number(part('split').value);
  part('figure').style.setProperty('--split', `${share}%`);
  const [left, right] = [part('left').textContent, part('right').textContent];
  part('split').setAttribute('aria-valuetext', `${left} ${share}%, ${right} ${100 - share}%`);
}

document.addEventListener('beauty-bare', event => { // the face without make-up, sent once
  bare = event.detail;
  if (!pinned && !stage.hidden && bare) part('before').src = bare;
});
const toggle = (name, act) => {
  part(name).onclick = () => trigger('click', { [act]: part(name).getAttribute('aria-pressed') === 'true' ? 'off' : 'on' });
};
part('split').oninput = slide;
part('undo').onclick = () => trigger('click', { step: 'undo' });
part('redo').onclick = () => trigger('click', { step: 'redo' });
toggle('pin', 'pin');
toggle('places-on', 'places');
part('mirror').onclick = () => { // live.js puts it on, now or when its tab is opened
  window.beautyLook = file;
  document.dispatchEvent(new CustomEvent('beauty-look'));
  trigger('select', { go: 'live' });
};
element.addEventListener('keydown', event => { // as everywhere: Ctrl or Cmd with Z, and with Shift
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
  event.preventDefault();
  trigger('click', { step: event.shiftKey ? 'redo' : 'undo' });
});

watch('value', draw);
draw();
