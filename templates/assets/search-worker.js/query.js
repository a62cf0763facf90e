// Parses a query: words, phrases, exclusions, operators. For a wrong operator it offers a better query.
var Query = (function () {
  'use strict';

  var FIELDS = ['author', 'board', 'tag', 'role', 'is', 'before', 'after'];
  var PARTS = new RegExp('(-)?(?:(' + FIELDS.join('|') + '):\\s*|(\\p{L}{2,}):(?=[^\\s/]))?'
    + '(?:["“”„]([^"“”„]*)["“”„]?|(\\S+|$))', 'giu');
  var MOST_CHOICES = 8;
  // A word that another means to patients counts a little less.
  var SYNONYM = 0.8;

  function split(text) {
    var parts = [];
    var match;
    PARTS.lastIndex = 0;
    while ((match = PARTS.exec(text)) && match[0]) {
      parts.push({
        start: match.index, end: PARTS.lastIndex, isNegated: Boolean(match[1]),
        field: (match[2] || '').toLowerCase(), unknown: match[3], isQuoted: match[4] !== undefined,
        value: match[4] !== undefined ? match[4] : match[5]
      });
    }
    return parts;
  }

  function two(digits) { return digits.padStart(2, '0'); }

  function quoted(value) { return /\s/.test(value) ? '"' + value + '"' : value; }

  function operator(field, value) { return field + ':' + quoted(value); }

  function without(text, part) {
    return (text.slice(0, part.start).trim() + ' ' + text.slice(part.end).trim()).trim() || undefined;
  }

  function rewritten(text, part, better) {
    return text.slice(0, part.start) + (part.isNegated ? '-' : '') + better + text.slice(part.end);
  }

  // As the site makes the part of a URL of a tag's name; it may be given itself.
  function slug(name) {
    if (/~[0-9a-f]{8}$/.test(name)) return name;
    return encodeURIComponent(
      Words.lower(name).replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-|-$/g, ''));
  }

  function folded(text) { return Words.fold(Words.lower(text.trim())); }

  // Minutes since 1970, by the forum's clock, as the index has them; undefined for what is no date.
  function minutes(value) {
    var match = /^(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?$/.exec(value);
    if (!match) return undefined;
    var month = match[2] === undefined ? 1 : +match[2];
    var day = match[3] === undefined ? 1 : +match[3];
    var date = new Date(Date.UTC(match[1], month - 1, day));
    var isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
    return isReal ? date / 6e4 : undefined;
  }

  class Parser {
    constructor(text, root) {
      this.text = text;
      this.root = root;
      this.isEnglish = root.language === 'en';
      this.query = {
        text: text, groups: [], excluded: [], mistakes: [], after: -Infinity, before: Infinity,
        isImpossible: false, form: {}, named: []
      };
    }

    // `board`: within which the search stays, whatever the text says.
    parse(board) {
      this.run = [];
      split(this.text).forEach(this.add, this);
      this.endRun();
      this.dropStops();
      if (board) this.addOperator({ field: 'board', value: board, isLimit: true });
      return this.query;
    }

    words(text, start) {
      return Words.of(text, this.isEnglish).filter(word => {
        word.start += start;
        word.end += start;
        return word.key;
      });
    }

    add(part) {
      if (part.field) {
        this.endRun();
        if (part.value.trim()) this.addOperator(part);
        else this.query.mistakes.push({ kind: 'value', word: part.field + ':' });
        return;
      }
      if (part.unknown) this.mistakeOperator(part);
      var words = this.words(this.text.slice(part.start, part.end), part.start);
      if (!words.length) return;
      if (part.isNegated) this.exclude(words, part);
      else if (part.isQuoted && words.length > 1) this.addPhrase(words, part);
      else this.addWords(words, part);
    }

    addWords(words, part) {
      this.run = this.run.concat(words);
      this.fill('words', this.text.slice(part.start, part.end));
    }

    addPhrase(words, part) {
      this.endRun();
      this.group(this.units(words), words);
      this.fillOnce('phrase', part.value, part);
    }

    exclude(words, part) {
      this.endRun();
      this.query.excluded.push({ units: [{ keys: keys(words), factor: 1 }], text: part.value });
      this.fill('without', part.isQuoted ? '"' + part.value + '"' : part.value);
    }

    // Words that stand together may be what patients say for another.
    endRun() {
      var run = this.run;
      this.run = [];
      for (var i = 0; i < run.length;) {
        var length = this.longestSynonym(keys(run.slice(i)));
        var words = run.slice(i, i + (length || 1));
        this.group(this.units(words), words);
        i += words.length;
      }
    }

    // Words that nearly every post has are dropped where there are others.
    dropStops() {
      var isStop = group => !group.field && group.units.every(unit => unit.keys.every(this.isStop, this));
      var groups = this.query.groups.filter(group => !isStop(group));
      if (groups.some(group => !group.field)) this.query.groups = groups;
    }

    isStop(key) { return (this.root.stop || []).includes(key); }

    group(units, words) {
      var name = units[0].keys.join(' ');
      var isThere = this.query.groups.some(one => one.name === name);
      if (!isThere) this.query.groups.push({ name: name, units: units, words: words });
    }

    units(words) {
      var name = keys(words).join(' ');
      var units = [{ keys: keys(words), factor: 1 }];
      this.synonyms().filter(one => one.words.includes(name)).forEach(one => {
        one.mean.forEach(meant => {
          var list = meant.split(' ');
          // A phrase that means a word says no more than the word.
          var share = Math.min(1, words.length / list.length);
          if (meant) units.push({ keys: list, factor: SYNONYM * share });
        });
      });
      return units;
    }

    longestSynonym(list) {
      var most = 0;
      this.synonyms().forEach(one => one.words.forEach(words => {
        var length = words.split(' ').length;
        if (words && length > most && list.slice(0, length).join(' ') === words) most = length;
      }));
      return most;
    }

    synonyms() {
      var root = this.root;
      var inKeys = text => keys(this.words(text, 0)).join(' ');
      if (!root.ownSynonyms) {
        root.ownSynonyms = (root.synonyms || [])
          .map(one => ({ words: one.words.map(inKeys), mean: one.mean.map(inKeys) }));
      }
      return root.ownSynonyms;
    }

    fill(name, text) {
      var form = this.query.form;
      form[name] = form[name] ? form[name] + ' ' + text : text;
    }

    // What the form has no other place for stays as it is among its words.
    fillOnce(name, text, part) {
      if (part.isLimit) return;
      if (part.isNegated || this.query.form[name]) {
        this.fill('words', this.text.slice(part.start, part.end));
      } else {
        this.query.form[name] = text;
      }
    }

    addOperator(part) {
      if (part.field === 'before' || part.field === 'after') return this.addDate(part);
      var value = this.filterValue(part);
      if (value === undefined) return undefined;
      if (part.field === 'is') this.fillOnce(value, 'on', part);
      else this.fillOnce(part.field, /^(?:board|role)$/.test(part.field) ? value : part.value, part);
      return this.filter(part, part.field + '=' + value);
    }

    filter(part, key) {
      var unit = { keys: [key], factor: 1 };
      if (/^(?:author|tag)$/.test(part.field)) this.query.named.push({ part, key });
      if (part.isNegated) {
        this.query.excluded.push({ units: [unit], text: part.value });
        return;
      }
      // A post has one board, author and role: two of them mean either.
      var isBoth = part.isLimit || /^(?:tag|is)$/.test(part.field);
      var other = isBoth ? undefined : this.query.groups.find(one => one.field === part.field);
      if (other) other.units.push(unit);
      else this.query.groups.push({ name: key, units: [unit], words: [], field: part.field });
    }

    filterValue(part) {
      var value = part.value;
      if (part.field === 'author') return Words.lower(value.trim());
      if (part.field === 'tag') return slug(value);
      var choices = part.field === 'is' ? [['closed'], ['answered']] : this.root[part.field + 's'];
      var found = choices.find(choice => choice.some(name => folded(name) === folded(value)));
      if (found) return found[0];
      this.mistakeValue(part, [].concat(...choices));
      return undefined;
    }

    addDate(part) {
      var date = minutes(part.value);
      if (date === undefined) {
        var british = /^(\d\d?)[/.](\d\d?)[/.](\d{4})$/.exec(part.value);
        var better = british && [british[3], two(british[2]), two(british[1])].join('-');
        this.query.mistakes.push({
          kind: 'noDate', word: part.value,
          better: minutes(better) && rewritten(this.text, part, operator(part.field, better))
        });
        this.query.isImpossible = true;
      } else if ((part.field === 'after') !== part.isNegated) {
        this.query.after = Math.max(this.query.after, date);
      } else {
        this.query.before = Math.min(this.query.before, date);
      }
      if (date === undefined) this.fill('words', part.field + ':' + quoted(part.value));
      else this.fillOnce(part.field, new Date(date * 6e4).toISOString().slice(0, 10), part);
    }

    mistakeValue(part, choices) {
      var nearest = Spelling.nearest(folded(part.value), choices);
      this.query.isImpossible = true;
      if (!part.isLimit) this.fill('words', this.text.slice(part.start, part.end));
      this.query.mistakes.push({
        kind: 'value', word: operator(part.field, part.value),
        choices: nearest ? [] : choices.slice(0, MOST_CHOICES).map(choice => operator(part.field, choice)),
        better: part.isLimit ? undefined
          : nearest ? rewritten(this.text, part, operator(part.field, nearest)) : without(this.text, part)
      });
    }

    mistakeOperator(part) {
      var nearest = Spelling.nearest(folded(part.unknown), FIELDS);
      this.query.mistakes.push({
        kind: 'operator', word: part.unknown + ':',
        better: nearest ? rewritten(this.text, part, operator(nearest, part.value)) : without(this.text, part)
      });
    }
  }

  function keys(words) { return words.map(word => word.key); }

  return {
    parse: (text, root, board) => new Parser(text, root).parse(board),
    rewritten, without, operator, folded, slug
  };
})();
