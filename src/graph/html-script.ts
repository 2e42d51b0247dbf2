/** What the page does: search, move, zoom. Plain script, as it stands in the page. */
export const PAGE_SCRIPT = `'use strict';
(() => {
  const entries = JSON.parse(document.getElementById('entries').textContent);
  const picture = document.getElementById('picture');
  const svg = picture.querySelector('svg');
  const search = document.getElementById('search');
  const count = document.getElementById('count');
  const found = document.getElementById('found');
  const whole = svg.getAttribute('viewBox').split(' ').map(Number);
  let view = whole.slice();

  const show = (next) => {
    view = next;
    svg.setAttribute('viewBox', view.join(' '));
  };
  const zoom = (factor, cx, cy) => {
    const [x, y, w, h] = view;
    const width = Math.min(Math.max(w * factor, 160), whole[2] * 3);
    const ratio = width / w;
    show([cx - (cx - x) * ratio, cy - (cy - y) * ratio, width, h * ratio]);
  };
  const middle = () => [view[0] + view[2] / 2, view[1] + view[3] / 2];
  const placeOf = (event) => {
    const matrix = svg.getScreenCTM().inverse();
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
  };

  picture.addEventListener('wheel', (event) => {
    event.preventDefault();
    const { x, y } = placeOf(event);
    zoom(event.deltaY > 0 ? 1.12 : 1 / 1.12, x, y);
  }, { passive: false });
  let held;
  picture.addEventListener('pointerdown', (event) => {
    held = placeOf(event);
    picture.setPointerCapture(event.pointerId);
    picture.classList.add('moving');
  });
  picture.addEventListener('pointermove', (event) => {
    if (!held) return;
    const { x, y } = placeOf(event);
    show([view[0] + held.x - x, view[1] + held.y - y, view[2], view[3]]);
  });
  for (const end of ['pointerup', 'pointercancel']) {
    picture.addEventListener(end, () => {
      held = undefined;
      picture.classList.remove('moving');
    });
  }
  picture.addEventListener('keydown', (event) => {
    const step = view[2] / 12;
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    const move = moves[event.key];
    if (move) show([view[0] + move[0], view[1] + move[1], view[2], view[3]]);
    else if (event.key === '+') zoom(1 / 1.3, ...middle());
    else if (event.key === '-') zoom(1.3, ...middle());
    else if (event.key === '0') show(whole.slice());
    else return;
    event.preventDefault();
  });
  document.getElementById('closer').addEventListener('click', () => zoom(1 / 1.3, ...middle()));
  document.getElementById('farther').addEventListener('click', () => zoom(1.3, ...middle()));
  document.getElementById('whole').addEventListener('click', () => show(whole.slice()));

  const marked = [...svg.querySelectorAll('[data-id]')];
  const lines = [...svg.querySelectorAll('[data-from]')];
  const elementOf = new Map(marked.map((element) => [element.dataset.id, element]));

  const goTo = (id) => {
    const element = elementOf.get(id);
    if (!element) return;
    const box = element.closest('.node').getBoundingClientRect();
    const matrix = svg.getScreenCTM().inverse();
    const from = new DOMPoint(box.left, box.top).matrixTransform(matrix);
    const to = new DOMPoint(box.right, box.bottom).matrixTransform(matrix);
    const width = Math.max((to.x - from.x) * 2, 640);
    const height = width * (whole[3] / whole[2]);
    show([(from.x + to.x) / 2 - width / 2, (from.y + to.y) / 2 - height / 2, width, height]);
  };

  const look = () => {
    const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const hits = words.length === 0 ? [] : entries.filter((entry) => {
      const text = [entry.text, entry.more, entry.within, entry.kind, entry.id].join(' ').toLowerCase();
      return words.every((word) => text.includes(word));
    });
    const ids = new Set(hits.map(({ id }) => id));
    svg.classList.toggle('searching', words.length > 0);
    for (const element of marked) element.classList.toggle('hit', ids.has(element.dataset.id));
    for (const id of ids) elementOf.get(id)?.closest('.node').classList.add('hit');
    for (const line of lines) line.classList.toggle('hit', ids.has(line.dataset.from) || ids.has(line.dataset.to));
    count.textContent = words.length === 0 ? '' : hits.length === 1 ? '1 found' : hits.length + ' found';
    found.hidden = words.length === 0;
    found.replaceChildren(...hits.map((entry) => {
      const item = document.createElement('li');
      const button = document.createElement('button');
      const small = document.createElement('small');
      small.textContent = [entry.kind, entry.within && 'of ' + entry.within, entry.more].filter(Boolean).join(' · ');
      button.append(entry.text, small);
      button.addEventListener('click', () => goTo(entry.id));
      item.append(button);
      return item;
    }));
  };
  search.addEventListener('input', look);
  search.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') found.querySelector('button')?.click();
    if (event.key !== 'Escape') return;
    search.value = '';
    look();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.target === search) return;
    event.preventDefault();
    search.focus();
  });
  const asked = new URLSearchParams(location.hash.slice(1)).get('q');
  if (asked) {
    search.value = asked;
    look();
  }
})();`;
