// Answers the queries of search.js in a worker thread.
(function () {
  'use strict';

  var editions;
  var searcher;
  var FEW_POSTS = 5;
  var MAX_SUGGESTIONS = 8;
  // A correction of a rare word has at least 2^MIN_LEVEL_GAIN times its posts.
  var MIN_LEVEL_GAIN = 3;
  var SYNONYM_LEVEL = '3';

  self.onmessage = event => {
    var message = event.data;
    if (message.type === 'start') {
      editions = new Index.Editions(message.index);
      return;
    }
    if (message.type === 'root') {
      editions.giveRoot(message.text);
      return;
    }
    answerTo(message).then(result => {
      result.type = message.type;
      result.id = message.id;
      self.postMessage(result);
    }).catch(error => {
      var { type, id } = message;
      self.postMessage({ type: 'failed', of: type, id, kind: error.kind || 'missing' });
      if (!error.kind) throw error;
    });
  };

  async function answerTo(message) {
    var index = await editions.open();
    if (!searcher || searcher.index !== index) searcher = new Searcher(index);
    return message.type === 'suggest' ? searcher.suggest(message.text) : searcher.answer(message);
  }

  class Searcher {
    constructor(index) {
      this.index = index;
      this.lastSearch = {};
      this.crisisPhrases = (index.root.crisis || []).map(text => Words.of(text, index.isEnglish))
        .filter(words => words.length);
    }

    async answer(message) {
      if (this.isCrisis(message.text)) self.postMessage({ type: 'crisis', id: message.id });
      var key = JSON.stringify({ ...message, id: 0 });
      if (this.lastSearch.key !== key) this.lastSearch = { key, answer: this.search(message) };
      try {
        return { ...await this.lastSearch.answer };
      } catch (error) {
        this.lastSearch = {};
        throw error;
      }
    }

    async search(message) {
      var found = await this.find(message.text, message);
      var answer = {
        mistakes: found.mistakes, form: found.form, boards: this.index.root.boards,
        text: message.text,
        isCrisis: this.isCrisis(message.text, found)
      };
      var better = answer.isCrisis ? undefined : await this.corrected(message, found);
      if (better) found = await this.withCorrection(better, message, found, answer);
      else if (!found.posts.length) found = await this.partial(message, found, answer);
      await this.fill(answer, found, message.page);
      await this.suggestNames(answer, found);
      return answer;
    }

    // Replaces an unknown word with a very similar one. Others are only offered.
    async withCorrection(better, message, found, answer) {
      var { text } = better;
      if (!found.posts.length) {
        var other = await this.find(text, message);
        var isPartial = !other.posts.length;
        if (isPartial) other = await this.findPartial({ ...message, text }, other);
        if (!other.posts.length || (isPartial && !found.isUnknown)) {
          return this.partial(message, found, answer);
        }
        if (found.isUnknown && better.isSure && !message.exact) {
          Object.assign(answer, { showing: text, text, isPartial });
          return other;
        }
        if (!better.isSure) found = await this.partial(message, found, answer);
      }
      answer.didYouMean = text;
      return found;
    }

    async partial(message, found, answer) {
      found = await this.findPartial(message, found);
      answer.isPartial = found.posts.length > 0;
      return found;
    }

    async fill(answer, found, page) {
      var { posts, total, isComplete } = found;
      page = Math.max(1, Math.min(page, Math.ceil(posts.length / Index.PAGE_SIZE)));
      var hasNext = posts.length > page * Index.PAGE_SIZE;
      Object.assign(answer, { page, total, isComplete, hasNext });
      answer.posts = await this.shown(posts, page, found.keys);
    }

    // If no post has all words, finds posts that miss the fewest words, at most half.
    async findPartial(message, found) {
      var words = found.words.length;
      if (found.mistakes.length || message.exact || !found.isComplete) return found;
      for (var maxMissing = 1; maxMissing <= words / 2 && !found.posts.length; maxMissing++) {
        found = await this.find(message.text, { ...message, maxMissing });
      }
      return found;
    }

    // Searches again if the index was published in the meantime.
    async find(text, message) {
      try {
        return await this.findOnce(text, message);
      } catch (error) {
        if (error.kind !== 'stale') throw error;
        return this.findOnce(text, message);
      }
    }

    async findOnce(text, message) {
      var parsed = Query.parse(text, this.index.root, message.board);
      var finder = new Finder(this.index, parsed, message.maxMissing || 0, message.budgetFactor);
      await finder.prepare();
      var found = await finder.find(message.page * Index.PAGE_SIZE + 1);
      found.words = parsed.groups.filter(group => !group.field);
      found.mistakes = parsed.mistakes;
      found.form = parsed.form;
      found.namedFilters = parsed.namedFilters;
      found.known = finder.words;
      found.keys = new Set();
      found.words.forEach(group => group.units.forEach(unit => unit.keys.forEach(key => {
        if (!finder.stopWords.has(key)) found.keys.add(key);
      })));
      found.isUnknown = this.tokens(found).some(token => !found.known.has(token.key));
      return found;
    }

    tokens(found) {
      var all = [].concat(...found.words.map(group => group.words));
      return all.filter(token => !this.index.stopWords.has(token.key));
    }

    // Whether the text has a crisis phrase. With `found`, misspelt phrases and synonyms count too.
    isCrisis(text, found) {
      var words = Words.of(text, this.index.isEnglish);
      var isKnown = found && (word => this.isKnown(word, found));
      var hasCrisis = list =>
        this.crisisPhrases.some(phrase => containsPhrase(list, phrase, isKnown));
      return hasCrisis(words) || Boolean(found)
        && found.words.some(group => group.units.slice(1).some(unit =>
          hasCrisis(unit.keys.map(key => ({ key, folded: key })))));
    }

    isKnown(word, found) { return found.known.has(word.key) || this.index.stopWords.has(word.key); }

    // The query with its rare and unknown words corrected, or undefined without corrections.
    async corrected(message, found) {
      var text = message.text;
      var isAnswered = found.posts.length > FEW_POSTS || !found.isComplete;
      if (isAnswered || found.mistakes.length) return undefined;
      var words = this.uncertain(found).sort((a, b) => b.start - a.start);
      var unknown = words.filter(word => !found.known.has(word.key));
      if (unknown.length) words = unknown;
      var better = await Promise.all(words.map(word =>
        this.correction(word, found.known.get(word.key))));
      var result = text;
      words.forEach((word, i) => {
        if (!better[i]) return;
        result = result.slice(0, word.start) + better[i].surface + result.slice(word.end);
      });
      var isSure = better.every(one => !one || one.isSure);
      return result === text ? undefined : { text: result, isSure };
    }

    // Words that may be misspelt: not those of synonyms.
    uncertain(found) {
      var right = this.synonymWords();
      var isSynonym = group =>
        group.units.slice(1).some(unit => unit.keys.every(key => found.known.has(key)));
      return this.tokens({ words: found.words.filter(group => !isSynonym(group)) })
        .filter(word => !right.has(word.key));
    }

    synonymWords() {
      if (!this.synonymKeys) {
        var texts = [].concat(...(this.index.root.synonyms || [])
          .map(one => one.words.concat(one.mean)));
        var words = [].concat(...texts.map(text => Words.of(text, this.index.isEnglish)));
        this.synonymKeys = new Map(words.map(word => [word.key, word.folded]));
      }
      return this.synonymKeys;
    }

    async correction(word, known) {
      if (known && (known.df > FEW_POSTS || known.isCommon)) return undefined;
      if (/\d/.test(word.folded) || word.folded.length < 2) return undefined;
      var minLevel = known ? Math.floor(Math.log2(known.df)) + MIN_LEVEL_GAIN : 0;
      return await this.nearby(word, minLevel, false)
        || (known ? undefined : this.nearby(word, minLevel, true));
    }

    async nearby(word, minLevel, isWider) {
      var names = Spelling.pieces(word.folded, isWider).map(name =>
        'c/' + this.index.pieceNumber(name, this.index.root.spellingBits) + '.json');
      var texts = await Promise.all(Array.from(new Set(names), name => this.index.json(name)));
      this.synonymWords().forEach(folded => texts.push(SYNONYM_LEVEL + folded));
      var { isEnglish, stopWords } = this.index;
      return Spelling.correction(word.folded, word.key, texts, isEnglish, minLevel, stopWords);
    }

    async shown(posts, page, keys) {
      var pagePosts = posts.slice((page - 1) * Index.PAGE_SIZE, page * Index.PAGE_SIZE);
      var all = await Promise.all(pagePosts.map(post =>
        Shown.post(this.index, post.segment, post.id)));
      return all.filter(Boolean).map(post => ({
        ...post, title: this.marked(post.thread.title, keys), text: this.marked(post.text, keys)
      }));
    }

    // Every second piece matches the query.
    marked(text, keys) {
      var pieces = [];
      var end = 0;
      Words.of(text, this.index.isEnglish).forEach(word => {
        if (!keys.has(word.key)) return;
        pieces.push(text.slice(end, word.start), text.slice(word.start, word.end));
        end = word.end;
      });
      pieces.push(text.slice(end));
      return pieces;
    }

    async suggestNames(answer, found) {
      for (var { part, key } of found.namedFilters) {
        if (found.known.has(key)) continue;
        var hits = this.index.root.suggestionBits
          ? await this.hitsFor(Query.folded(part.value).slice(0, 2)).catch(() => []) : [];
        var kind = part.field === 'author' ? 'm' : 'g';
        var names = new Map();
        hits.forEach(hit => { if (hit[0] === kind) names.set(hit[1], hit[2].split('/')[1]); });
        var nearest = Spelling.nearest(Query.folded(part.value), Array.from(names.keys()));
        // A tag whose URL differs from its name is identified by the URL.
        var slug = names.get(nearest);
        if (nearest && kind === 'g' && Query.slug(nearest) !== slug) nearest = slug;
        answer.mistakes.push({
          kind: 'value', word: Query.operator(part.field, part.value),
          better: nearest
            ? Query.replacePart(answer.text, part, Query.operator(part.field, nearest))
            : Query.removePart(answer.text, part)
        });
      }
    }

    async suggest(text) {
      var words = Words.of(text, false).map(word => word.folded);
      var last = words.pop();
      if (!last || last.length < 2 || !this.index.root.suggestionBits) return { hits: [] };
      var hits = await this.hitsFor(last);
      words.push(last);
      hits = hits.filter(hit => {
        var own = Words.of(hit[1], false).map(word => word.folded);
        return words.every(typed => own.some(word => word.startsWith(typed)));
      });
      return { hits: hits.slice(0, MAX_SUGGESTIONS) };
    }

    // Suggestions for a prefix, from the shortest prefix with a complete list.
    async hitsFor(word) {
      var letters = Array.from(word);
      var entry;
      for (var length = 2; length <= Math.min(6, letters.length); length++) {
        var prefix = letters.slice(0, length).join('');
        var name = 'a/' + this.index.pieceNumber(prefix, this.index.root.suggestionBits) + '.json';
        var longer = (await this.index.json(name))[prefix];
        if (!longer) return [];
        entry = longer;
        if (entry.all) break;
      }
      return entry ? entry.hits : [];
    }
  }

  function joinedKeys(words) { return words.map(word => word.key).join(''); }

  // Whether the words contain the phrase. With `isKnown`, misspelt phrases count too.
  function containsPhrase(list, phrase, isKnown) {
    var wanted = joinedKeys(phrase);
    return list.some((_, start) => {
      for (var end = start + 1; end <= list.length; end++) {
        var text = joinedKeys(list.slice(start, end));
        if (text === wanted) return true;
        if (text.length > wanted.length) break;
      }
      var part = list.slice(start, start + phrase.length);
      return isKnown && part.length === phrase.length
        && part.every((word, i) => isSimilar(word, phrase[i], phrase.length, isKnown(word)));
    });
  }

  // A known word counts as misspelt only in a phrase of three words: "want to dye".
  function isSimilar(word, other, count, isKnown) {
    if (word.key === other.key) return true;
    var length = Math.min(word.folded.length, other.folded.length);
    if (isKnown && (count < 3 || length < 3)) return false;
    var maxDistance = isKnown || other.folded.length < 6 ? 1 : 2;
    return (!isKnown || word.folded[0] === other.folded[0])
      && Spelling.distance(word.folded, other.folded, maxDistance) <= maxDistance;
  }
})();
