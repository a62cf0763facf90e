// Searches in a thread of its own, so that typing never waits: what search.js asks for, from the files
// of the index. What is typed goes no further than here.
(function () {
  'use strict';

  var index;
  var last = {};
  var FEW = 5;
  var A_PAGE = 20;
  var MOST_SUGGESTIONS = 8;
  // Neighbours of a word that there is must be so many times as frequent, as a power of two.
  var FAR_MORE = 3;

  self.onmessage = event => {
    var message = event.data;
    if (message.type === 'start') {
      index = new Index.Index(message.index);
      return;
    }
    var answer = message.type === 'suggest' ? suggest(message.text) : answerTo(message);
    answer.then(result => {
      result.type = message.type;
      result.id = message.id;
      self.postMessage(result);
    }).catch(error => {
      self.postMessage({ type: 'failed', of: message.type, id: message.id, kind: error.kind || 'missing' });
      if (!error.kind) throw error;
    });
  };

  // What is asked twice in turn is looked up once.
  async function answerTo(message) {
    await index.open();
    if (isCrisis(message.text)) self.postMessage({ type: 'crisis', id: message.id });
    var asked = JSON.stringify({ ...message, id: 0, edition: index.root.edition });
    if (last.asked !== asked) last = { asked, answer: search(message) };
    try {
      return { ...await last.answer };
    } catch (error) {
      last = {};
      throw error;
    }
  }

  async function search(message) {
    var found = await find(message.text, message);
    var answer = { mistakes: found.mistakes, form: found.form, boards: index.root.boards };
    var better = await corrected(message, found);
    if (better && !found.posts.length) {
      var other = await find(better, message);
      var isSome = !other.posts.length;
      if (isSome) other = await findSome({ ...message, text: better }, other);
      if (!other.posts.length || (isSome && !found.isUnknown)) {
        better = undefined;
      } else if (found.isUnknown && !message.exact) {
        found = other;
        answer.showing = better;
        answer.isSome = isSome;
      }
    }
    if (better && !answer.showing) answer.didYouMean = better;
    if (!found.posts.length && !better) {
      found = await findSome(message, found);
      answer.isSome = found.posts.length > 0;
    }
    const { page } = message;
    const { total, isComplete } = found;
    const hasNext = found.posts.length > page * A_PAGE;
    Object.assign(answer, { page, total, isComplete, hasNext });
    answer.posts = await shown(found.posts, page, found.keys);
    await nearestNames(answer, found, message.text);
    return answer;
  }

  // Where no post has all words, the posts that lack the fewest, and at most half.
  async function findSome(message, found) {
    var words = found.words.length;
    if (found.mistakes.length || message.exact || !found.isComplete) return found;
    for (var lacking = 1; lacking <= words / 2 && !found.posts.length; lacking++) {
      found = await find(message.text, { ...message, lacking });
    }
    return found;
  }

  // With the lists of one index: while it is being published anew, a second time.
  async function find(text, message) {
    try {
      return await findOnce(text, message);
    } catch (error) {
      if (error.kind !== 'stale') throw error;
      return findOnce(text, message);
    }
  }

  async function findOnce(text, message) {
    var parsed = Query.parse(text, index.root, message.board);
    var finder = new Finding.Finder(index, parsed, message.lacking || 0);
    await finder.prepare();
    var found = await finder.find(message.page * A_PAGE + 1, message.patience);
    found.words = parsed.groups.filter(group => !group.field);
    found.mistakes = parsed.mistakes;
    found.form = parsed.form;
    found.filters = parsed.groups.filter(group => group.part);
    found.known = finder.words;
    found.keys = new Set();
    found.words.forEach(group => group.units.forEach(unit => unit.keys.forEach(key => {
      if (!finder.stop.has(key)) found.keys.add(key);
    })));
    found.isUnknown = tokens(found).some(token => !found.known.has(token.key));
    return found;
  }

  function tokens(found) {
    var all = [].concat(...found.words.map(group => group.words));
    return all.filter(token => !(index.root.stop || []).includes(token.key));
  }

  // Whether words of crisis are in what was typed, in any form of them.
  function isCrisis(text) {
    var inKeys = words => ' ' + Words.of(words, index.isEnglish).map(word => word.key).join(' ') + ' ';
    var typed = inKeys(text);
    return (index.root.crisis || []).some(words => inKeys(words).trim() && typed.includes(inKeys(words)));
  }

  // The query with its rare and unknown words as they may have been meant; undefined for none better.
  async function corrected(message, found) {
    var text = message.text;
    var isAnswered = found.posts.length > FEW || !found.isComplete || message.page > 1;
    if (isAnswered || found.mistakes.length) return undefined;
    var words = uncertain(found).sort((a, b) => b.start - a.start);
    // Beside an unknown word rare ones stand as they are.
    var unknown = words.filter(word => !found.known.has(word.key));
    if (unknown.length) words = unknown;
    var better = await Promise.all(words.map(word => correction(word, found.known.get(word.key))));
    var result = text;
    words.forEach((word, i) => {
      if (better[i]) result = result.slice(0, word.start) + better[i].surface + result.slice(word.end);
    });
    return result === text ? undefined : result;
  }

  // Not those that patients have for something that is known by another name.
  function uncertain(found) {
    var isSynonym = group => group.units.slice(1).some(unit => unit.keys.every(key => found.known.has(key)));
    return tokens({ words: found.words.filter(group => !isSynonym(group)) });
  }

  async function correction(word, known) {
    if (known && (known.df > FEW || known.isCommon)) return undefined;
    if (/\d/.test(word.folded) || word.folded.length < 2) return undefined;
    var least = known ? Math.floor(Math.log2(known.df)) + FAR_MORE : 0;
    return await nearby(word, least, false) || (known ? undefined : nearby(word, least, true));
  }

  async function nearby(word, least, isFurther) {
    var names = Spelling.pieces(word.folded, isFurther).map(name =>
      'c/' + index.piece(name, index.root.spellingBits) + '.json');
    var texts = await Promise.all(Array.from(new Set(names), name => index.json(name)));
    return Spelling.correction(word.folded, word.key, texts, index.isEnglish, least, index.stop);
  }

  async function shown(posts, page, keys) {
    var slice = posts.slice((page - 1) * A_PAGE, page * A_PAGE);
    var all = await Promise.all(slice.map(post => Shown.post(index, post.segment, post.id)));
    return all.filter(Boolean).map(post => (
      { ...post, title: marked(post.thread.title, keys), text: marked(post.text, keys) }));
  }

  // In pieces: every second was looked for.
  function marked(text, keys) {
    var pieces = [];
    var at = 0;
    Words.of(text, index.isEnglish).forEach(word => {
      if (!keys.has(word.key)) return;
      pieces.push(text.slice(at, word.start), text.slice(word.start, word.end));
      at = word.end;
    });
    pieces.push(text.slice(at));
    return pieces;
  }

  // For an author or a tag that there is not: those that begin alike are known from the suggestions.
  async function nearestNames(answer, found, text) {
    for (var filter of found.filters) {
      var part = filter.part;
      var isNamed = part.field === 'author' || part.field === 'tag';
      if (!isNamed || found.known.has(filter.name)) continue;
      var hits = index.root.suggestionBits
        ? await hitsFor(Query.folded(part.value).slice(0, 2)).catch(() => []) : [];
      var kind = part.field === 'author' ? 'm' : 'g';
      var names = new Map();
      hits.forEach(hit => { if (hit[0] === kind) names.set(hit[1], hit[2].split('/')[1]); });
      var nearest = Spelling.nearest(Query.folded(part.value), Array.from(names.keys()));
      // A tag whose name is not in its address is known by that.
      if (nearest && kind === 'g' && Query.slug(nearest) !== names.get(nearest)) nearest = names.get(nearest);
      answer.mistakes.push({
        kind: 'value', word: Query.operator(part.field, part.value),
        better: nearest && Query.rewritten(text, part, Query.operator(part.field, nearest))
      });
    }
  }

  async function suggest(text) {
    await index.open();
    var words = Words.of(text, false).map(word => word.folded);
    var last = words.pop();
    if (!last || last.length < 2 || !index.root.suggestionBits) return { hits: [] };
    var hits = await hitsFor(last);
    words.push(last);
    hits = hits.filter(hit => {
      var own = Words.of(hit[1], false).map(word => word.folded);
      return words.every(typed => own.some(word => word.startsWith(typed)));
    });
    return { hits: hits.slice(0, MOST_SUGGESTIONS) };
  }

  // What has a word that begins so: from the shortest beginning that leaves nothing out.
  async function hitsFor(word) {
    var letters = Array.from(word);
    var entry;
    for (var length = 2; length <= Math.min(6, letters.length); length++) {
      var prefix = letters.slice(0, length).join('');
      var name = 'a/' + index.piece(prefix, index.root.suggestionBits) + '.json';
      var longer = (await index.json(name))[prefix];
      if (!longer) return [];
      entry = longer;
      if (entry.all) break;
    }
    return entry ? entry.hits : [];
  }
})();
