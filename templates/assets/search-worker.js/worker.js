// Answers the queries of search.js in a thread of its own. What is typed goes no further.
(function () {
  'use strict';

  var editions;
  var searcher;
  var FEW = 5;
  var MOST_SUGGESTIONS = 8;
  // A known word is corrected to one that is 2 to the power of this times as frequent.
  var FAR_MORE = 3;
  // The level of a synonym's word.
  var LAY_LEVEL = '3';

  self.onmessage = event => {
    var message = event.data;
    if (message.type === 'start') {
      editions = new Index.Editions(message.index);
      return;
    }
    if (message.type === 'root') {
      editions.give(message.text);
      return;
    }
    answerTo(message).then(result => {
      result.type = message.type;
      result.id = message.id;
      self.postMessage(result);
    }).catch(error => {
      self.postMessage({ type: 'failed', of: message.type, id: message.id, kind: error.kind || 'missing' });
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
      this.last = {};
      this.crisis = (index.root.crisis || []).map(text => Words.of(text, index.isEnglish))
        .filter(words => words.length);
    }

    async answer(message) {
      if (this.isCrisis(message.text)) self.postMessage({ type: 'crisis', id: message.id });
      var asked = JSON.stringify({ ...message, id: 0 });
      if (this.last.asked !== asked) this.last = { asked, answer: this.search(message) };
      try {
        return { ...await this.last.answer };
      } catch (error) {
        this.last = {};
        throw error;
      }
    }

    async search(message) {
      var found = await this.find(message.text, message);
      var answer = {
        mistakes: found.mistakes, form: found.form, boards: this.index.root.boards, text: message.text,
        isCrisis: this.isCrisis(message.text, found)
      };
      var better = answer.isCrisis ? undefined : await this.corrected(message, found);
      if (better) found = await this.withCorrection(better, message, found, answer);
      else if (!found.posts.length) found = await this.some(message, found, answer);
      await this.fill(answer, found, message.page);
      await this.nearestNames(answer, found);
      return answer;
    }

    // Replaces an unknown word by a very similar one; a less similar one is only offered.
    async withCorrection(better, message, found, answer) {
      var { text } = better;
      if (!found.posts.length) {
        var other = await this.find(text, message);
        var isSome = !other.posts.length;
        if (isSome) other = await this.findSome({ ...message, text }, other);
        if (!other.posts.length || (isSome && !found.isUnknown)) return this.some(message, found, answer);
        if (found.isUnknown && better.isSure && !message.exact) {
          Object.assign(answer, { showing: text, text, isSome });
          return other;
        }
        if (!better.isSure) found = await this.some(message, found, answer);
      }
      answer.didYouMean = text;
      return found;
    }

    async some(message, found, answer) {
      found = await this.findSome(message, found);
      answer.isSome = found.posts.length > 0;
      return found;
    }

    async fill(answer, found, page) {
      var { posts, total, isComplete } = found;
      page = Math.max(1, Math.min(page, Math.ceil(posts.length / Index.A_PAGE)));
      var hasNext = posts.length > page * Index.A_PAGE;
      Object.assign(answer, { page, total, isComplete, hasNext });
      answer.posts = await this.shown(posts, page, found.keys);
    }

    // Where no post has all words: posts that lack the fewest, at most half.
    async findSome(message, found) {
      var words = found.words.length;
      if (found.mistakes.length || message.exact || !found.isComplete) return found;
      for (var lacking = 1; lacking <= words / 2 && !found.posts.length; lacking++) {
        found = await this.find(message.text, { ...message, lacking });
      }
      return found;
    }

    // Searches a second time when the index was published meanwhile.
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
      var finder = new Finding.Finder(this.index, parsed, message.lacking || 0, message.patience);
      await finder.prepare();
      var found = await finder.find(message.page * Index.A_PAGE + 1);
      found.words = parsed.groups.filter(group => !group.field);
      found.mistakes = parsed.mistakes;
      found.form = parsed.form;
      found.named = parsed.named;
      found.known = finder.words;
      found.keys = new Set();
      found.words.forEach(group => group.units.forEach(unit => unit.keys.forEach(key => {
        if (!finder.stop.has(key)) found.keys.add(key);
      })));
      found.isUnknown = this.tokens(found).some(token => !found.known.has(token.key));
      return found;
    }

    tokens(found) {
      var all = [].concat(...found.words.map(group => group.words));
      return all.filter(token => !this.index.stop.has(token.key));
    }

    // Whether there are words of crisis; with `found` also misspelt ones and synonyms.
    isCrisis(text, found) {
      var words = Words.of(text, this.index.isEnglish);
      var isMeant = list => this.crisis.some(phrase => isIn(list, phrase, found && (word => this.isKnown(word, found))));
      return isMeant(words) || Boolean(found)
        && found.words.some(group => group.units.slice(1).some(unit => isMeant(unit.keys.map(key => ({ key, folded: key })))));
    }

    isKnown(word, found) { return found.known.has(word.key) || this.index.stop.has(word.key); }

    // The query with its rare and unknown words corrected; undefined if none is.
    async corrected(message, found) {
      var text = message.text;
      var isAnswered = found.posts.length > FEW || !found.isComplete;
      if (isAnswered || found.mistakes.length) return undefined;
      var words = this.uncertain(found).sort((a, b) => b.start - a.start);
      var unknown = words.filter(word => !found.known.has(word.key));
      if (unknown.length) words = unknown;
      var better = await Promise.all(words.map(word => this.correction(word, found.known.get(word.key))));
      var result = text;
      words.forEach((word, i) => {
        if (better[i]) result = result.slice(0, word.start) + better[i].surface + result.slice(word.end);
      });
      var isSure = better.every(one => !one || one.isSure);
      return result === text ? undefined : { text: result, isSure };
    }

    // Without synonyms and the team's own words.
    uncertain(found) {
      var right = this.layWords();
      var isSynonym = group => group.units.slice(1).some(unit => unit.keys.every(key => found.known.has(key)));
      return this.tokens({ words: found.words.filter(group => !isSynonym(group)) })
        .filter(word => !right.has(word.key));
    }

    // The words of synonyms, by their keys: never misspelt.
    layWords() {
      if (!this.lay) {
        var texts = [].concat(...(this.index.root.synonyms || []).map(one => one.words.concat(one.mean)));
        var words = [].concat(...texts.map(text => Words.of(text, this.index.isEnglish)));
        this.lay = new Map(words.map(word => [word.key, word.folded]));
      }
      return this.lay;
    }

    async correction(word, known) {
      if (known && (known.df > FEW || known.isCommon)) return undefined;
      if (/\d/.test(word.folded) || word.folded.length < 2) return undefined;
      var least = known ? Math.floor(Math.log2(known.df)) + FAR_MORE : 0;
      return await this.nearby(word, least, false) || (known ? undefined : this.nearby(word, least, true));
    }

    async nearby(word, least, isFurther) {
      var names = Spelling.pieces(word.folded, isFurther).map(name =>
        'c/' + this.index.piece(name, this.index.root.spellingBits) + '.json');
      var texts = await Promise.all(Array.from(new Set(names), name => this.index.json(name)));
      this.layWords().forEach(folded => texts.push(LAY_LEVEL + folded));
      return Spelling.correction(word.folded, word.key, texts, this.index.isEnglish, least, this.index.stop);
    }

    async shown(posts, page, keys) {
      var slice = posts.slice((page - 1) * Index.A_PAGE, page * Index.A_PAGE);
      var all = await Promise.all(slice.map(post => Shown.post(this.index, post.segment, post.id)));
      return all.filter(Boolean).map(post => (
        { ...post, title: this.marked(post.thread.title, keys), text: this.marked(post.text, keys) }));
    }

    // In pieces: every second was looked for.
    marked(text, keys) {
      var pieces = [];
      var at = 0;
      Words.of(text, this.index.isEnglish).forEach(word => {
        if (!keys.has(word.key)) return;
        pieces.push(text.slice(at, word.start), text.slice(word.start, word.end));
        at = word.end;
      });
      pieces.push(text.slice(at));
      return pieces;
    }

    // Offers similar names for an unknown author or tag, from the suggestions.
    async nearestNames(answer, found) {
      for (var { part, key } of found.named) {
        if (found.known.has(key)) continue;
        var hits = this.index.root.suggestionBits
          ? await this.hitsFor(Query.folded(part.value).slice(0, 2)).catch(() => []) : [];
        var kind = part.field === 'author' ? 'm' : 'g';
        var names = new Map();
        hits.forEach(hit => { if (hit[0] === kind) names.set(hit[1], hit[2].split('/')[1]); });
        var nearest = Spelling.nearest(Query.folded(part.value), Array.from(names.keys()));
        // A tag whose name is not in its address is known by that.
        if (nearest && kind === 'g' && Query.slug(nearest) !== names.get(nearest)) nearest = names.get(nearest);
        answer.mistakes.push({
          kind: 'value', word: Query.operator(part.field, part.value),
          better: nearest ? Query.rewritten(answer.text, part, Query.operator(part.field, nearest))
            : Query.without(answer.text, part)
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
      return { hits: hits.slice(0, MOST_SUGGESTIONS) };
    }

    // Suggestions for a beginning, from the shortest one whose list is complete.
    async hitsFor(word) {
      var letters = Array.from(word);
      var entry;
      for (var length = 2; length <= Math.min(6, letters.length); length++) {
        var prefix = letters.slice(0, length).join('');
        var name = 'a/' + this.index.piece(prefix, this.index.root.suggestionBits) + '.json';
        var longer = (await this.index.json(name))[prefix];
        if (!longer) return [];
        entry = longer;
        if (entry.all) break;
      }
      return entry ? entry.hits : [];
    }
  }

  function together(words) { return words.map(word => word.key).join(''); }

  // Whether a list holds a phrase; with `isKnown` also a misspelt one.
  function isIn(list, phrase, isKnown) {
    var all = together(phrase);
    return list.some((_, start) => {
      for (var end = start + 1; end <= list.length; end++) {
        var text = together(list.slice(start, end));
        if (text === all) return true;
        if (text.length > all.length) break;
      }
      var part = list.slice(start, start + phrase.length);
      return isKnown && part.length === phrase.length
        && part.every((word, i) => isLike(word, phrase[i], phrase.length, isKnown(word)));
    });
  }

  // A known word is another only among several: "want to dye".
  function isLike(word, other, count, isKnown) {
    if (word.key === other.key) return true;
    if (isKnown && (count < 3 || Math.min(word.folded.length, other.folded.length) < 3)) return false;
    var most = isKnown || other.folded.length < 6 ? 1 : 2;
    return (!isKnown || word.folded[0] === other.folded[0])
      && Spelling.distance(word.folded, other.folded, most) <= most;
  }
})();
