/* global document, HTMLInputElement */
/** The script of a dossier, run by the reader's browser: draws, filters, and shows what proves a tie. */
import { MultiGraph } from 'graphology';
import Sigma from 'sigma';

const data = JSON.parse(document.getElementById('data').textContent);
const byId = (id) => document.getElementById(id);
const [stage, still, side, list, slider] = ['stage', 'still', 'node', 'nodes', 'until'].map(byId);
const colours = Object.fromEntries(data.types.map(({ code, colour }) => [code, colour]));
const kinds = Object.fromEntries(data.types.map(({ code, labels }) => [code, labels]));
/** In the order of the lines of the still drawing. */
const links = [...data.ties, ...data.successions];
const lines = [...still.querySelectorAll('line')];
const points = [...still.querySelectorAll('[data-node]')];
const tiesOf = data.nodes.map(() => []);
for (const link of links) for (const end of new Set([link.from, link.to])) tiesOf[end].push(link);

const first = links.reduce((day, { begin }) => (begin && begin < day ? begin : day), data.asOf);
const months = (day) => 12 * Number(day.slice(0, 4)) + Number(day.slice(5, 7)) - 1;
const state = { day: data.asOf, chosen: null, hidden: new Set() };

/** Returns an element; text of the data goes in as text, never as markup. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

const said = (labels) =>
  element(
    'span',
    {},
    ...Object.entries(labels).map(([lang, text]) => element('span', { class: 't', lang }, text)),
  );

const isShown = (link) => !state.hidden.has(link.type) && (link.begin ?? '') <= state.day;
const hasEnded = (link) => link.end !== null && link.end !== undefined && link.end < state.day;
const isNodeShown = (index) => data.nodes[index].isRoot || tiesOf[index].some(isShown);

function tableOf(rows) {
  return element(
    'table',
    {},
    element(
      'tbody',
      {},
      ...rows.map((row) =>
        element('tr', {}, element('th', { scope: 'row' }, row[0]), element('td', {}, row[1])),
      ),
    ),
  );
}

function proofPart(proof) {
  const rows = proof.rows.map(({ file, cells }) =>
    element(
      'div',
      { class: 'cells row' },
      file ? element('em', {}, `${file}: `) : null,
      Object.entries(cells)
        .map(([name, value]) => `${name}=${value}`)
        .join(', '),
    ),
  );
  return element('li', { class: 'proof' }, element('code', {}, `${proof.table} ${proof.key}`), ...rows);
}

function tiePart(link, index) {
  const other = link.from === index ? link.to : link.from;
  const jump = element('button', { type: 'button' }, data.nodes[other].label);
  jump.addEventListener('click', () => choose(other));
  const span = `${link.begin ?? '…'} – ${link.end ?? ''}`;
  const title = element(
    'summary',
    {},
    said(kinds[link.type] ?? data.words.succession),
    ` ${data.nodes[other].label} · ${span}`,
  );
  const proofs = link.proofs ?? [];
  const count = link.proofCount === undefined ? '' : ` (${proofs.length} / ${link.proofCount})`;
  return element(
    'details',
    { class: 'tie' },
    title,
    jump,
    element('div', {}, said(data.words.proofs), count),
    element('ul', {}, ...proofs.map(proofPart)),
  );
}

/** Shows what is known about a node, with its ties and their proofs. */
function choose(index) {
  state.chosen = index;
  const node = data.nodes[index];
  const shown = tiesOf[index].filter(isShown);
  side.replaceChildren(
    element('h3', {}, node.label),
    element('p', { class: 'soft' }, said(node.type === undefined ? data.words.employer : kinds[node.type])),
    tableOf(node.facts.map(({ title, value }) => [said(title), value])),
    element('h4', {}, said(data.words.ties), ` (${shown.length})`),
    ...shown.map((link) => tiePart(link, index)),
  );
  list.value = String(index);
  draw();
}

function fillList() {
  const wanted = byId('search').value.toLowerCase();
  const options = data.nodes
    .map((node, index) => ({ node, index }))
    .filter(({ node, index }) => isNodeShown(index) && node.label.toLowerCase().includes(wanted))
    .map(({ node, index }) =>
      element('option', { value: String(index) }, `${node.type === undefined ? '■' : '●'} ${node.label}`),
    );
  list.replaceChildren(...options);
  if (state.chosen !== null) list.value = String(state.chosen);
}

const webgl = () => document.createElement('canvas').getContext('webgl2');

/** Whether a graphics card draws: browsers on virtual desktops and servers lend the processor to WebGL. */
function hasGraphicsCard() {
  const context = webgl();
  const names = context?.getExtension('WEBGL_debug_renderer_info');
  const renderer = context?.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER);
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null && !/swiftshader|llvmpipe|software|basic render/i.test(renderer);
}

