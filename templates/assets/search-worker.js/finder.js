// Finds the posts with the highest scores for a query. Loads the chunks of the highest weight
// first, of these the newest first, until no other post can have a higher score.
var Finder = (function () {
  'use strict';

  // Limit of dictionary and list bytes before results are shown.
  var BUDGET_BYTES = 27000;
  var BYTES_PER_RESULT = 1500;
  // A word with at most so many bytes left is loaded first, because it limits where posts can be.
  var SMALL_WORD_BYTES = 12000;
  var CHUNKS_PER_ROUND = 4;
  // Weight of a word of the title for posts that are not indexed with the title.
  var TITLE_WEIGHT = 0.5;
  var MAX_MONTHS = 12;

  function idf(word, posts) {
    return word.key.includes('=') ? 0 : Math.log(1 + (posts - word.df + 0.5) / (word.df + 0.5));
  }

  function weight(word, segment, id) {
    var part = word.parts[segment];
    if (!part) return undefined;
    var value = part.posts.get(id);
    if (!part.threads.size || !part.threads.has(Math.floor(id / Index.THREAD_STEP))) return value;
    if (value === undefined) return TITLE_WEIGHT;
    return value < Index.VALUES[Index.TITLE_STREAM] ? value + TITLE_WEIGHT : value;
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

  // The chunk with the highest weight that is not loaded.
  function pendingChunk(word, segment) {
    var chunks = word.pending;
    for (var i = 0; i < chunks.length; i++) if (covers(chunks[i], segment)) return chunks[i];
  }

  function upperBound(word, segment) {
    var chunk = pendingChunk(word, segment);
    return chunk && word.idf * Index.VALUES[chunk.stream];
  }

  function upperBoundOfGroup(group, segment) {
    var best;
    group.units.forEach(unit => {
      var isPending = false;
      var sum = unit.words.reduce((total, word) => {
        var bound = upperBound(word, segment);
        if (bound !== undefined) isPending = true;
        else if (word.parts[segment]) bound = word.idf * Index.VALUES[Index.TITLE_STREAM];
        return total + bound;
      }, 0) * unit.factor;
      if (isPending && !isNaN(sum) && !(best > sum)) best = sum;
    });
    return best;
  }

  function mayOccurIn(group, segment) {
    return group.units.some(unit =>
      unit.words.every(word => word.parts[segment] || pendingChunk(word, segment)));
  }

  function wordsOf(groups) {
    var words = new Set();
    groups.forEach(group => group.units.forEach(unit => unit.words.forEach(words.add, words)));
    return Array.from(words);
  }

  class Finder {
    // `maxMissing`: number of words that a post may lack.
    constructor(index, query, maxMissing, budgetFactor) {
      this.maxMissing = maxMissing;
      this.budgetFactor = budgetFactor;
      this.loadedBefore = index.loaded;
      this.stopWords = new Set(index.root.stop);
      this.index = index;
      this.query = query;
      this.segments = index.root.segments;
      this.results = new Map();
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
      // Stop words have no lists for texts. They are looked up only if there is nothing else.
      var hasOnlyStopWords = all.every(key => this.stopWords.has(key) || key.includes('='));
      if (hasOnlyStopWords) this.stopWords.clear();
      var keys = new Set(all.filter(key => !this.stopWords.has(key)));
      await Promise.all(Array.from(keys, this.loadWord, this));
      this.groups = query.groups.map(this.resolve, this);
      this.excluded = query.excluded.map(this.resolve, this).filter(this.canExclude, this);
      this.isImpossible = query.isImpossible || !(this.groups.length || this.isByDate)
        || !this.canMiss(this.groups.filter(group => !group.units.length));
      this.required = this.groups.filter(group => !group.isCommon);
      if (!this.required.length) this.required = this.groups;
      this.matchesThreads = this.required.every(group => group.matchesThreads);
      this.required.forEach(group => { group.all = wordsOf([group]); });
      this.requiredWords = wordsOf(this.required);
      this.optional = this.groups.filter(group => !this.required.includes(group), this);
      var words = this.required.filter(group => !group.isFilter);
      this.maxMissing = Math.min(this.maxMissing, words.length - 1);
      this.hasPhrases = this.groups.some(group => group.units.some(unit => unit.isPhrase));
      this.needsCheck = this.excluded.length || this.isDated() || this.hasPhrases;
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

    canMiss(groups) {
      return groups.length <= Math.max(0, this.maxMissing) && !groups.some(group => group.isFilter);
    }

    mayMatch(segment) {
      return segment <= this.lastSegment
        && this.canMiss(this.required.filter(group => !mayOccurIn(group, segment)));
    }

    async loadWord(key) {
      var word = await this.index.word(key);
      if (!word) return;
      word.idf = idf(word, this.index.root.posts);
      this.words.set(key, word);
    }

    // A short range is also limited by the lists of its months.
    months() {
      var query = this.query;
      if (!this.isDated() || this.isByDate) return [];
      var [first, last] = this.index.root.months;
      var start = new Date(Math.max(query.after * 6e4, startOfMonth(first)));
      var end = Math.min(query.before * 6e4, startOfMonth(last + 1));
      var units = [];
      while (start < end && units.length <= MAX_MONTHS) {
        units.push({ keys: ['in=' + start.toISOString().slice(0, 7)], factor: 1 });
        start = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1));
      }
      return units.length > MAX_MONTHS ? [] : [{ name: 'in', units, words: [], field: 'in' }];
    }

    // Common words have no positions: in a phrase, any word matches them.
    resolve(group) {
      var words = this.words;
      var isIndexed = key => words.has(key) || this.stopWords.has(key);
      var units = group.units.filter(unit => unit.keys.every(isIndexed)).map(unit => {
        var all = unit.keys.map((key, offset) => ({ word: words.get(key), offset }))
          .filter(entry => entry.word);
        var positioned = all.filter(entry => !entry.word.isCommon);
        var used = positioned.length ? positioned : all;
        return {
          factor: unit.factor,
          words: used.map(entry => entry.word),
          offsets: used.map(entry => entry.offset),
          isPhrase: positioned.length > 1
        };
      }).filter(unit => unit.words.length);
      var isCommon = units.length > 0 && units.every(unit => unit.words[0].isCommon);
      return {
        units, text: group.text, isCommon, isFilter: Boolean(group.field),
        matchesThreads: /^(?:board|tag|is|in)$/.test(group.field)
      };
    }

    // The lists of common words are incomplete, so posts cannot be excluded by them.
    canExclude(group) {
      if (group.isCommon) this.query.mistakes.push({ kind: 'common', word: group.text });
      return !group.isCommon;
    }

    // The best posts, at least `needed` if there are so many.
    async find(needed) {
      if (this.isImpossible) return { posts: [], total: 0, isComplete: true };
      if (this.isByDate) return Timeline.find(this, needed);
      var isStarted = false;
      for (;;) {
        var state = this.evaluate();
        var posts = await this.verified(state, needed);
        var isFinal = posts.length >= needed && posts[needed - 1].score >= state.bound;
        var next = isFinal ? [] : this.nextChunks();
        // Fewer posts than a page leave bytes for more chunks, except in the first round.
        var batch = this.withinBudget(next, isStarted ? posts.length : Index.PAGE_SIZE);
        if (!batch.length && !isStarted) batch = next.slice(0, CHUNKS_PER_ROUND);
        isStarted = true;
        if (!batch.length) {
          var isComplete = !next.length && !this.isOverBudget;
          return { posts, total: this.total(state), isComplete };
        }
        await Promise.all(batch.map(([word, chunk]) => this.index.load(word, chunk)));
      }
    }

    withinBudget(next, count) {
      var left = this.bytesLeft() + BYTES_PER_RESULT * Math.max(0, Index.PAGE_SIZE - count);
      return next.filter(([, chunk]) => {
        left -= chunk.length + (this.hasPhrases ? chunk.positionsLength || 0 : 0);
        return left > 0;
      });
    }

    bytesLeft() {
      return BUDGET_BYTES * this.budgetFactor - (this.index.loaded - this.loadedBefore);
    }

    total(state) {
      if (this.requiredWords.some(word => word.pending.some(this.isNeeded, this))) return undefined;
      if (!this.needsCheck) return state.posts.length;
      var results = state.posts.map(post => this.results.get(keyOf(post)));
      return results.includes(undefined) ? undefined : results.filter(Boolean).length;
    }

    // Posts with all required groups, and `bound`: the highest score that any other post may have.
    evaluate() {
      if (!this.requiredWords.some(word => word.parts.length)) {
        return { posts: [], bound: Infinity };
      }
      var state = { posts: [], bound: -1 };
      for (var segment = 0; segment < this.segments; segment++) {
        if (this.mayMatch(segment)) this.evaluateSegment(segment, state);
      }
      return state;
    }

    evaluateSegment(segment, state) {
      var upperBounds = this.required.map(group => upperBoundOfGroup(group, segment));
      var bound = upperBounds.reduce((sum, value) =>
        sum + (this.maxMissing > 0 ? value || 0 : value), 0);
      if (bound > state.bound) state.bound = bound;
      var candidateParts = this.candidateParts(segment);
      candidateParts.forEach((part, i) => {
        part.posts.forEach((_, id) => {
          for (var j = 0; j < i; j++) if (candidateParts[j].posts.has(id)) return;
          this.scorePost(segment, id, upperBounds, state);
        });
      });
      if (this.matchesThreads) this.addWholeThreads(segment, state);
    }

    // Parts that together have every matching post of the segment: those of one completely loaded
    // group without titles if there is one, else of all words.
    candidateParts(segment) {
      var partsOf = words => words.map(word => word.parts[segment]).filter(Boolean);
      if (this.maxMissing > 0) return partsOf(this.requiredWords);
      var known = this.required.filter(group => group.all.every(word => {
        var part = word.parts[segment];
        return !(part && part.threads.size) && !pendingChunk(word, segment);
      })).map(group => partsOf(group.all));
      var size = parts => parts.reduce((sum, part) => sum + part.posts.size, 0);
      known.sort((a, b) => size(a) - size(b));
      return known[0] || partsOf(this.requiredWords);
    }

    scorePost(segment, id, upperBounds, state) {
      var score = 0;
      var isPending = false;
      var missesLeft = this.maxMissing;
      for (var i = 0; i < this.required.length; i++) {
        var value = weightOfGroup(this.required[i], segment, id);
        if (value === undefined) {
          value = upperBounds[i];
          if (value !== undefined) isPending = true;
          else if (missesLeft-- < 1 || this.required[i].isFilter) return;
          else value = 0;
        }
        score += value;
      }
      if (isPending) {
        state.bound = Math.max(state.bound, score);
        return;
      }
      this.optional.forEach(group => { score += weightOfGroup(group, segment, id) || 0; });
      state.posts.push({ segment, id, score });
    }

    // The first post represents a whole thread.
    addWholeThreads(segment, state) {
      var has = (word, thread) => word.parts[segment] && word.parts[segment].threads.has(thread);
      var threads = new Set();
      this.required[0].all.forEach(word => {
        var part = word.parts[segment];
        if (part) part.threads.forEach((_, thread) => threads.add(thread));
      });
      threads.forEach(thread => {
        var hasAll = this.required.every(group =>
          group.units.some(unit => has(unit.words[0], thread)));
        var id = thread * Index.THREAD_STEP + 1;
        if (hasAll) state.posts.push({ segment, id, score: 0 });
      });
    }

    // The chunks to load next: the next ones of each word, except where no post can match.
    nextChunks() {
      var queues = this.requiredWords
        .map(word => word.pending.filter(this.isNeeded, this).map(chunk => [word, chunk]))
        .filter(queue => queue.length);
      var small = queues.filter(queue =>
        queue.reduce((sum, [, chunk]) => sum + chunk.length, 0) <= SMALL_WORD_BYTES);
      if (small.length) queues = small;
      var next = [];
      for (var i = 0; next.length < Math.max(CHUNKS_PER_ROUND, queues.length); i++) {
        var row = queues.filter(queue => i < queue.length);
        var isEnough = !small.length && i >= Math.max(1, CHUNKS_PER_ROUND / queues.length);
        if (!row.length || isEnough) break;
        next = next.concat(row.map(queue => queue[i]));
      }
      return next;
    }

    isNeeded(chunk) {
      for (var segment = chunk.from; segment <= chunk.to && segment < this.segments; segment++) {
        if (this.mayMatch(segment)) return true;
      }
      return false;
    }

    async verified(state, needed) {
      if (!this.needsCheck) return topPosts(state.posts, needed);
      var ranked = topPosts(state.posts, Infinity);
      var passed = [];
      var start = this.index.loaded;
      for (var i = 0; i < ranked.length && passed.length < needed; i += needed) {
        this.isOverBudget = this.index.loaded - start > 2 * BUDGET_BYTES * this.budgetFactor;
        if (this.isOverBudget) break;
        var batch = ranked.slice(i, i + needed);
        var results = await Promise.all(batch.map(this.check, this));
        passed = passed.concat(batch.filter((_, j) => results[j]));
      }
      return passed.slice(0, needed);
    }

    async check(post) {
      var key = keyOf(post);
      if (!this.results.has(key)) this.results.set(key, await this.matches(post));
      return this.results.get(key);
    }

    async matches(found) {
      var missing = [];
      for (var group of this.required) {
        if (!await this.groupMatches(group, found)) missing.push(group);
      }
      if (!this.canMiss(missing) || await this.isExcluded(found)) return false;
      if (!this.isDated()) return true;
      var post = await Shown.post(this.index, found.segment, found.id);
      var minutes = post ? Math.floor(post.date / 2) : NaN;
      return this.query.after <= minutes && minutes < this.query.before;
    }

    async isExcluded(post) {
      for (var group of this.excluded) {
        await this.loadSegment(group, post.segment);
        if (await this.groupMatches(group, post)) return true;
      }
      return false;
    }

    async groupMatches(group, post) {
      for (var unit of group.units) {
        if (weightOfUnit(unit, post.segment, post.id) === undefined) continue;
        if (!unit.isPhrase || await this.hasPhrase(unit, post)) return true;
      }
      return false;
    }

    // Whether the words follow each other in the text of the post or in the title of its thread.
    async hasPhrase(unit, post) {
      var thread = Math.floor(post.id / Index.THREAD_STEP);
      var title = word => word.parts[post.segment].threads.get(thread);
      var { index } = this;
      return await this.inOrder(unit, word => index.positions(word, post.segment, post.id, false))
        || this.inOrder(unit, word => index.positions(word, post.segment, title(word), true));
    }

    async inOrder(unit, positions) {
      var lists = await Promise.all(unit.words.map(positions));
      var offsets = unit.offsets;
      return lists[0].some(first =>
        lists.every((list, i) => list.includes(first + offsets[i] - offsets[0])));
    }

    async loadSegment(group, segment) {
      var index = this.index;
      var chunks = [];
      wordsOf([group]).forEach(word => word.pending.forEach(chunk => {
        if (covers(chunk, segment)) chunks.push([word, chunk]);
      }));
      for (var [word, chunk] of chunks) if (!chunk.isLoaded) await index.load(word, chunk);
    }
  }

  // Start of a month in milliseconds. Months count from year 0.
  function startOfMonth(number) { return Date.UTC(Math.floor(number / 12), number % 12); }

  function keyOf(post) { return post.segment + ' ' + post.id; }

  // The `count` posts with the highest scores, of equal scores the newest.
  function topPosts(posts, count) {
    if (posts.length > 4 * count) {
      var scores = Float64Array.from(posts, post => post.score).sort();
      var threshold = scores[scores.length - count];
      var above = posts.filter(post => post.score > threshold);
      // The posts are in ascending order of segments.
      var equal = posts.filter(post => post.score === threshold);
      var oldest = equal[Math.max(0, equal.length - count)].segment;
      posts = above.concat(equal.filter(post => post.segment >= oldest));
    }
    return posts.slice().sort((a, b) => b.score - a.score || b.segment - a.segment || b.id - a.id)
      .slice(0, count);
  }

  return Finder;
})();
