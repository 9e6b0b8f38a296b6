(() => {
  'use strict';

  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const toast = document.createElement('p');
  toast.className = 'toast';
  toast.setAttribute('role', 'status');
  document.body.append(toast);
  let toastTimer;

  function say(text) {
    toast.textContent = text;
    clearTimeout(toastTimer);
    toastTimer = setTimeout(() => {
      toast.textContent = '';
    }, 2500);
  }

  /* Copies the address that an anchor leads to. */
  for (const anchor of all('a.anchor')) {
    anchor.title = 'Copy the link';
    anchor.addEventListener('click', () => {
      const copied = navigator.clipboard?.writeText(anchor.href);
      copied?.then(() => say('Link copied'), () => {});
    });
  }

  /* Opens whatever folds away what the address names. */
  function reveal() {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      /* A hash that is no encoding names itself. */
    }
    const target = id && document.getElementById(id);
    if (!target) return;
    let closed = false;
    for (let fold = target.closest('details'); fold; fold = fold.parentElement?.closest('details')) {
      closed ||= !fold.open;
      fold.open = true;
    }
    if (target.hidden) target.hidden = false;
    if (closed) target.scrollIntoView();
  }
  addEventListener('hashchange', reveal);
  reveal();

  /* Paper has no folds. */
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = all('details:not([open])');
    for (const fold of opened) fold.open = true;
  });
  addEventListener('afterprint', () => {
    for (const fold of opened) fold.open = false;
    opened = [];
  });

  /* Filters gaps. */
  const form = document.querySelector('form.filter');
  const entries = form
    ? all('.gap, .index-row, .heat-row').map((element) => {
        const { area = '', service = '' } = element.dataset;
        return { element, text: `${service} ${area} ${element.textContent}`.toLowerCase() };
      })
    : [];

  function matches({ element, text }, wanted) {
    const { severity, area, service, services, blocking } = element.dataset;
    if (severity && !wanted.severities.includes(severity)) return false;
    if (wanted.area && area !== wanted.area) return false;
    const names = services === undefined ? [service] : services.split('\n');
    if (wanted.service && !names.includes(wanted.service)) return false;
    if (wanted.blocking && blocking === undefined) return false;
    return wanted.words.every((word) => text.includes(word));
  }

  function filter() {
    const data = new FormData(form);
    const wanted = {
      severities: data.getAll('severity'),
      area: data.get('area') ?? '',
      service: data.get('service') ?? '',
      blocking: data.has('blocking'),
      words: String(data.get('text') ?? '')
        .toLowerCase()
        .split(/\s+/)
        .filter(Boolean),
    };
    let shown = 0;
    for (const entry of entries) {
      const fits = matches(entry, wanted);
      entry.element.hidden = !fits;
      if (fits) shown += 1;
    }
    const status = form.querySelector('.filter-status');
    status.textContent = shown === entries.length ? '' : `${shown} of ${entries.length} shown`;
  }

  if (form) {
    form.hidden = false;
    form.addEventListener('input', filter);
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('reset', () => setTimeout(filter));
    for (const button of all('[data-action]', form)) {
      button.addEventListener('click', () => {
        for (const fold of all('details')) fold.open = button.dataset.action === 'open';
      });
    }
    if (entries.length > 0) filter();
  }

  /* Sorts tables by a column: first the way that a reader expects, then the other way round. */
  function valueOf(row, index, kind) {
    const cell = row.cells[index];
    const text = cell?.dataset.value ?? cell?.textContent.trim() ?? '';
    if (kind !== 'number') return text.toLowerCase();
    const number = Number.parseFloat(text);
    return Number.isNaN(number) ? Number.NEGATIVE_INFINITY : number;
  }

  function sortBy(table, header, index) {
    const kind = header.dataset.sort;
    const before = header.getAttribute('aria-sort');
    const first = kind === 'number' ? 'descending' : 'ascending';
    const order = before === null ? first : before === 'ascending' ? 'descending' : 'ascending';
    for (const other of all('thead th', table)) other.removeAttribute('aria-sort');
    header.setAttribute('aria-sort', order);
    const sign = order === 'ascending' ? 1 : -1;
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row) => ({ row, value: valueOf(row, index, kind) }));
    rows.sort((a, b) => (a.value < b.value ? -sign : a.value > b.value ? sign : 0));
    body.append(...rows.map(({ row }) => row));
  }

  for (const table of all('table.sortable')) {
    all('thead th', table).forEach((header, index) => {
      if (header.dataset.sort === 'none') return;
      /* Not a button element: browsers leave those out where a printed table repeats its head. */
      const button = document.createElement('span');
      button.setAttribute('role', 'button');
      button.tabIndex = 0;
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener('click', () => sortBy(table, header, index));
      button.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        sortBy(table, header, index);
      });
    });
  }
})();
