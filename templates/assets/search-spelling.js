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
      var rule = rules.find(function (one) { return one[0].test(rest); });
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

  return { sound: sound };
})();
