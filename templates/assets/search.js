// The search page: form, results and address. search-worker.js finds the posts.
// Nothing that is typed leaves the browser or is stored in it.
(function () {
  'use strict';

  const byId = id => document.getElementById(id);
  const options = document.currentScript.dataset;
  const PAGE_SIZE = 20;
  const MAX_QUERY_LENGTH = 400;
  let form, input, suggestionList, strings, months, crisisPhrases, formFields, siteTitle;
  let worker;
  let searchId = 0;
  let state;
  let budgetFactor = 1;
  let answeredQuery = '';
  let isCrisis = false;

  function create(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const key in attributes) {
      if (attributes[key] !== '') element.setAttribute(key, attributes[key]);
    }
    element.append(...children.filter(child => child !== ''));
    return element;
  }

  const format = (text, values) =>
    text.replace(/\{(\w+)\}/g, (placeholder, name) => name in values ? values[name] : placeholder);

  function replaceQuery(text, element) {
    const [before, after] = text.split('{query}');
    return create('span', {}, before, element, after || '', ' ');
  }

  const highlight = pieces => pieces.map((text, i) => i % 2 ? create('mark', {}, text) : text);

  function twoDigits(number) { return String(number).padStart(2, '0'); }

  function formatDay(date) {
    const number = date.getUTCDate();
    return format(strings.date, {
      day: number === 1 && strings.firstOfMonth || number, month: months[date.getUTCMonth()],
      year: date.getUTCFullYear()
    });
  }

  // `date`: 2 * minutes since 1970 in the time zone of the forum, + 1 without a time.
  function timeElement(date) {
    const moment = new Date(Math.floor(date / 2) * 6e4);
    const machine = moment.toISOString();
    if (date % 2) return create('time', { datetime: machine.slice(0, 10) }, formatDay(moment));
    const hour = moment.getUTCHours();
    const clock = format(strings.time, {
      hour, hour2: twoDigits(hour), hour12: hour % 12 || 12,
      minute: twoDigits(moment.getUTCMinutes()),
      am_pm: hour < 12 ? strings.am : strings.pm
    });
    return create('time', { datetime: machine.slice(0, 16) },
      format(strings.dateAndTime, { date: formatDay(moment), time: clock }));
  }

  function readAddress() {
    const values = new URLSearchParams(location.search);
    return {
      q: (values.get('q') || '').slice(0, MAX_QUERY_LENGTH).trim(),
      board: values.get('board') || '', exact: values.get('exact') || '',
      page: Math.max(1, Math.floor(+values.get('page')) || 1)
    };
  }

  function searchURL(changes) {
    const values = { q: state.q, board: state.board, exact: '', page: 1, ...changes };
    const query = new URLSearchParams();
    ['q', 'board', 'exact'].forEach(name => { if (values[name]) query.set(name, values[name]); });
    if (values.page > 1) query.set('page', values.page);
    return location.pathname + '?' + query;
  }

  const link = (text, changes) =>
    create('a', { href: searchURL(changes), 'data-search': '1' }, text);

  function navigate(address) {
    const isSame = new URL(address, location).href === location.href;
    history[isSame ? 'replaceState' : 'pushState'](null, '', address);
    budgetFactor = 1;
    runSearch();
  }

  function runSearch() {
    state = readAddress();
    input.value = state.q;
    document.title = state.q ? state.q + ' – ' + siteTitle : siteTitle;
    isCrisis = false;
    byId('search-crisis').hidden = true;
    showBoardLimit([]);
    closeSuggestions();
    // The previous results stay until the new ones arrive.
    searchId++;
    if (state.q !== answeredQuery) fillForm({ words: state.q });
    const hasQuery = Boolean(state.q);
    byId('search-answer').hidden = !hasQuery;
    byId('search-answer').setAttribute('aria-busy', hasQuery);
    if (!hasQuery) return clear();
    setHeading(strings.busy);
    // Shown without the index, which may fail to load.
    if (crisisPhrases.some(text => normalise(state.q).includes(text))) showCrisis();
    send({ ...question(), id: searchId });
  }

  const question = () => ({ type: 'search', text: state.q, ...state, budgetFactor });

  function clear() {
    byId('search-answer').setAttribute('aria-busy', false);
    ['search-correction', 'search-notes', 'search-results'].forEach(id => {
      byId(id).textContent = '';
    });
    byId('search-pages').hidden = true;
  }

  function setHeading(text) {
    byId('search-heading').textContent = text;
    byId('search-status').textContent = (isCrisis ? strings.crisis + '. ' : '') + text;
  }

  function send(message) {
    if (!worker) {
      worker = new Worker(options.worker);
      worker.onmessage = event => handleMessage(event.data);
      // If no answer is awaited, the next message starts a new worker.
      worker.onerror = () => {
        if (isBusy()) showError(navigator.onLine ? 'missing' : 'offline');
        else worker = undefined;
      };
      const index = new URL(options.index, location).href;
      worker.postMessage({ type: 'start', index });
      // Loaded while the worker starts. If it fails, the worker loads it.
      const target = worker;
      const sendRoot = text => target.postMessage({ type: 'root', text });
      fetch(index + 'root.json', { cache: 'no-cache' })
        .then(answer => answer.ok ? answer.text() : '')
        .then(sendRoot, () => sendRoot(''));
    }
    worker.postMessage(message);
  }

  const isBusy = () => strings && state.q && byId('search-heading').textContent === strings.busy;

  function handleMessage(answer) {
    if (answer.type === 'suggest') showSuggestions(answer);
    if (answer.id !== searchId || answer.type === 'suggest') return;
    if (answer.type === 'crisis') showCrisis();
    if (answer.type === 'failed' && answer.of === 'search') showError(answer.kind);
    if (answer.type === 'search') showAnswer(answer);
  }

  // The words in lower case, without apostrophes, with a space before and after each.
  function normalise(text) {
    return ' ' + text.toLowerCase().replace(/['’]/g, '')
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim() + ' ';
  }

  function showCrisis() {
    isCrisis = true;
    byId('search-crisis').hidden = false;
    setHeading(strings.busy);
  }

  function showError(kind) {
    clear();
    if (worker) worker.terminate();
    worker = undefined;
    const text = strings[kind] || strings.missing;
    setHeading(text);
    const retry = create('button', { type: 'button' }, strings.again);
    retry.onclick = () => { runSearch(); focusHeading(); };
    byId('search-notes').append(retry);
  }

  function showAnswer(answer) {
    clear();
    if (answer.isCrisis) showCrisis();
    const start = (answer.page - 1) * PAGE_SIZE;
    showBoardLimit(answer.boards);
    showCorrection(answer);
    const mistakeKeys = answer.mistakes.map(mistake => mistake.kind + mistake.word);
    answer.mistakes.filter((_, i) => mistakeKeys.indexOf(mistakeKeys[i]) === i)
      .forEach(showMistake);
    const notes = byId('search-notes');
    if (answer.isPartial) notes.append(create('p', { class: 'notice' }, strings.some));
    byId('search-results').append(...answer.posts.map(resultItem));
    byId('search-results').start = start + 1;
    setHeading(summary(answer, start + answer.posts.length));
    if (!answer.posts.length) notes.append(create('p', {}, strings.noneHint));
    showPages(answer);
    fillForm(answer.form);
    answeredQuery = state.q;
  }

  function summary(answer, count) {
    if (!answer.posts.length) {
      const text = answer.isComplete ? strings.none : strings.notYet;
      return format(text, { query: '“' + state.q + '”' });
    }
    return answer.total === undefined ? format(strings.best, { count })
      : format(strings.count, { count: answer.total });
  }

  function showCorrection(answer) {
    const paragraph = byId('search-correction');
    if (answer.showing) {
      paragraph.append(
        replaceQuery(strings.showing, link(answer.showing, { q: answer.showing })),
        replaceQuery(strings.instead, link(state.q, { exact: '1' })));
    } else if (answer.didYouMean) {
      paragraph.append(
        replaceQuery(strings.didYouMean, link(answer.didYouMean, { q: answer.didYouMean })));
    }
  }

  function showMistake(mistake) {
    const note = create('p', { class: 'notice' },
      format(strings[mistake.kind], { word: mistake.word }), ' ');
    if (mistake.choices && mistake.choices.length) {
      note.append('(' + mistake.choices.join(', ') + ') ');
    }
    if (mistake.better) {
      note.append(replaceQuery(strings.didYouMean, link(mistake.better, { q: mistake.better })));
    }
    byId('search-notes').append(note);
  }

  function showBoardLimit(boards) {
    const limit = form.querySelector('.search-limit');
    limit.hidden = !state.board;
    const [, board] = boards.find(([slug]) => slug === state.board) || ['', state.board];
    limit.firstElementChild.textContent = format(strings.limited, { board });
    limit.lastElementChild.href = searchURL({ board: '' });
  }

  function label(isShown, text, kind = '') {
    return isShown ? [' ', create('span', { class: 'mark ' + kind }, text)] : [];
  }

  function resultItem(post) {
    const thread = post.thread;
    const author = post.author + (post.roleLabel ? ', ' + post.roleLabel : '');
    return create('li', {},
      create('h3', { class: 'row-title' },
        create('a', { href: post.url }, ...highlight(post.title)),
        ...label(thread.isPinned, strings.pinned),
        ...label(thread.isAnswered, strings.answered, 'mark-answered'),
        ...label(thread.isClosed, strings.closed)),
      create('p', { class: 'row-facts' },
        create('span', {}, author), ' ',
        create('span', {}, timeElement(post.date)), ' ',
        create('span', {},
          create('a', { href: strings.home + 'boards/' + post.board[0] + '/' }, post.board[1]))),
      ...[[post.isOfficial, strings.official], [post.isAccepted, strings.accepted]]
        .filter(([isShown]) => isShown)
        .map(([, text]) => create('p', { class: 'post-mark' }, text)),
      create('p', { class: 'excerpt' }, post.isNote ? strings.note + ' ' : '', 
        ...highlight(post.text)));
  }

  function showPages(answer) {
    const items = [];
    const add = (text, page) =>
      items.push(link(format(text, { count: PAGE_SIZE }), { ...state, page }));
    if (answer.page > 1) add(strings.previous, answer.page - 1);
    if (answer.hasNext) add(strings.next, answer.page + 1);
    if (!answer.isComplete && !answer.hasNext) {
      const more = create('button', { type: 'button' }, strings.further);
      more.onclick = () => { budgetFactor *= 3; runSearch(); focusHeading(); };
      items.push(more);
    }
    const pages = byId('search-pages');
    pages.hidden = !items.length;
    pages.firstElementChild.replaceWith(
      create('ul', {}, ...items.map(item => create('li', {}, item))));
  }

  function focusHeading() { byId('search-heading').focus(); }

  // The form with a field for each operator

  const quoted = text => /\s/.test(text) ? '"' + text + '"' : text;
  const formField = name => formFields.find(field => field.dataset.part === name);

  function composeQuery() {
    const value = name => formField(name)
      ? formField(name).value.replace(/"/g, name === 'without' ? '"' : '').trim() : '';
    const terms = [formField('words').value.trim()];
    if (value('phrase')) terms.push('"' + value('phrase') + '"');
    (value('without').match(/"[^"]+"|[^\s"]+/g) || []).forEach(word => terms.push('-' + word));
    ['author', 'role', 'board', 'tag', 'after', 'before'].forEach(name => {
      if (value(name)) terms.push(name + ':' + quoted(value(name)));
    });
    ['answered', 'closed'].forEach(name => {
      if (formField(name).checked) terms.push('is:' + name);
    });
    return terms.filter(Boolean).join(' ');
  }

  function fillForm(values) {
    formFields.forEach(field => {
      const value = values[field.dataset.part];
      if (field.type === 'checkbox') field.checked = Boolean(value);
      else field.value = value || '';
    });
  }

  // Suggestions: the combobox pattern of the ARIA Authoring Practices Guide

  let suggestionId = 0;
  let selected = -1;

  function showSuggestions(answer) {
    if (answer.id !== suggestionId || document.activeElement !== input) return;
    selected = -1;
    suggestionList.textContent = '';
    answer.hits.forEach(([kind, text, path], i) => {
      const option = create('li',
        { role: 'option', id: 'suggestion-' + i, 'aria-selected': 'false' },
        create('span', {}, text), ' ', create('span', { class: 'rank' }, strings[kind]));
      option.onclick = () => { location.href = strings.home + path; };
      suggestionList.append(option);
    });
    setListOpen(answer.hits.length > 0);
    const count = answer.hits.length;
    byId('search-suggested').textContent = count ? format(strings.suggested, { count }) : '';
  }

  function setListOpen(isOpen) {
    suggestionList.hidden = !isOpen;
    input.setAttribute('aria-expanded', isOpen);
    selectSuggestion(-1);
  }

  function closeSuggestions() {
    suggestionId++;
    setListOpen(false);
    byId('search-suggested').textContent = '';
  }

  function selectSuggestion(index) {
    selected = index;
    Array.from(suggestionList.children)
      .forEach((option, i) => option.setAttribute('aria-selected', i === index));
    const option = suggestionList.children[index];
    if (!option) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', option.id);
    return option.scrollIntoView({ block: 'nearest' });
  }

  function handleKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const count = suggestionList.children.length;
    if (event.key === 'Escape') closeSuggestions();
    if (step && suggestionList.hidden && count) setListOpen(true);
    if (suggestionList.hidden || event.isComposing) return;
    if (step) {
      event.preventDefault();
      // -1 is the text field: it comes after the last suggestion and before the first.
      selectSuggestion((selected + step + count + 2) % (count + 1) - 1);
    } else if (event.key === 'Enter' && selected >= 0) {
      event.preventDefault();
      suggestionList.children[selected].click();
    }
  }

  function start() {
    form = byId('search-form');
    input = byId('search-q');
    suggestionList = byId('search-suggestions');
    strings = byId('search-data').dataset;
    const texts = selector =>
      Array.from(document.querySelectorAll(selector), element => element.textContent);
    months = texts('#search-data ol li');
    crisisPhrases = texts('#search-data ul li').map(normalise).filter(text => text.trim());
    formFields = Array.from(form.querySelectorAll('[data-part]'));
    siteTitle = document.title;
    form.hidden = false;
    form.onsubmit = event => {
      event.preventDefault();
      closeSuggestions();
      navigate(searchURL({ q: input.value }));
    };
    const narrow = form.querySelector('.search-narrow');
    input.oninput = () => {
      if (narrow.open) fillForm({ words: input.value });
      send({ type: 'suggest', id: ++suggestionId, text: input.value });
    };
    input.onkeydown = handleKey;
    input.onblur = closeSuggestions;
    suggestionList.onmousedown = event => event.preventDefault();
    narrow.oninput = () => { input.value = composeQuery(); };
    narrow.ontoggle = () => {
      if (input.value !== answeredQuery) fillForm({ words: input.value });
    };
    document.addEventListener('click', event => {
      const target = event.target.closest('[data-search], .search-limit a');
      const hasModifier = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
      if (!target || event.button || hasModifier) return;
      event.preventDefault();
      navigate(target.href);
      focusHeading();
    });
    // A link within the page changes no state.
    window.addEventListener('popstate', () => {
      if (JSON.stringify(readAddress()) === JSON.stringify(state)) return;
      budgetFactor = 1;
      runSearch();
    });
    runSearch();
  }

  // Searches while the page is parsed. The answer has no id and is ignored: start() asks again.
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', start);
    state = readAddress();
    if (state.q) send(question());
  } else start();
})();
