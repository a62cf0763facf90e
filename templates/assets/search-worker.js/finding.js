// Finds the best posts for a query. Lists are loaded from their weightiest and newest chunks on, until
// no post that is not yet known could rank higher.
var Finding = (function () {
  'use strict';

  // Bytes of the dictionary and of lists that a search may load before it shows what it has.
  var BUDGET = 27000;
  // Bytes that showing a post costs.
  var PIECE = 1500;
  // A word with fewer bytes left is loaded as a whole: it says where the others need not be.
  var SMALL = 12000;
  var AT_ONCE = 4;
  // A title's word, for the posts below it that do not stand for the thread.
  var FROM_TITLE = 0.5;
  var MOST_MONTHS = 12;

  function idf(word, posts) {
    return word.key.includes('=') ? 0 : Math.log(1 + (posts - word.df + 0.5) / (word.df + 0.5));
  }

  function weight(word, segment, id) {
    var part = word.parts[segment];
    if (!part) return undefined;
    var value = part.posts.get(id);
    if (!part.threads.size || !part.threads.has(Math.floor(id / Index.STEP))) return value;
    if (value === undefined) return FROM_TITLE;
    return value < Index.VALUES[Index.TITLE] ? value + FROM_TITLE : value;
  }

  function weightOfUnit(unit, segment, id) {
    var sum = 0;
    for (var i = 0; i < unit.words.length; i++) {
      var value = weight(unit.words[i], segment, id);
      if (value === undefined) return undefined;
      sum += unit.words[i].idf * value;
    }
    return sum * unit.factor;
  }

  function weightOfGroup(group, segment, id) {
    var best;
    for (var i = 0; i < group.units.length; i++) {
      var value = weightOfUnit(group.units[i], segment, id);
      if (value !== undefined && !(best > value)) best = value;
    }
    return best;
  }

  function covers(chunk, segment) { return chunk.from <= segment && segment <= chunk.to; }

  // The weightiest chunk that is not yet loaded.
  function openChunk(word, segment) {
    var chunks = word.pending;
    for (var i = 0; i < chunks.length; i++) if (covers(chunks[i], segment)) return chunks[i];
  }

  function ceiling(word, segment) {
    var chunk = openChunk(word, segment);
    return chunk && word.idf * Index.VALUES[chunk.stream];
  }

  function ceilingOfGroup(group, segment) {
    var best;
    group.units.forEach(unit => {
      var isOpen = false;
      var sum = unit.words.reduce((all, word) => {
        var most = ceiling(word, segment);
        if (most !== undefined) isOpen = true;
        else if (word.parts[segment]) most = word.idf * Index.VALUES[Index.TITLE];
        return all + most;
      }, 0) * unit.factor;
      if (isOpen && !isNaN(sum) && !(best > sum)) best = sum;
    });
    return best;
  }

  function mayBeIn(group, segment) {
    return group.units.some(unit =>
      unit.words.every(word => word.parts[segment] || openChunk(word, segment)));
  }

  function wordsOf(groups) {
    var words = new Set();
    groups.forEach(group => group.units.forEach(unit => unit.words.forEach(word => words.add(word))));
    return Array.from(words);
  }

  class Finder {
    // `lacking`: how many of the words a post may lack. `patience` multiplies the budget.
    constructor(index, query, lacking, patience) {
      this.lacking = lacking;
      this.patience = patience;
      this.start = index.loaded;
      this.stop = new Set(index.root.stop);
      this.index = index;
      this.query = query;
      this.segments = index.root.segments;
      this.verdicts = new Map();
      this.words = new Map();
    }

    async prepare() {
      var query = this.query;
      this.lastSegment = this.segmentsBefore() - 1;
      this.isByDate = this.isDated() && !query.groups.length;
      query.groups = query.groups.concat(this.months());
      if (!query.groups.length && query.excluded.length && !this.isByDate) {
        query.mistakes.push({ kind: 'onlyWithout', word: '' });
      }
      var all = [];
      query.groups.concat(query.excluded)
        .forEach(group => group.units.forEach(unit => { all = all.concat(unit.keys); }));
      // Stop words are in no post's list, but have to be asked for where there is nothing else.
      var isAlone = all.every(key => this.stop.has(key) || key.includes('='));
      if (isAlone) this.stop.clear();
      await Promise.all(Array.from(new Set(all.filter(key => !this.stop.has(key))), this.ask, this));
      this.groups = query.groups.map(this.known, this);
      this.excluded = query.excluded.map(this.known, this).filter(this.canBeLeftOut, this);
      this.isImpossible = query.isImpossible || !(this.groups.length || this.isByDate)
        || !this.mayLack(this.groups.filter(group => !group.units.length));
      this.required = this.groups.filter(group => !group.isCommon);
      if (!this.required.length) this.required = this.groups;
      this.isOfThreads = this.required.every(group => group.isOfThreads);
      this.required.forEach(group => { group.all = wordsOf([group]); });
      this.all = wordsOf(this.required);
      this.optional = this.groups.filter(group => !this.required.includes(group), this);
      this.lacking = Math.min(this.lacking, this.required.filter(group => !group.isFilter).length - 1);
      this.hasPhrases = this.groups.some(group => group.units.some(unit => unit.isPhrase));
      this.checks = this.excluded.length || this.isDated() || this.hasPhrases;
    }

    isDated() { return this.query.after > -Infinity || this.query.before < Infinity; }

    // Segments that begin in a later month have no post before the date.
    segmentsBefore() {
      if (this.query.before === Infinity) return this.segments;
      var date = new Date(this.query.before * 6e4 - 1);
      var latest = date.getUTCFullYear() * 12 + date.getUTCMonth();
      var month = 0;
      return this.index.root.from.filter(more => (month += more) <= latest).length;
    }

    mayLack(groups) {
      return groups.length <= Math.max(0, this.lacking) && !groups.some(group => group.isFilter);
    }

    mayHave(segment) {
      return segment <= this.lastSegment && this.mayLack(this.required.filter(group => !mayBeIn(group, segment)));
    }

    async ask(key) {
      var word = await this.index.word(key);
      if (!word) return;
      word.idf = idf(word, this.index.root.posts);
      this.words.set(key, word);
    }

    // A few months of those with posts are lists of their own; more are seen from the posts that were
    // found.
    months() {
      var query = this.query;
      if (!this.isDated() || this.isByDate) return [];
      var [first, last] = this.index.root.months;
      var start = new Date(Math.max(query.after * 6e4, month(first)));
      var end = Math.min(query.before * 6e4, month(last + 1));
      var units = [];
      while (start < end && units.length <= MOST_MONTHS) {
        units.push({ keys: ['in=' + start.toISOString().slice(0, 7)], factor: 1 });
        start = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1));
      }
      return units.length > MOST_MONTHS ? [] : [{ name: 'in', units: units, words: [], field: 'in' }];
    }

    // Common words have no positions: in a phrase any word matches them.
    known(group) {
      var words = this.words;
      var isThere = key => words.has(key) || this.stop.has(key);
      var units = group.units.filter(unit => unit.keys.every(isThere)).map(unit => {
        var all = unit.keys.map((key, offset) => ({ word: words.get(key), offset: offset }))
          .filter(one => one.word);
        var placed = all.filter(one => !one.word.isCommon);
        var used = placed.length ? placed : all;
        return {
          factor: unit.factor,
          words: used.map(one => one.word),
          offsets: used.map(one => one.offset),
          isPhrase: placed.length > 1
        };
      }).filter(unit => unit.words.length);
      var isCommon = units.length > 0 && units.every(unit => unit.words[0].isCommon);
      return {
        units: units, text: group.text, isCommon: isCommon, isFilter: Boolean(group.field),
        isOfThreads: /^(?:board|tag|is|in)$/.test(group.field)
      };
    }

    // Of common words only the weightiest posts are known.
    canBeLeftOut(group) {
      if (group.isCommon) this.query.mistakes.push({ kind: 'common', word: group.text });
      return !group.isCommon;
    }

    // The best posts, at least `need` if there are so many.
    async find(need) {
      if (this.isImpossible) return { posts: [], total: 0, isComplete: true };
      if (this.isByDate) return Timeline.find(this, need);
      var isStarted = false;
      for (;;) {
        var state = this.evaluate();
        var posts = await this.checked(state, need);
        var isSure = posts.length >= need && posts[need - 1].score >= state.open;
        var next = isSure ? [] : this.next();
        // Until something is found, the budget is that of a whole page.
        var load = this.affordable(next, isStarted ? posts.length : Index.A_PAGE);
        if (!load.length && !isStarted) load = next.slice(0, AT_ONCE);
        isStarted = true;
        if (!load.length) {
          var isComplete = !next.length && !this.isCut;
          return { posts: posts, total: this.total(state), isComplete: isComplete };
        }
        await Promise.all(load.map(one => this.index.load(one[0], one[1])));
      }
    }

    affordable(next, count) {
      var left = this.budget() + PIECE * Math.max(0, Index.A_PAGE - count);
      return next.filter(one => {
        left -= one[1].length + (this.hasPhrases ? one[1].positionsLength || 0 : 0);
        return left > 0;
      });
    }

    // Bytes that may still be loaded.
    budget() { return BUDGET * this.patience - (this.index.loaded - this.start); }

    total(state) {
      if (this.all.some(word => word.pending.some(this.isNeeded, this))) return undefined;
      if (!this.checks) return state.posts.length;
      var verdicts = state.posts.map(post => this.verdicts.get(nameOf(post)));
      return verdicts.includes(undefined) ? undefined : verdicts.filter(Boolean).length;
    }

    // Posts that have all that is required, and `open`, the most that others might come to.
    evaluate() {
      if (!this.all.some(word => word.parts.length)) return { posts: [], open: Infinity };
      var state = { posts: [], open: -1 };
      for (var segment = 0; segment < this.segments; segment++) {
        if (this.mayHave(segment)) this.look(segment, state);
      }
      return state;
    }

    look(segment, state) {
      var ceilings = this.required.map(group => ceilingOfGroup(group, segment));
      var unseen = ceilings.reduce((sum, value) => sum + (this.lacking > 0 ? value || 0 : value), 0);
      if (unseen > state.open) state.open = unseen;
      var drivers = this.drivers(segment);
      drivers.forEach((part, i) => {
        part.posts.forEach((_, id) => {
          for (var j = 0; j < i; j++) if (drivers[j].posts.has(id)) return;
          this.weigh(segment, id, ceilings, state);
        });
      });
      if (this.isOfThreads) this.wholeThreads(segment, state);
    }

    // What is known in the segment of words one of which each post found must have itself. Those of a
    // group that is wholly known there, and in no title, will do alone.
    drivers(segment) {
      var partsOf = words => words.map(word => word.parts[segment]).filter(Boolean);
      if (this.lacking > 0) return partsOf(this.all);
      var known = this.required.filter(group => group.all.every(word => {
        var part = word.parts[segment];
        return !(part && part.threads.size) && !openChunk(word, segment);
      })).map(group => partsOf(group.all));
      var size = parts => parts.reduce((sum, part) => sum + part.posts.size, 0);
      known.sort((a, b) => size(a) - size(b));
      return known[0] || partsOf(this.all);
    }

    weigh(segment, id, ceilings, state) {
      var score = 0;
      var isOpen = false;
      var lacking = this.lacking;
      for (var i = 0; i < this.required.length; i++) {
        var value = weightOfGroup(this.required[i], segment, id);
        if (value === undefined) {
          value = ceilings[i];
          if (value !== undefined) isOpen = true;
          else if (lacking-- < 1 || this.required[i].isFilter) return;
          else value = 0;
        }
        score += value;
      }
      if (isOpen) {
        state.open = Math.max(state.open, score);
        return;
      }
      this.optional.forEach(group => { score += weightOfGroup(group, segment, id) || 0; });
      state.posts.push({ segment: segment, id: id, score: score });
    }

    // Where only whole threads are asked for, the first posts that are left stand for them.
    wholeThreads(segment, state) {
      var has = (word, thread) => word.parts[segment] && word.parts[segment].threads.has(thread);
      var threads = new Set();
      this.required[0].all.forEach(word => {
        if (word.parts[segment]) word.parts[segment].threads.forEach((_, thread) => threads.add(thread));
      });
      threads.forEach(thread => {
        var isThere = this.required.every(group => group.units.some(unit => has(unit.words[0], thread)));
        var id = thread * Index.STEP + 1;
        if (isThere) state.posts.push({ segment: segment, id: id, score: 0 });
      });
    }

    // The chunks to be loaded next: of all words in step, none where no post can have all.
    next() {
      var queues = this.all
        .map(word => word.pending.filter(this.isNeeded, this).map(chunk => [word, chunk]))
        .filter(queue => queue.length);
      var small = queues.filter(queue => queue.reduce((sum, one) => sum + one[1].length, 0) <= SMALL);
      if (small.length) queues = small;
      var next = [];
      for (var i = 0; next.length < Math.max(AT_ONCE, queues.length); i++) {
        var row = queues.filter(queue => i < queue.length);
        if (!row.length || (small.length === 0 && i >= Math.max(1, AT_ONCE / queues.length))) break;
        next = next.concat(row.map(queue => queue[i]));
      }
      return next;
    }

    isNeeded(chunk) {
      for (var segment = chunk.from; segment <= chunk.to && segment < this.segments; segment++) {
        if (this.mayHave(segment)) return true;
      }
      return false;
    }

    async checked(state, need) {
      if (!this.checks) return best(state.posts, need);
      var ranked = best(state.posts, Infinity);
      var passed = [];
      var start = this.index.loaded;
      for (var i = 0; i < ranked.length && passed.length < need; i += need) {
        this.isCut = this.index.loaded - start > 2 * BUDGET * this.patience;
        if (this.isCut) break;
        var some = ranked.slice(i, i + need);
        var verdicts = await Promise.all(some.map(this.verdict, this));
        passed = passed.concat(some.filter((_, j) => verdicts[j]));
      }
      return passed.slice(0, need);
    }

    async verdict(post) {
      var name = nameOf(post);
      if (!this.verdicts.has(name)) this.verdicts.set(name, await this.passes(post));
      return this.verdicts.get(name);
    }

    async passes(found) {
      var missing = [];
      for (var group of this.required) if (!await this.holds(group, found)) missing.push(group);
      if (!this.mayLack(missing) || await this.isExcluded(found)) return false;
      if (!this.isDated()) return true;
      var post = await Shown.post(this.index, found.segment, found.id);
      var minutes = post ? Math.floor(post.date / 2) : NaN;
      return this.query.after <= minutes && minutes < this.query.before;
    }

    async isExcluded(post) {
      for (var group of this.excluded) {
        await this.loadAround(group, post.segment);
        if (await this.holds(group, post)) return true;
      }
      return false;
    }

    async holds(group, post) {
      for (var unit of group.units) {
        if (weightOfUnit(unit, post.segment, post.id) === undefined) continue;
        if (!unit.isPhrase || await this.follow(unit, post)) return true;
      }
      return false;
    }

    // Whether the words of a phrase follow each other in the post or in its thread's title.
    async follow(unit, post) {
      var thread = Math.floor(post.id / Index.STEP);
      var title = word => word.parts[post.segment].threads.get(thread);
      return await this.inOrder(unit, word => this.index.positions(word, post.segment, post.id, false))
        || this.inOrder(unit, word => this.index.positions(word, post.segment, title(word), true));
    }

    async inOrder(unit, places) {
      var lists = await Promise.all(unit.words.map(places));
      var offsets = unit.offsets;
      return lists[0].some(first =>
        lists.every((list, i) => list.includes(first + offsets[i] - offsets[0])));
    }

    async loadAround(group, segment) {
      var index = this.index;
      var all = [];
      wordsOf([group]).forEach(word => word.pending.forEach(chunk => {
        if (covers(chunk, segment)) all.push([word, chunk]);
      }));
      for (var one of all) if (!one[1].isKnown) await index.load(one[0], one[1]);
    }
  }

  // Its beginning, in milliseconds; months count since year 0.
  function month(number) { return Date.UTC(Math.floor(number / 12), number % 12); }

  function nameOf(post) { return post.segment + ' ' + post.id; }

  // The first `count` by score, then the newest. Sorts only posts that can be among them.
  function best(posts, count) {
    if (posts.length > 4 * count) {
      var scores = Float64Array.from(posts, post => post.score).sort();
      var least = scores[scores.length - count];
      var above = posts.filter(post => post.score > least);
      // They come in the order of the index, the oldest segment first.
      var equal = posts.filter(post => post.score === least);
      var oldest = equal[Math.max(0, equal.length - count)].segment;
      posts = above.concat(equal.filter(post => post.segment >= oldest));
    }
    return posts.slice().sort((a, b) => b.score - a.score || b.segment - a.segment || b.id - a.id)
      .slice(0, count);
  }

  return { Finder };
})();
