// The live mirror. Gradio gives `element`, `props` and `watch`; words and looks come as JSON in props.value.
// Frames go to this page's own server and back, over one socket, at most two under way. Nothing is kept.

const IN_FLIGHT = 2; // frames sent and not answered yet: one travels while the other is worked on
const QUALITY = 0.8; // of the JPEGs sent
const STALLED_MS = 4000; // without a new picture of the camera
const SILENT_MS = 8000; // without an answer of the server
const PATIENCE_MS = 5000; // for a socket to open
const LOOK_EVERY_MS = 120; // while the slider moves

const part = name => element.querySelector(`[data-part="${name}"]`);
const [video, mirror, carrier] = [part('video'), part('mirror'), document.createElement('canvas')];
const pen = mirror.getContext('2d');
const carry = carrier.getContext('2d', { alpha: false });

let said = JSON.parse(props.value);
let shown = { state: 'idle', facts: {} };
let run = 0; // counts starts and stops: what an older one still does is ignored
let stream = null, socket = null, camera = '', ownLook = null;
let flying = 0, encoding = false, side = 640, paused = false, ready = false;
let fresh = false; // the camera has a picture that was not sent yet
let frameAt = 0, answerAt = 0, sent = 0, painted = 0, lookTimer = 0, opened = false;

// words -------------------------------------------------------------------------------------------------------

function write() {
  said = JSON.parse(props.value);
  for (const one of element.querySelectorAll('[data-say]')) one.textContent = said.words[one.dataset.say];
  for (const one of element.querySelectorAll('[data-name]')) {
    one.setAttribute('aria-label', said.words[one.dataset.name]);
  }
  const choices = [['', said.words.bare], ...said.looks];
  if (ownLook) choices.splice(1, 0, ['own', said.words.own]);
  fill(part('look'), choices, part('look').value || said.first);
  show(shown.state, shown.facts);
}

function fill(select, choices, value) {
  select.replaceChildren(...choices.map(([key, label]) => new Option(label, key)));
  select.value = choices.some(([key]) => key === value) ? value : choices[0]?.[0] ?? '';
}

// what the viewer sees: a state is a sentence over the mirror, and which buttons make sense --------------------

const RUNNING = ['running', 'paused'];
const BUTTON = { idle: 'start', asking: '', connecting: '', full: '', running: '', paused: 'go_on', rest: 'go_on' };

function show(state, facts = {}) {
  shown = { state, facts };
  element.querySelector('.live').dataset.state = state;
  const sentence = (said.words[state] ?? '').replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? '');
  part('message').textContent = sentence;
  part('cover').hidden = state === 'running';
  const button = BUTTON[state] ?? 'retry';
  part('start').hidden = !button;
  part('start').textContent = button ? said.words[button] : '';
  part('pause').textContent = said.words[state === 'paused' ? 'go_on' : 'pause'];
  for (const name of ['pause', 'snap']) part(name).disabled = !RUNNING.includes(state);
  part('stop').disabled = state === 'idle';
  if (state !== 'running') part('badge').hidden = true;
}

const trouble = state => { stop(); show(state); };

// camera ------------------------------------------------------------------------------------------------------

const DENIED = { NotAllowedError: 'denied', SecurityError: 'denied', NotReadableError: 'in_use', AbortError: 'in_use' };

async function openCamera() {
  if (!navigator.mediaDevices?.getUserMedia) throw new DOMException('', 'Insecure');
  const which = camera ? { deviceId: { exact: camera } } : { facingMode: 'user' };
  const size = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } };
  return navigator.mediaDevices.getUserMedia({ video: { ...size, ...which }, audio: false });
}

async function listCameras() {
  const devices = await navigator.mediaDevices.enumerateDevices();
  const cameras = devices.filter(one => one.kind === 'videoinput');
  const name = (one, at) => one.label || `${said.words.camera} ${at + 1}`;
  camera = stream?.getVideoTracks()[0]?.getSettings().deviceId ?? camera;
  fill(part('camera'), cameras.map((one, at) => [one.deviceId, name(one, at)]), camera);
  part('cameras').hidden = cameras.length < 2;
}

