// How words sound, how far two spellings lie apart, and which word somebody may have meant.
var Spelling = (function () {
  'use strict';

  // The first that fits gives the sound of its letters; the index is built by the same rules.
  var BEGINNINGS = [[/^(?:kn|gn|pn)/, 'n'], [/^wr/, 'r'], [/^(?:ps|x)/, 's'], [/^wh?/, 'w'],
    [/^y/, 'y'], [/^gh/, 'g'], [/^h/, 'h'], [/^[aeiou]/, 'a']];
  var SOUNDS = [[/^ph/, 'f'], [/^gh/, ''], [/^ck/, 'k'], [/^sch/, 'sk'], [/^tch/, 'x'],
    [/^[cs]h/, 'x'], [/^th/, 't'], [/^dg(?=[eiy])/, 'j'], [/^qu?/, 'k'], [/^c(?=[eiy])/, 's'],
    [/^c/, 'k'], [/^x/, 'ks'], [/^z/, 's'], [/^g(?=[eiy])/, 'j'], [/^v/, 'f'], [/^[aeiouwyh]/, '']];

  function sound(folded) {
    var rest = folded.replace(/[^a-z]/g, '');
    if (!rest) return folded;
    var result = '';
    var before = '';
    var rules = BEGINNINGS.concat(SOUNDS);
    while (rest) {
      var rule = rules.find(one => one[0].test(rest));
      var heard = rule ? rule[1] : rest[0];
      rest = rest.slice(rule ? rule[0].exec(rest)[0].length : 1);
      // A doubled letter is heard once; a letter that is not heard stands between.
      if (heard && heard[0] === before) result += heard.slice(1);
      else result += heard;
      before = heard.slice(-1);
      rules = SOUNDS;
    }
    return result;
  }

  // Damerau's and Levenshtein's distance: letters put in, left out, changed, or swapped with the next.
  // More than `most` is not told apart.
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    var before;
    var above;
    var row = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (var i = 1; i <= a.length; i++) {
      before = above;
      above = row;
      row = [i];
      for (var j = 1; j <= b.length; j++) {
        row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        var isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
        if (isSwap) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    return row[b.length];
  }

  function nearest(folded, names) {
    var best;
    var least = Math.min(3, Math.ceil(folded.length / 2)) + 1;
    names.forEach(name => {
      var other = Words.fold(Words.lower(name));
      var far = other.startsWith(folded) ? 1 : distance(folded, other, 3);
      if (far >= least) return;
      least = far;
      best = name;
    });
    return best;
  }

  // Names of the two pieces with words that sound alike at the beginning or the end; `isFurther`: of two
  // more, for a letter too many there, or two swapped.
  function pieces(folded, isFurther) {
    var letters = Array.from(sound(folded));
    var first = letters.slice();
    var last = letters.slice();
    if (isFurther) {
      first.splice(1, 1);
      last.splice(-2, 1);
    }
    return ['f' + first.concat('_', '_').slice(0, 2).join(''),
      'b' + last.slice(-2).concat('_', '_').slice(0, 2).join('')];
  }

  // The price of a correction; undefined for a word too far away. `level`: the logarithm of its posts.
  function cost(folded, heard, other, level) {
    var sounds = sound(other);
    var isAlike = sounds === heard;
    var most = folded.length > 4 ? isAlike ? 4 : 2 : 1;
    var far = distance(folded, other, most);
    if (far > most || far === 0) return undefined;
    // Words that sound alike may be written very differently; short ones then are others.
    if (far > 2 && far * 2 > Math.max(folded.length, other.length)) return undefined;
    return far + (isAlike ? -0.8 : 0.3 * distance(heard, sounds, 3))
      + (folded[0] === other[0] ? 0 : 0.6) - level * 0.08;
  }

  // Whether it may be looked for unasked: nobody wants "spice" for "hospice".
  function isSure(word, other) {
    if (word.length > 8) return true;
    var isAlike = sound(word) === sound(other);
    var far = distance(word, other, 3);
    return far < 2 ? word.length > 4 && (isAlike || word[0] === other[0]) : far < 3 && isAlike && word.length > 6;
  }

  // The best word of some pieces for a rare or unknown one. `least`: the lowest level it may have, above
  // 0 for a word that some post has.
  function correction(word, key, texts, isEnglish, least, stop) {
    var heard = sound(word);
    var best;
    texts.join(' ').split(' ').forEach(entry => {
      var level = parseInt(entry[0], 36);
      var surface = entry.slice(1);
      var folded = Words.fold(surface);
      var price = level >= least ? cost(word, heard, folded, level) : undefined;
      if (price === undefined || (best && best.cost <= price) || (least && price > 1)) return;
      var other = isEnglish ? Words.normalise(folded) : folded;
      if (other === key || stop.has(other)) return;
      best = { surface: surface, cost: price, level: level };
    });
    if (best) best.isSure = isSure(word, Words.fold(best.surface));
    return best;
  }

  return { sound, distance, nearest, pieces, correction };
})();
