// Which posts answer a query, best first, from as little of the index as will do: lists are loaded
// from their weightiest and newest chunks on, until nothing that is not yet known could stand higher.
var Finding = (function () {
  'use strict';

  // Bytes of lists after which what was found so far is shown.
  var BUDGET = 24000;
  // A word with fewer bytes left is loaded as a whole: it says where the others need not be.
  var SMALL = 12000;
  var AT_ONCE = 4;
  // A title's word, for the posts below it that do not stand for the thread.
  var FROM_TITLE = 0.5;
  var MOST_MONTHS = 12;

  // How much a word says, by the number of posts that have it.
  function idf(word, posts) {
    return word.key.includes('=') ? 0 : Math.log(1 + (posts - word.df + 0.5) / (word.df + 0.5));
  }

  // Undefined where the post does not have the word.
  function weight(word, id, thread) {
    var value = word.posts.get(id);
    if (!word.threads.has(thread)) return value;
    if (value === undefined) return FROM_TITLE;
    return value < Index.VALUES[Index.TITLE] ? value + FROM_TITLE : value;
  }

  function weightOfUnit(unit, id, thread) {
    var sum = 0;
    for (var i = 0; i < unit.words.length; i++) {
      var value = weight(unit.words[i], id, thread);
      if (value === undefined) return undefined;
      sum += unit.words[i].idf * value;
    }
    return sum * unit.factor;
  }

  function weightOfGroup(group, id, thread) {
    var best;
    for (var i = 0; i < group.units.length; i++) {
      var value = weightOfUnit(group.units[i], id, thread);
      if (value !== undefined && !(best > value)) best = value;
    }
    return best;
  }

  function covers(chunk, segment) { return chunk.from <= segment && segment <= chunk.to; }

  // The most that what is not yet known of a word can weigh in a post of the segment.
  function ceiling(word, segment) {
    var chunk = word.pending.find(one => covers(one, segment));
    return chunk ? word.idf * Index.VALUES[chunk.stream] : undefined;
  }

  function ceilingOfGroup(group, segment) {
    var best;
    group.units.forEach(function (unit) {
      var isOpen = false;
      var sum = unit.words.reduce(function (all, word) {
        var most = ceiling(word, segment);
        if (most !== undefined) isOpen = true;
        else if (word.segments.has(segment)) most = word.idf * Index.VALUES[Index.TITLE];
        return all + most;
      }, 0) * unit.factor;
      if (isOpen && !isNaN(sum) && !(best > sum)) best = sum;
    });
    return best;
  }

  function mayBeIn(group, segment) {
    return group.units.some(unit => unit.words.every(word => word.segments.has(segment)
          || word.pending.some(chunk => covers(chunk, segment))));
  }

  function wordsOf(groups) {
    var words = new Set();
    groups.forEach(function (group) {
      group.units.forEach(function (unit) {
        unit.words.forEach(function (word) { words.add(word); });
      });
    });
    return Array.from(words);
  }

  class Finder {
    constructor(index, query) {
      this.index = index;
      this.query = query;
      this.segments = index.root.segments;
      this.verdicts = new Map();
      this.spent = 0;
      // By key: the words of the query that there are.
      this.words = new Map();
    }

    // Asks the dictionary.
    async prepare() {
      var query = this.query;
      query.groups = query.groups.concat(this.months());
      var all = [];
      query.groups.concat(query.excluded).forEach(function (group) {
        group.units.forEach(function (unit) { all = all.concat(unit.keys); });
      });
      await Promise.all(Array.from(new Set(all), this.ask, this));
      this.groups = query.groups.map(this.known, this);
      this.excluded = query.excluded.map(this.known, this).filter(this.canBeLeftOut, this);
      this.isImpossible = query.isImpossible || !this.groups.length
        || this.groups.some(group => !group.units.length);
      this.required = this.groups.filter(group => !group.isCommon);
      if (!this.required.length) this.required = this.groups;
      this.optional = this.groups.filter(group => !this.required.includes(group), this);
      this.checks = this.excluded.length || query.after > -Infinity || query.before < Infinity
        || this.groups.some(group => group.units.some(isPhrase));
    }

    async ask(key) {
      var word = await this.index.word(key);
      if (!word) return;
      word.idf = idf(word, this.index.root.posts);
      this.words.set(key, word);
    }

    // A few months are lists of their own; more are seen from the posts that were found.
    months() {
      var query = this.query;
      var start = new Date(Date.UTC(2000, 0, 1) + query.after * 6e4);
      var end = Date.UTC(2000, 0, 1) + query.before * 6e4;
      var units = [];
      while (start < end && units.length <= MOST_MONTHS) {
        units.push({ keys: ['in=' + start.toISOString().slice(0, 7)], factor: 1 });
        start = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1));
      }
      return units.length && units.length <= MOST_MONTHS
        ? [{ name: 'in', units: units, words: [], field: 'in' }] : [];
    }

    // With the dictionary's words for keys. Common words have no places: in a phrase any word will do
    // where they stand.
    known(group) {
      var words = this.words;
      var units = group.units.filter(unit => unit.keys.every(key => words.has(key))).map(function (unit) {
        var all = unit.keys.map((key, offset) => ({ word: words.get(key), offset: offset }));
        var placed = all.filter(one => !one.word.isCommon);
        var used = placed.length ? placed : all;
        return {
          factor: unit.factor,
          words: used.map(one => one.word),
          offsets: used.map(one => one.offset),
          isPhrase: placed.length > 1
        };
      });
      var isCommon = units.length > 0 && units.every(unit => unit.words[0].isCommon);
      return { units: units, text: group.text, isCommon: isCommon };
    }

    // Of common words only the weightiest posts are known.
    canBeLeftOut(group) {
      if (group.isCommon) this.query.mistakes.push({ kind: 'common', word: group.text });
      return !group.isCommon;
    }

    // The best posts, at least `need` if there are so many. `patience`: how often somebody asked to
    // look further.
    async find(need, patience) {
      if (this.isImpossible) return { posts: [], total: 0, isComplete: true };
      var start = this.index.loaded;
      for (;;) {
        var state = this.evaluate();
        var posts = await this.checked(state, need, BUDGET * patience);
        var isSure = posts.length >= need && posts[need - 1].score >= state.open;
        var next = this.next();
        var spent = this.index.loaded - start;
        var isSpent = spent >= BUDGET * patience && (posts.length > 0 || spent >= 4 * BUDGET * patience);
        if (isSure || !next.length || isSpent) {
          return { posts: posts, total: this.total(state, posts, next), isComplete: isSure || !next.length };
        }
        await Promise.all(next.map(one => this.index.load(one[0], one[1]), this));
      }
    }

    // Undefined when it is not known how many there are.
    total(state, posts, next) {
      if (next.length) return undefined;
      if (!this.checks) return state.ids.length;
      var isAllChecked = state.ids.every(id => this.verdicts.has(id), this);
      return isAllChecked ? posts.length : undefined;
    }

    // Posts that have all that is required, and `open`, the most that others might come to.
    evaluate() {
      var state = { ids: [], scores: [], open: this.unseen() };
      this.ceilings = this.required.map(() => []);
      var drivers = this.drivers();
      drivers.forEach(function (word, i) {
        word.posts.forEach(function (_, id) {
          for (var j = 0; j < i; j++) if (drivers[j].posts.has(id)) return;
          this.weigh(id, state);
        }, this);
      }, this);
      if (!state.ids.length) this.wholeThreads(state);
      return state;
    }

    // Words one of which each post found must have itself. Those of a group that is wholly known and in
    // no title will do alone.
    drivers() {
      var known = this.required.map(group => wordsOf([group]))
        .filter(words => words.every(word => !word.pending.length && !word.threads.size));
      var size = words => words.reduce((sum, word) => sum + word.posts.size, 0);
      known.sort((a, b) => size(a) - size(b));
      return known[0] || wordsOf(this.required);
    }

    weigh(id, state) {
      var thread = Math.floor(id / Index.STEP);
      var score = 0;
      var isOpen = false;
      for (var i = 0; i < this.required.length; i++) {
        var value = weightOfGroup(this.required[i], id, thread);
        if (value === undefined) {
          value = this.ceilingAt(i, Math.floor(thread / Index.STEP));
          if (value === undefined) return;
          isOpen = true;
        }
        score += value;
      }
      if (isOpen) {
        state.open = Math.max(state.open, score);
        return;
      }
      this.optional.forEach(function (group) { score += weightOfGroup(group, id, thread) || 0; });
      state.ids.push(id);
      state.scores.push(score);
    }

    ceilingAt(group, segment) {
      var ceilings = this.ceilings[group];
      if (!(segment in ceilings)) ceilings[segment] = ceilingOfGroup(this.required[group], segment);
      return ceilings[segment];
    }

    // The most that a post can come to of which nothing is known.
    unseen() {
      var most = -1;
      for (var segment = 0; segment < this.segments; segment++) {
        var sum = this.required.reduce((all, group) => all + ceilingOfGroup(group, segment), 0);
        if (sum > most) most = sum;
      }
      return most;
    }

    // Where only whole threads are asked for, their first posts stand for them.
    wholeThreads(state) {
      var all = wordsOf(this.required);
      if (all.some(word => word.posts.size || !word.key.includes('='))) return;
      var threads = new Set();
      wordsOf([this.required[0]]).forEach(function (word) {
        word.threads.forEach(function (_, thread) { threads.add(thread); });
      });
      threads.forEach(function (thread) {
        var isThere = this.required.every(group => group.units.some(unit => unit.words[0].threads.has(thread)));
        if (!isThere) return;
        state.ids.push(thread * Index.STEP + 1);
        state.scores.push(0);
      }, this);
    }

    // The chunks to be loaded next: of all words in step, none where no post can have all.
    next() {
      var queues = wordsOf(this.required).map(word => word.pending.filter(this.isNeeded, this).map(chunk => [word, chunk]), this).filter(queue => queue.length);
      var small = queues.filter(queue => queue.reduce((sum, one) => sum + one[1].length, 0) <= SMALL);
      if (small.length) queues = small;
      var next = [];
      for (var i = 0; next.length < Math.max(AT_ONCE, queues.length); i++) {
        var row = queues.filter(queue => i < queue.length);
        if (!row.length || (small.length === 0 && i >= Math.max(1, AT_ONCE / queues.length))) break;
        row.forEach(function (queue) { next.push(queue[i]); });
      }
      return next;
    }

    isNeeded(chunk) {
      for (var segment = chunk.from; segment <= chunk.to && segment < this.segments; segment++) {
        var fits = this.required.every(group => mayBeIn(group, segment));
        if (fits) return true;
      }
      return false;
    }

    // The best posts that pass.
    async checked(state, need, bytes) {
      var start = this.index.loaded;
      var ranked = best(state, this.checks ? Infinity : need);
      if (!this.checks) return ranked;
      var passed = [];
      for (var i = 0; i < ranked.length && passed.length < need; i += need) {
        if (this.index.loaded - start > 2 * bytes && passed.length) break;
        var some = ranked.slice(i, i + need);
        var verdicts = await Promise.all(some.map(this.verdict, this));
        passed = passed.concat(some.filter((_, j) => verdicts[j]));
      }
      return passed.slice(0, need);
    }

    async verdict(post) {
      if (!this.verdicts.has(post.id)) this.verdicts.set(post.id, await this.passes(post.id));
      return this.verdicts.get(post.id);
    }

    async passes(id) {
      var thread = Math.floor(id / Index.STEP);
      for (var group of this.required) if (!await this.holds(group, id, thread)) return false;
      for (group of this.excluded) {
        await this.loadAround(group, Math.floor(thread / Index.STEP));
        if (await this.holds(group, id, thread)) return false;
      }
      if (this.query.after === -Infinity && this.query.before === Infinity) return true;
      var post = await Shown.post(this.index, id);
      var minutes = post ? Math.floor(post.date / 2) : NaN;
      return this.query.after <= minutes && minutes < this.query.before;
    }

    async holds(group, id, thread) {
      for (var unit of group.units) {
        if (weightOfUnit(unit, id, thread) === undefined) continue;
        if (!unit.isPhrase || await this.follow(unit, id, thread)) return true;
      }
      return false;
    }

    // Whether the words of a phrase stand one behind the other, in the post or in its thread's title.
    async follow(unit, id, thread) {
      var places = unit.words.map(word => [word, id, false]);
      if (await this.inOrder(places, unit.offsets)) return true;
      places = unit.words.map(word => [word, word.threads.get(thread), true]);
      return this.inOrder(places, unit.offsets);
    }

    async inOrder(places, offsets) {
      var index = this.index;
      var lists = await Promise.all(places.map(place => index.positions(place[0], place[1], place[2])));
      return lists[0].some(first => lists.every((list, i) => list.includes(first + offsets[i] - offsets[0])));
    }

    async loadAround(group, segment) {
      var index = this.index;
      var all = [];
      wordsOf([group]).forEach(function (word) {
        word.pending.forEach(function (chunk) {
          if (covers(chunk, segment)) all.push([word, chunk]);
        });
      });
      for (var one of all) if (!one[1].isKnown) await index.load(one[0], one[1]);
    }
  }

  function isPhrase(unit) { return unit.isPhrase; }

  // The first `count` by score; of equal ones the newest first. Sorting numbers alone is what makes it
  // quick for a hundred thousand.
  function best(state, count) {
    var least = -Infinity;
    if (state.ids.length > 4 * count) {
      var scores = Float64Array.from(state.scores).sort();
      least = scores[scores.length - count];
      var equal = state.ids.filter((_, i) => state.scores[i] === least);
      var newest = Float64Array.from(equal).sort();
      var from = newest[Math.max(0, newest.length - count)];
    }
    var posts = [];
    state.ids.forEach(function (id, i) {
      var score = state.scores[i];
      if (score > least || (score === least && id >= from)) posts.push({ id: id, score: score });
    });
    posts.sort((a, b) => b.score - a.score || b.id - a.id);
    return posts.slice(0, count);
  }

  return { Finder: Finder };
})();