async function start() {
  stop();
  const mine = run;
  show('asking');
  let opening = null;
  try {
    opening = await openCamera();
  } catch (error) {
    if (mine === run) trouble(error.name === 'Insecure' ? 'insecure' : DENIED[error.name] ?? 'none');
    return;
  }
  if (mine !== run) return opening.getTracks().forEach(track => track.stop());
  stream = opening;
  for (const track of stream.getVideoTracks()) track.onended = () => mine === run && trouble('unplugged');
  video.srcObject = stream;
  await video.play().catch(() => {});
  await listCameras();
  if (mine !== run) return;
  frameAt = performance.now();
  show('connecting');
  connect(mine);
  follow(mine);
}

function stop() {
  run += 1;
  socket?.close();
  stream?.getTracks().forEach(track => track.stop());
  video.srcObject = null;
  stream = socket = null;
  flying = sent = painted = 0;
  encoding = paused = ready = opened = false;
  pen.clearRect(0, 0, mirror.width, mirror.height); // the last picture of a face does not stay
  show('idle');
}

// frames ------------------------------------------------------------------------------------------------------

function follow(mine) {
  const tick = () => {
    if (mine !== run) return;
    frameAt = performance.now();
    fresh = true;
    send(mine);
    next();
  };
  const next = () => ('requestVideoFrameCallback' in video
    ? video.requestVideoFrameCallback(tick) : setTimeout(tick, 33));
  next();
}

function send(mine) {
  if (!fresh || !ready || paused || encoding || flying >= IN_FLIGHT || !video.videoWidth) return;
  const scale = Math.min(1, side / Math.max(video.videoWidth, video.videoHeight));
  const [width, height] = [video.videoWidth, video.videoHeight].map(one => Math.round(one * scale));
  if (carrier.width !== width || carrier.height !== height) Object.assign(carrier, { width, height });
  carry.drawImage(video, 0, 0, width, height);
  fresh = false;
  encoding = true;
  flying += 1;
  carrier.toBlob(blob => {
    if (mine !== run) return;
    encoding = false;
    if (blob && socket?.readyState === WebSocket.OPEN && !paused) socket.send(blob);
    else flying -= 1;
    send(mine); // one that came meanwhile need not wait for the next
  }, 'image/jpeg', QUALITY);
}

async function paint(blob, mine) {
  const number = (sent += 1);
  const picture = await createImageBitmap(blob);
  if (mine === run && number > painted && !paused) {
    painted = number;
    if (mirror.width !== picture.width || mirror.height !== picture.height) {
      Object.assign(mirror, { width: picture.width, height: picture.height });
      mirror.style.aspectRatio = `${picture.width} / ${picture.height}`;
    }
    pen.drawImage(picture, 0, 0);
    if (shown.state !== 'running') show('running');
    mirror.dispatchEvent(new Event('painted'));
  }
  picture.close();
}

// server ------------------------------------------------------------------------------------------------------

const root = () => new URL(window.gradio_config?.root ?? '/', location.href).pathname.replace(/\/$/, '');
const address = scheme => `${scheme}${location.protocol === 'https:' ? 's' : ''}://${location.host}${root()}`;

// The same conversation in single requests, for networks that let no socket through.
class ByPost {
  readyState = WebSocket.CONNECTING;

  constructor() { this.open(); }

  async open() {
    try {
      const { token, told } = await (await this.ask('/ws/live', '')).json();
      this.place = `/live/${token}`;
      this.readyState = 1;
      this.onopen();
      let news = told;
      while (this.readyState === 1 && news?.type !== 'ready') { // waiting in line
        if (news) this.onmessage({ data: JSON.stringify(news) });
        const answer = await this.ask(this.place, '');
        news = answer.status === 200 ? await answer.json() : null;
      }
      if (this.readyState === 1) this.onmessage({ data: JSON.stringify(news) });
    } catch { this.end(); }
  }

  async ask(path, body) {
    const answer = await fetch(address('http') + path, { method: 'POST', body });
    if (!answer.ok) throw new Error(answer.status);
    return answer;
  }

  async send(data) {
    try {
      const answer = await this.ask(this.place, data);
      const told = answer.headers.get('X-Live');
      const picture = told ? await answer.blob() : null;
      this.onmessage({ data: told ?? await answer.text() });
      if (picture) this.onmessage({ data: picture });
    } catch { this.end(); }
  }

