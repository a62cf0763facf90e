// Phonetic codes, edit distances and corrections of words.
var Spelling = (function () {
  'use strict';

  // The first rule that matches gives the code of its letters. The index uses the same rules.
  var BEGINNINGS = [[/^(?:kn|gn|pn)/, 'n'], [/^wr/, 'r'], [/^(?:ps|x)/, 's'], [/^wh?/, 'w'],
    [/^y/, 'y'], [/^gh/, 'g'], [/^h/, 'h'], [/^[aeiou]/, 'a']];
  var SOUNDS = [[/^ph/, 'f'], [/^gh/, ''], [/^ck/, 'k'], [/^sch/, 'sk'], [/^tch/, 'x'],
    [/^[cs]h/, 'x'], [/^th/, 't'], [/^dg(?=[eiy])/, 'j'], [/^qu?/, 'k'], [/^c(?=[eiy])/, 's'],
    [/^c/, 'k'], [/^x/, 'ks'], [/^z/, 's'], [/^g(?=[eiy])/, 'j'], [/^v/, 'f'], [/^[aeiouwyh]/, '']];

  function sound(folded) {
    var rest = folded.replace(/[^a-z]/g, '');
    if (!rest) return folded;
    var result = '';
    var previous = '';
    var rules = BEGINNINGS.concat(SOUNDS);
    while (rest) {
      var rule = rules.find(([pattern]) => pattern.test(rest));
      var code = rule ? rule[1] : rest[0];
      rest = rest.slice(rule ? rule[0].exec(rest)[0].length : 1);
      // A repeated code counts once, except with a silent letter between.
      if (code && code[0] === previous) result += code.slice(1);
      else result += code;
      previous = code.slice(-1);
      rules = SOUNDS;
    }
    return result;
  }

  // Damerau-Levenshtein distance (restricted). Above `max` it is not exact.
  function distance(a, b, max) {
    if (Math.abs(a.length - b.length) > max) return max + 1;
    var before;
    var above;
    var row = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (var i = 1; i <= a.length; i++) {
      before = above;
      above = row;
      row = [i];
      for (var j = 1; j <= b.length; j++) {
        row[j] = Math.min(above[j] + 1, row[j - 1] + 1, 
          above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        var isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
        if (isSwap) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    return row[b.length];
  }

  function nearest(folded, names) {
    var best;
    var limit = Math.min(3, Math.ceil(folded.length / 2)) + 1;
    names.forEach(name => {
      var other = Words.fold(Words.lower(name));
      var edits = other.startsWith(folded) ? 1 : distance(folded, other, 3);
      if (edits >= limit) return;
      limit = edits;
      best = name;
    });
    return best;
  }

  // The files with words that begin or end with a similar sound. `isWider`: for an extra or swapped
  // sound there.
  function pieces(folded, isWider) {
    var letters = Array.from(sound(folded));
    var first = letters.slice();
    var last = letters.slice();
    if (isWider) {
      first.splice(1, 1);
      last.splice(-2, 1);
    }
    return ['f' + first.concat('_', '_').slice(0, 2).join(''),
      'b' + last.slice(-2).concat('_', '_').slice(0, 2).join('')];
  }

  // Cost of a correction, or undefined if the words are too different. `level`: log2 of its posts.
  function cost(folded, code, other, level) {
    var sounds = sound(other);
    var isAlike = sounds === code;
    var max = folded.length > 4 ? isAlike ? 4 : 2 : 1;
    var edits = distance(folded, other, max);
    if (edits > max || edits === 0) return undefined;
    // Short words with one code and very different spellings are other words.
    if (edits > 2 && edits * 2 > Math.max(folded.length, other.length)) return undefined;
    return edits + (isAlike ? -0.8 : 0.3 * distance(code, sounds, 3))
      + (folded[0] === other[0] ? 0 : 0.6) - level * 0.08;
  }

  // Whether to replace the word without asking. "hospice" must not become "spice".
  function isSure(word, other) {
    if (word.length > 8) return true;
    var isAlike = sound(word) === sound(other);
    var edits = distance(word, other, 3);
    return edits < 2 ? word.length > 4 && (isAlike || word[0] === other[0])
      : edits < 3 && isAlike && word.length > 6;
  }

  // The best correction. `minLevel`: its lowest level, 0 for an unknown word.
  function correction(word, key, texts, isEnglish, minLevel, stop) {
    var code = sound(word);
    var best;
    texts.join(' ').split(' ').forEach(entry => {
      var level = parseInt(entry[0], 36);
      var surface = entry.slice(1);
      var folded = Words.fold(surface);
      var price = level >= minLevel ? cost(word, code, folded, level) : undefined;
      if (price === undefined || best && best.cost <= price || minLevel && price > 1) return;
      var other = isEnglish ? Words.normalise(folded) : folded;
      if (other === key || stop.has(other)) return;
      best = { surface, cost: price, level };
    });
    if (best) best.isSure = isSure(word, Words.fold(best.surface));
    return best;
  }

  return { sound, distance, nearest, pieces, correction };
})();
