// The search page: its form, its results and its address. search-worker.js looks things up. Nothing
// that is typed leaves the browser or stays in it.
(function () {
  'use strict';

  const get = id => document.getElementById(id);
  const own = document.currentScript.dataset;
  const A_PAGE = 20;
  const LONGEST = 400;
  let form, input, list, words, months, crisis, parts, siteTitle;
  let worker;
  let searches = 0;
  let state;
  let patience = 1;
  let answered = '';
  let isCrisis = false;

  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const key in attributes) if (attributes[key] !== '') element.setAttribute(key, attributes[key]);
    element.append(...children.filter(one => one !== ''));
    return element;
  }

  const fill = (text, values) =>
    text.replace(/\{(\w+)\}/g, (place, name) => name in values ? values[name] : place);

  // A text with an element at its place for the query.
  function around(text, element) {
    const [before, after] = text.split('{query}');
    return make('span', {}, before, element, after || '', ' ');
  }

  const marked = pieces => pieces.map((text, i) => i % 2 ? make('mark', {}, text) : text);

  function two(number) { return String(number).padStart(2, '0'); }

  function day(date) {
    const number = date.getUTCDate();
    return fill(words.date, {
      day: number === 1 && words.firstOfMonth || number, month: months[date.getUTCMonth()],
      year: date.getUTCFullYear()
    });
  }

  // As all pages write it, by the forum's clock. `date`: minutes since 1970, doubled; odd for a day alone.
  function time(date) {
    const moment = new Date(Math.floor(date / 2) * 6e4);
    const machine = moment.toISOString();
    if (date % 2) return make('time', { datetime: machine.slice(0, 10) }, day(moment));
    const hour = moment.getUTCHours();
    const clock = fill(words.time, {
      hour, hour2: two(hour), hour12: hour % 12 || 12, minute: two(moment.getUTCMinutes()),
      am_pm: hour < 12 ? words.am : words.pm
    });
    return make('time', { datetime: machine.slice(0, 16) },
      fill(words.dateAndTime, { date: day(moment), time: clock }));
  }

  // What is searched for, and where that stands: in the address

  function read() {
    const values = new URLSearchParams(location.search);
    return {
      q: (values.get('q') || '').slice(0, LONGEST).trim(), board: values.get('board') || '', exact: values.get('exact') || '',
      page: Math.max(1, Math.floor(+values.get('page')) || 1)
    };
  }

  function url(changes) {
    const values = { q: state.q, board: state.board, exact: '', page: 1, ...changes };
    const query = new URLSearchParams();
    ['q', 'board', 'exact'].forEach(name => { if (values[name]) query.set(name, values[name]); });
    if (values.page > 1) query.set('page', values.page);
    return location.pathname + '?' + query;
  }

  const link = (text, changes) => make('a', { href: url(changes), 'data-search': '1' }, text);

  function go(address) {
    const isSame = new URL(address, location).href === location.href;
    history[isSame ? 'replaceState' : 'pushState'](null, '', address);
    patience = 1;
    run();
  }

  function run() {
    state = read();
    input.value = state.q;
    document.title = state.q ? state.q + ' – ' + siteTitle : siteTitle;
    isCrisis = false;
    get('search-crisis').hidden = true;
    showLimit([]);
    close();
    // The last answer stays until the next is there.
    searches++;
    if (state.q !== answered) fillForm({ words: state.q });
    const isAsked = Boolean(state.q);
    get('search-answer').hidden = !isAsked;
    get('search-answer').setAttribute('aria-busy', isAsked);
    if (!isAsked) return clear();
    head(words.busy);
    // At once, and where no index comes.
    if (crisis.some(text => plain(state.q).includes(text))) showCrisis();
    ask({ ...question(), id: searches });
  }

  const question = () => ({ type: 'search', text: state.q, ...state, patience });

  function clear() {
    get('search-answer').setAttribute('aria-busy', false);
    ['search-correction', 'search-notes', 'search-results'].forEach(id => { get(id).textContent = ''; });
    get('search-pages').hidden = true;
  }

  function head(text) {
    get('search-heading').textContent = text;
    get('search-status').textContent = (isCrisis ? words.crisis + '. ' : '') + text;
  }

  function ask(message) {
    if (!worker) {
      worker = new Worker(own.worker);
      worker.onmessage = event => hear(event.data);
      // Before the page is there, the next question finds out.
      worker.onerror = () => isBusy() ? fail(navigator.onLine ? 'missing' : 'offline') : worker = undefined;
      const index = new URL(own.index, location).href;
      worker.postMessage({ type: 'start', index });
      // On its way before the worker is there, which asks again for what did not come.
      const asked = worker;
      const give = text => asked.postMessage({ type: 'root', text });
      fetch(index + 'root.json', { cache: 'no-cache' }).then(answer => answer.ok ? answer.text() : '')
        .then(give, () => give(''));
    }
    worker.postMessage(message);
  }

  const isBusy = () => words && state.q && get('search-heading').textContent === words.busy;

  function hear(answer) {
    if (answer.type === 'suggest') suggest(answer);
    if (answer.id !== searches || answer.type === 'suggest') return;
    if (answer.type === 'crisis') showCrisis();
    if (answer.type === 'failed' && answer.of === 'search') fail(answer.kind);
    if (answer.type === 'search') show(answer);
  }

  // Words with spaces around them, without what people leave out.
  function plain(text) {
    return ' ' + text.toLowerCase().replace(/['’]/g, '').replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim() + ' ';
  }

  function showCrisis() {
    isCrisis = true;
    get('search-crisis').hidden = false;
    head(words.busy);
  }

  function fail(kind) {
    clear();
    if (worker) worker.terminate();
    worker = undefined;
    const text = words[kind] || words.missing;
    head(text);
    const again = make('button', { type: 'button' }, words.again);
    again.onclick = () => { run(); focusHeading(); };
    get('search-notes').append(again);
  }

  function show(answer) {
    clear();
    if (answer.isCrisis) showCrisis();
    const first = (answer.page - 1) * A_PAGE;
    showLimit(answer.boards);
    showCorrection(answer);
    const told = answer.mistakes.map(one => one.kind + one.word);
    answer.mistakes.filter((_, i) => told.indexOf(told[i]) === i).forEach(showMistake);
    if (answer.isSome) get('search-notes').append(make('p', { class: 'notice' }, words.some));
    get('search-results').append(...answer.posts.map(result));
    get('search-results').start = first + 1;
    head(summary(answer, first + answer.posts.length));
    if (!answer.posts.length) get('search-notes').append(make('p', {}, words.noneHint));
    showPages(answer);
    fillForm(answer.form);
    answered = state.q;
  }

  function summary(answer, count) {
    if (!answer.posts.length) return fill(answer.isComplete ? words.none : words.notYet, { query: '“' + state.q + '”' });
    return answer.total === undefined ? fill(words.best, { count }) : fill(words.count, { count: answer.total });
  }

  function showCorrection(answer) {
    const place = get('search-correction');
    if (answer.showing) {
      place.append(
        around(words.showing, link(answer.showing, { q: answer.showing })),
        around(words.instead, link(state.q, { exact: '1' })));
    } else if (answer.didYouMean) {
      place.append(around(words.didYouMean, link(answer.didYouMean, { q: answer.didYouMean })));
    }
  }

  function showMistake(mistake) {
    const note = make('p', { class: 'notice' }, fill(words[mistake.kind], { word: mistake.word }), ' ');
    if (mistake.choices && mistake.choices.length) note.append('(' + mistake.choices.join(', ') + ') ');
    if (mistake.better) {
      note.append(around(words.didYouMean, link(mistake.better, { q: mistake.better })));
    }
    get('search-notes').append(note);
  }

  function showLimit(boards) {
    const limit = form.querySelector('.search-limit');
    limit.hidden = !state.board;
    const board = boards.find(one => one[0] === state.board);
    limit.firstElementChild.textContent = fill(words.limited, { board: board ? board[1] : state.board });
    limit.lastElementChild.href = url({ board: '' });
  }

  function mark(is, text, kind) { return is ? [' ', make('span', { class: 'mark ' + (kind || '') }, text)] : []; }

  function result(post) {
    const thread = post.thread;
    const author = post.author + (post.roleLabel ? ', ' + post.roleLabel : '');
    return make('li', {},
      make('h3', { class: 'row-title' }, make('a', { href: post.url }, ...marked(post.title)),
        ...mark(thread.isPinned, words.pinned), ...mark(thread.isAnswered, words.answered, 'mark-answered'),
        ...mark(thread.isClosed, words.closed)),
      make('p', { class: 'row-facts' }, make('span', {}, author), ' ', make('span', {}, time(post.date)), ' ',
        make('span', {}, make('a', { href: words.home + 'boards/' + post.board[0] + '/' }, post.board[1]))),
      ...[[post.isOfficial, words.official], [post.isAccepted, words.accepted]].filter(one => one[0])
        .map(one => make('p', { class: 'post-mark' }, one[1])),
      make('p', { class: 'excerpt' }, post.isNote ? words.note + ' ' : '', ...marked(post.text)));
  }

  function showPages(answer) {
    const items = [];
    if (answer.page > 1) items.push(link(fill(words.previous, { count: A_PAGE }), { ...state, page: answer.page - 1 }));
    if (answer.hasNext) items.push(link(fill(words.next, { count: A_PAGE }), { ...state, page: answer.page + 1 }));
    if (!answer.isComplete && !answer.hasNext) {
      const further = make('button', { type: 'button' }, words.further);
      further.onclick = () => { patience *= 3; run(); focusHeading(); };
      items.push(further);
    }
    get('search-pages').hidden = !items.length;
    get('search-pages').firstElementChild.replaceWith(make('ul', {}, ...items.map(item => make('li', {}, item))));
  }

  function focusHeading() { get('search-heading').focus(); }

  // The form for those who type no operators: it writes them

  const quoted = text => /\s/.test(text) ? '"' + text + '"' : text;
  const part = name => parts.find(one => one.dataset.part === name);

  function compose() {
    const value = name => part(name) ? part(name).value.replace(/"/g, name === 'without' ? '"' : '').trim() : '';
    const all = [part('words').value.trim()];
    if (value('phrase')) all.push('"' + value('phrase') + '"');
    (value('without').match(/"[^"]+"|[^\s"]+/g) || []).forEach(word => all.push('-' + word));
    ['author', 'role', 'board', 'tag', 'after', 'before'].forEach(name => {
      if (value(name)) all.push(name + ':' + quoted(value(name)));
    });
    ['answered', 'closed'].forEach(name => { if (part(name).checked) all.push('is:' + name); });
    return all.filter(Boolean).join(' ');
  }

  function fillForm(values) {
    parts.forEach(one => {
      const value = values[one.dataset.part];
      if (one.type === 'checkbox') one.checked = Boolean(value);
      else one.value = value || '';
    });
  }

  // Suggestions: a combobox with a list, as the ARIA Authoring Practices have it

  let suggestions = 0;
  let chosen = -1;

  function suggest(answer) {
    if (answer.id !== suggestions || document.activeElement !== input) return;
    chosen = -1;
    list.textContent = '';
    answer.hits.forEach(([kind, text, path], i) => {
      const option = make('li', { role: 'option', id: 'suggestion-' + i, 'aria-selected': 'false' },
        make('span', {}, text), ' ', make('span', { class: 'rank' }, words[kind]));
      option.onclick = () => { location.href = words.home + path; };
      list.append(option);
    });
    open(answer.hits.length > 0);
    const count = answer.hits.length;
    get('search-suggested').textContent = count ? fill(words.suggested, { count }) : '';
  }

  function open(isOpen) {
    list.hidden = !isOpen;
    input.setAttribute('aria-expanded', isOpen);
    choose(-1);
  }

  function close() {
    suggestions++;
    open(false);
    get('search-suggested').textContent = '';
  }

  function choose(number) {
    chosen = number;
    Array.from(list.children).forEach((option, i) => option.setAttribute('aria-selected', i === number));
    const option = list.children[number];
    if (!option) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', option.id);
    return option.scrollIntoView({ block: 'nearest' });
  }

  function press(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const count = list.children.length;
    if (event.key === 'Escape') close();
    if (step && list.hidden && count) open(true);
    if (list.hidden || event.isComposing) return;
    if (step) {
      event.preventDefault();
      // From the last back to the text, and on to the first.
      choose((chosen + step + count + 2) % (count + 1) - 1);
    } else if (event.key === 'Enter' && chosen >= 0) {
      event.preventDefault();
      list.children[chosen].click();
    }
  }

  function start() {
    form = get('search-form');
    input = get('search-q');
    list = get('search-suggestions');
    words = get('search-data').dataset;
    const texts = selector => Array.from(document.querySelectorAll(selector), one => one.textContent);
    months = texts('#search-data ol li');
    crisis = texts('#search-data ul li').map(plain).filter(text => text.trim());
    parts = Array.from(form.querySelectorAll('[data-part]'));
    siteTitle = document.title;
    form.hidden = false;
    form.onsubmit = event => {
      event.preventDefault();
      close();
      go(url({ q: input.value }));
    };
    const narrow = form.querySelector('.search-narrow');
    input.oninput = () => {
      if (narrow.open) fillForm({ words: input.value });
      ask({ type: 'suggest', id: ++suggestions, text: input.value });
    };
    input.onkeydown = press;
    input.onblur = close;
    list.onmousedown = event => event.preventDefault();
    narrow.oninput = () => { input.value = compose(); };
    narrow.ontoggle = () => { if (input.value !== answered) fillForm({ words: input.value }); };
    document.addEventListener('click', event => {
      const target = event.target.closest('[data-search], .search-limit a');
      if (!target || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      go(target.href);
      focusHeading();
    });
    // Links within the page are no other search.
    window.addEventListener('popstate', () => {
      if (JSON.stringify(read()) === JSON.stringify(state)) return;
      patience = 1;
      run();
    });
    run();
  }

  // Begins while the page is still being read; start() asks again. (An answer without a number is not
  // shown.)
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', start);
    state = read();
    if (state.q) ask(question());
  } else start();
})();