  end() {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.onclose();
  }

  close() {
    if (this.readyState === 1) navigator.sendBeacon(address('http') + this.place, 'bye');
    this.readyState = 3;
  }
}

function connect(mine, bySocket = true) {
  const made = bySocket ? new WebSocket(`${address('ws')}/ws/live`) : new ByPost();
  socket = made;
  made.binaryType = 'blob';
  made.onopen = () => { opened = true; answerAt = performance.now(); };
  made.onmessage = event => {
    if (mine !== run) return;
    answerAt = performance.now();
    if (typeof event.data === 'string') return hear(JSON.parse(event.data));
    flying -= 1;
    paint(event.data, mine);
    send(mine);
  };
  made.onclose = () => {
    if (mine !== run || made !== socket) return;
    if (bySocket && !opened) connect(mine, false);
    else trouble(opened ? 'lost' : 'no_socket');
  };
  // a proxy that swallows sockets may never say so
  if (bySocket) setTimeout(() => mine === run && !opened && made === socket && connect(mine, false), PATIENCE_MS);
}

function hear(told) {
  if (told.type === 'ready') { ready = true; side = told.side; wear(); }
  else if (told.type === 'full') show('full', told);
  else if (told.type === 'busy') trouble('busy');
  else if (told.type === 'rest') trouble('rest');
  else if (told.type === 'frame') {
    side = told.side;
    part('badge').hidden = told.face;
  } else if (told.type === 'trouble' && told.frame) flying -= 1;
}

function say(message) {
  if (ready && socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

function wear() {
  const name = part('look').value;
  say({ look: (name === 'own' ? ownLook : name) || null, strength: part('strength').value / 100 });
}

function pause(on) {
  paused = on;
  say({ pause: on });
  show(on ? 'paused' : 'running');
}

// what happens by itself --------------------------------------------------------------------------------------

const visible = () => element.isConnected && element.getClientRects().length > 0;

function look_after() {
  if (!element.isConnected) return clearInterval(watchdog), stop();
  if (stream && !visible()) return stop(); // another tab of the page: the camera goes off
  if (!stream || document.hidden || paused || !ready) return;
  const now = performance.now();
  if (now - frameAt > STALLED_MS) trouble('stalled');
  else if (flying && now - answerAt > SILENT_MS) trouble('lost');
}

const watchdog = setInterval(look_after, 1000);
document.addEventListener('visibilitychange', () => {
  if (!paused && ready) say({ pause: document.hidden });
  frameAt = answerAt = performance.now();
});
navigator.mediaDevices?.addEventListener?.('devicechange', () => stream && listCameras());
window.addEventListener('pagehide', stop);

// A look from elsewhere in the page: window.beautyLook = text of its file, and an event 'beauty-look' for a mirror
// that is open already (Gradio loads this script when its tab is first opened).
function takeLook() {
  ownLook = String(window.beautyLook);
  write();
  part('look').value = 'own';
  wear();
}
document.addEventListener('beauty-look', takeLook);

// buttons -----------------------------------------------------------------------------------------------------

function snap() {
  const picture = document.createElement('canvas');
  Object.assign(picture, { width: mirror.width, height: mirror.height });
  const draw = picture.getContext('2d');
  draw.setTransform(-1, 0, 0, 1, picture.width, 0); // as it is seen: mirrored
  draw.drawImage(mirror, 0, 0);
  picture.toBlob(blob => {
    const link = Object.assign(document.createElement('a'), { download: 'mirror.png', href: URL.createObjectURL(blob) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }, 'image/png');
}

part('start').onclick = () => (shown.state === 'paused' ? pause(false) : start());
part('pause').onclick = () => pause(!paused);
part('stop').onclick = stop;
part('snap').onclick = snap;
part('camera').onchange = () => { camera = part('camera').value; start(); };
part('look').onchange = wear;
part('strength').oninput = () => {
  clearTimeout(lookTimer);
  lookTimer = setTimeout(wear, LOOK_EVERY_MS);
};

watch('value', write);
window.beautyLook ? takeLook() : write();