/** Returns the moving drawing, which covers the still one. */
function movingDrawing() {
  const graph = new MultiGraph();
  data.nodes.forEach(({ label, type, isRoot, x, y }, index) =>
    graph.addNode(index, {
      label,
      x,
      y: -y,
      size: isRoot ? 9 : type === undefined ? 6 : 3,
      color: isRoot ? '#b00020' : type === undefined ? '#1b2733' : colours[type],
      forceLabel: isRoot,
    }),
  );
  links.forEach((link, index) =>
    graph.addEdgeWithKey(index, link.from, link.to, {
      size: link.type === undefined ? 2.5 : 1,
      type: link.type === undefined ? 'arrow' : 'line',
      color: colours[link.type] ?? '#000',
    }),
  );
  stage.classList.add('has-webgl');
  const drawn = new Sigma(graph, byId('moving'), {
    allowInvalidContainer: true,
    nodeReducer: (key, attributes) => ({
      ...attributes,
      hidden: !isNodeShown(Number(key)),
      highlighted: Number(key) === state.chosen,
    }),
    edgeReducer: (key, attributes) => {
      const link = links[Number(key)];
      const near = state.chosen === null || link.from === state.chosen || link.to === state.chosen;
      const color = !near ? '#e8ebee' : hasEnded(link) ? '#b4bcc4' : attributes.color;
      return { ...attributes, color, hidden: !isShown(link), zIndex: near ? 1 : 0 };
    },
    zIndex: true,
  });
  drawn.on('clickNode', ({ node }) => choose(Number(node)));
  return drawn;
}

/** Drawn by a processor, the moving drawing takes seconds to appear: then the still one stays until somebody asks for it. */
let moving = hasGraphicsCard() ? movingDrawing() : null;
/** Where a node stands on the moving drawing, in pixels: for tests, and for who scripts the page. */
stage.placeOf = (index) => moving?.graphToViewport(moving.getGraph().getNodeAttributes(index));
byId('notice').hidden = moving !== null;
byId('move').addEventListener('click', () => {
  byId('notice').hidden = true;
  if (webgl()) moving = movingDrawing();
});

function drawStill() {
  links.forEach((link, index) => {
    lines[index].classList.toggle('hidden', !isShown(link));
    lines[index].classList.toggle('ended', hasEnded(link));
  });
  points.forEach((point, index) => {
    point.classList.toggle('hidden', !isNodeShown(index));
    point.classList.toggle('chosen', index === state.chosen);
  });
}

function draw() {
  drawStill();
  moving?.refresh();
}

function changed() {
  fillList();
  if (state.chosen !== null) choose(state.chosen);
  else draw();
}

/** The last day of a month, or the as-of date for the last month. */
function dayOf(month) {
  if (month >= months(data.asOf)) return data.asOf;
  const next = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0));
  return next.toISOString().slice(0, 10);
}

slider.min = String(months(first));
slider.max = String(months(data.asOf));
slider.value = slider.max;
slider.addEventListener('input', () => {
  state.day = dayOf(Number(slider.value));
  byId('day').textContent = state.day;
  slider.setAttribute('aria-valuetext', state.day);
  changed();
});
for (const box of document.querySelectorAll('input[name=type]')) {
  box.addEventListener('change', () => {
    if (box instanceof HTMLInputElement && box.checked) state.hidden.delete(box.value);
    else state.hidden.add(box.value);
    changed();
  });
}
list.addEventListener('change', () => choose(Number(list.value)));
byId('search').addEventListener('input', fillList);
still.addEventListener('click', (event) => {
  const point = event.target.closest('[data-node]');
  if (point) choose(Number(point.dataset.node));
});
for (const button of document.querySelectorAll('button[data-language]')) {
  button.addEventListener('click', () => {
    document.documentElement.lang = button.dataset.language;
  });
}

/** Keys of the drawing: arrows move, plus and minus zoom, 0 shows all. */
const view = { x: 0, y: 0, scale: 1 };
const KEYS = {
  ArrowLeft: () => (view.x -= 0.1 / view.scale),
  ArrowRight: () => (view.x += 0.1 / view.scale),
  ArrowUp: () => (view.y -= 0.1 / view.scale),
  ArrowDown: () => (view.y += 0.1 / view.scale),
  '+': () => (view.scale *= 1.25),
  '-': () => (view.scale /= 1.25),
  0: () => Object.assign(view, { x: 0, y: 0, scale: 1 }),
};
stage.addEventListener('keydown', (event) => {
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  const camera = moving?.getCamera();
  if (camera) {
    const { x, y, ratio } = camera.getState();
    Object.assign(view, { x: x - 0.5, y: 0.5 - y, scale: 1 / ratio });
  }
  act();
  camera?.setState({ x: 0.5 + view.x, y: 0.5 - view.y, ratio: 1 / view.scale });
  const size = 1040 / view.scale;
  still.setAttribute('viewBox', `${1040 * view.x - size / 2} ${1040 * view.y - size / 2} ${size} ${size}`);
});

fillList();
drawStill();
document.documentElement.dataset.ready = 'true';
