// Parses a query: words, phrases, exclusions and operators.
var Query = (function () {
  'use strict';

  var FIELDS = ['author', 'board', 'tag', 'role', 'is', 'before', 'after'];
  var PARTS = new RegExp('(-)?(?:(' + FIELDS.join('|') + '):\\s*|(\\p{L}{2,}):(?=[^\\s/]))?'
    + '(?:["“”„]([^"“”„]*)["“”„]?|(\\S+|$))', 'giu');
  var MAX_CHOICES = 8;
  var SYNONYM_WEIGHT = 0.8;

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

  function twoDigits(digits) { return digits.padStart(2, '0'); }

  function quoted(value) { return /\s/.test(value) ? '"' + value + '"' : value; }

  function operator(field, value) { return field + ':' + quoted(value); }

  function removePart(text, part) {
    var rest = text.slice(0, part.start).trim() + ' ' + text.slice(part.end).trim();
    return rest.trim() || undefined;
  }

  function replacePart(text, part, better) {
    return text.slice(0, part.start) + (part.isNegated ? '-' : '') + better + text.slice(part.end);
  }

  // The last part of the URL of a tag, by the rules of the site. The part itself is also accepted.
  function slug(name) {
    if (/~[0-9a-f]{8}$/.test(name)) return name;
    return encodeURIComponent(
      Words.lower(name).replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-|-$/g, ''));
  }

  function folded(text) { return Words.fold(Words.lower(text.trim())); }

  // Minutes since 1970 in the time zone of the forum, undefined for no date.
  function parseDate(value) {
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
        text, groups: [], excluded: [], mistakes: [], after: -Infinity, before: Infinity,
        isImpossible: false, form: {}, namedFilters: []
      };
    }

    // `board` limits the search to a board, whatever the text says.
    parse(board) {
      this.pendingWords = [];
      split(this.text).forEach(this.add, this);
      this.groupPendingWords();
      this.dropStopWords();
      if (board) this.addOperator({ field: 'board', value: board, isBoardLimit: true });
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
        this.groupPendingWords();
        if (part.value.trim()) this.addOperator(part);
        else this.query.mistakes.push({ kind: 'value', word: part.field + ':' });
        return;
      }
      if (part.unknown) this.reportOperator(part);
      var words = this.words(this.text.slice(part.start, part.end), part.start);
      if (!words.length) return;
      if (part.isNegated) this.exclude(words, part);
      else if (part.isQuoted && words.length > 1) this.addPhrase(words, part);
      else this.addWords(words, part);
    }

    addWords(words, part) {
      this.pendingWords = this.pendingWords.concat(words);
      this.appendToForm('words', this.text.slice(part.start, part.end));
    }

    addPhrase(words, part) {
      this.groupPendingWords();
      this.group(this.units(words), words);
      this.setInForm('phrase', part.value, part);
    }

    exclude(words, part) {
      this.groupPendingWords();
      this.query.excluded.push({ units: [{ keys: keys(words), factor: 1 }], text: part.value });
      this.appendToForm('without', part.isQuoted ? '"' + part.value + '"' : part.value);
    }

    // Several words in sequence may be one synonym.
    groupPendingWords() {
      var pending = this.pendingWords;
      this.pendingWords = [];
      for (var i = 0; i < pending.length;) {
        var length = this.longestSynonym(keys(pending.slice(i)));
        var words = pending.slice(i, i + (length || 1));
        this.group(this.units(words), words);
        i += words.length;
      }
    }

    dropStopWords() {
      var isStopWord = group => !group.field
        && group.units.every(unit => unit.keys.every(this.isStopWord, this));
      var groups = this.query.groups.filter(group => !isStopWord(group));
      if (groups.some(group => !group.field)) this.query.groups = groups;
    }

    isStopWord(key) { return (this.root.stop || []).includes(key); }

    group(units, words) {
      var name = units[0].keys.join(' ');
      var exists = this.query.groups.some(one => one.name === name);
      if (!exists) this.query.groups.push({ name, units, words });
    }

    units(words) {
      var name = keys(words).join(' ');
      var units = [{ keys: keys(words), factor: 1 }];
      this.synonyms().filter(synonym => synonym.words.includes(name)).forEach(synonym => {
        synonym.mean.forEach(meant => {
          var list = meant.split(' ');
          // A phrase that is a synonym of a word has a lower weight.
          var share = Math.min(1, words.length / list.length);
          if (meant) units.push({ keys: list, factor: SYNONYM_WEIGHT * share });
        });
      });
      return units;
    }

    longestSynonym(list) {
      var longest = 0;
      this.synonyms().forEach(one => one.words.forEach(words => {
        var length = words.split(' ').length;
        if (!words || length <= longest) return;
        if (list.slice(0, length).join(' ') === words) longest = length;
      }));
      return longest;
    }

    synonyms() {
      var root = this.root;
      var keysOf = text => keys(this.words(text, 0)).join(' ');
      if (!root.synonymKeys) {
        root.synonymKeys = (root.synonyms || [])
          .map(one => ({ words: one.words.map(keysOf), mean: one.mean.map(keysOf) }));
      }
      return root.synonymKeys;
    }

    appendToForm(name, text) {
      var form = this.query.form;
      form[name] = form[name] ? form[name] + ' ' + text : text;
    }

    // Text for which the form has no field is in the field for words.
    setInForm(name, text, part) {
      if (part.isBoardLimit) return;
      if (part.isNegated || this.query.form[name]) {
        this.appendToForm('words', this.text.slice(part.start, part.end));
      } else {
        this.query.form[name] = text;
      }
    }

    addOperator(part) {
      if (part.field === 'before' || part.field === 'after') return this.addDate(part);
      var value = this.filterValue(part);
      if (value === undefined) return undefined;
      if (part.field === 'is') this.setInForm(value, 'on', part);
      else this.setInForm(part.field, /^(?:board|role)$/.test(part.field) ? value
        : part.value, part);
      return this.filter(part, part.field + '=' + value);
    }

    filter(part, key) {
      var unit = { keys: [key], factor: 1 };
      if (/^(?:author|tag)$/.test(part.field)) this.query.namedFilters.push({ part, key });
      if (part.isNegated) {
        this.query.excluded.push({ units: [unit], text: part.value });
        return;
      }
      // A post has one board, author and role: two of them mean either.
      var isMultiple = part.isBoardLimit || /^(?:tag|is)$/.test(part.field);
      var other = isMultiple ? undefined : this.query.groups.find(one => one.field === part.field);
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
      this.reportValue(part, [].concat(...choices));
      return undefined;
    }

    addDate(part) {
      var date = parseDate(part.value);
      if (date === undefined) {
        var british = /^(\d\d?)[/.](\d\d?)[/.](\d{4})$/.exec(part.value);
        var better = british
          && [british[3], twoDigits(british[2]), twoDigits(british[1])].join('-');
        this.query.mistakes.push({
          kind: 'noDate', word: part.value,
          better: parseDate(better) && replacePart(this.text, part, operator(part.field, better))
        });
        this.query.isImpossible = true;
      } else if ((part.field === 'after') !== part.isNegated) {
        this.query.after = Math.max(this.query.after, date);
      } else {
        this.query.before = Math.min(this.query.before, date);
      }
      if (date === undefined) this.appendToForm('words', part.field + ':' + quoted(part.value));
      else this.setInForm(part.field, new Date(date * 6e4).toISOString().slice(0, 10), part);
    }

    reportValue(part, choices) {
      var nearest = Spelling.nearest(folded(part.value), choices);
      this.query.isImpossible = true;
      if (!part.isBoardLimit) this.appendToForm('words', this.text.slice(part.start, part.end));
      this.query.mistakes.push({
        kind: 'value', word: operator(part.field, part.value),
        choices: nearest ? []
          : choices.slice(0, MAX_CHOICES).map(choice => operator(part.field, choice)),
        better: part.isBoardLimit ? undefined
          : nearest ? replacePart(this.text, part, operator(part.field, nearest))
            : removePart(this.text, part)
      });
    }

    reportOperator(part) {
      var nearest = Spelling.nearest(folded(part.unknown), FIELDS);
      this.query.mistakes.push({
        kind: 'operator', word: part.unknown + ':',
        better: nearest ? replacePart(this.text, part, operator(nearest, part.value))
          : removePart(this.text, part)
      });
    }
  }

  function keys(words) { return words.map(word => word.key); }

  return {
    parse: (text, root, board) => new Parser(text, root).parse(board),
    replacePart, removePart, operator, folded, slug
  };
})();
