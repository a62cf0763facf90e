// Splits a text into words and makes their keys, by the same rules as the index.
var Words = (function () {
  'use strict';

  var URL_START = "[hH][tT][tT][pP][sS]?://|[wW][wW][wW]\\.";
  var LETTER = '[\\p{L}\\p{M}\\p{N}]';
  // A URL, which is skipped, or a sequence of letters with what may be between two of them.
  var WORDS = new RegExp('((?:' + URL_START + ')[^\\p{White_Space}<>"]*)|(?:[0-9][.,](?=[0-9])|'
    + LETTER + "(?:['’](?=" + LETTER + '))?)+', 'gu');
  var MAX_LENGTH = 40;

  var FOLDED_LETTERS = {
    'ß': 'ss', 'æ': 'ae', 'œ': 'oe', 'ø': 'o', 'ł': 'l', 'đ': 'd', 'ı': 'i', 'ð': 'd', 'þ': 'th',
    'ς': 'σ'
  };

  // "a b, c d": a becomes b, c becomes d.
  function pairs(text) { return text.split(/,\s*/).map(pair => pair.split(' ')); }

  var IRREGULAR = new Map(pairs('women woman, men man, children child, feet foot, teeth tooth,'
    + 'lives life, wives wife, knives knife, halves half, metastases metastasis,'
    + 'micrometastases micrometastasis, diagnoses diagnosis, prognoses prognosis,'
    + 'analyses analysis, prostheses prosthesis, crises crisis, thromboses thrombosis,'
    + 'fibroses fibrosis, necroses necrosis, swollen swell'));
  var PREFIXES = pairs('oestr estr, oesoph esoph, oedem edem, foet fet, anaem anem,'
    + 'anaesth anesth, aesth esth, haem hem, leukaem leukem, paed ped, gynaec gynec, aetiol etiol,'
    + 'ischaem ischem, faec fec, caec cec, coeliac celiac, manoeuv maneuv, homoeo homeo,'
    + 'archaeo archeo, encyclopaed encycloped');
  var SUBSTRINGS = pairs('oedema edema, aemi emi, orthopaed orthoped, diarrhoea diarrhea,'
    + 'rrhoea rrhea, haemo hemo, oestr estr, anaesth anesth');
  var OUR_WORDS = new RegExp('^(tum|col|fav|flav|hon|hum|lab|neighb|od|rum|behavi|vap'
    + '|savi|endeav|harb|vig|arm|sav|glam)our(s|ed|ing|ful|able|ites?|al|hoods?|less|y|)$');
  var WHOLE_WORDS = new Map(pairs('centre center, fibre fiber, litre liter, millilitre milliliter,'
    + 'metre meter, centimetre centimeter, millimetre millimeter, theatre theater,'
    + 'calibre caliber, programme program, grey gray, pyjama pajama, mould mold,'
    + 'licence license, practise practice, defence defense, offence offense,'
    + 'aluminium aluminum, judgement judgment, fulfill fulfil, enroll enrol, sulphate sulfate,'
    + 'sulphur sulfur, tyre tire, mum mom'));
  var IZE_ENDINGS = /i(z)(?:ations?|ing|ed|es|er|e)$|y(z)(?:ed|ing|es|e)$/;
  var UNSTEMMED = new Set(('evening morning during something anything nothing everything ceiling'
    + ' wedding string spring bring thing herring sibling hundred embed naked sacred wicked rugged'
    + ' indeed').split(' '));

  // One spelling for British and American forms.
  function unifySpelling(word) {
    PREFIXES.forEach(([from, to]) => {
      if (word.startsWith(from)) word = to + word.slice(from.length);
    });
    SUBSTRINGS.forEach(([from, to]) => { word = word.replace(from, to); });
    word = word.replace(OUR_WORDS, '$1or$2');
    if (WHOLE_WORDS.has(word)) word = WHOLE_WORDS.get(word);
    else if (/s$/.test(word) && WHOLE_WORDS.has(word.slice(0, -1))) {
      word = WHOLE_WORDS.get(word.slice(0, -1)) + 's';
    }
    word = word.replace(IZE_ENDINGS, ending => ending.replace('z', 's'));
    return word === 'ageing' ? 'aging' : word;
  }

  function singular(word) {
    if (word.length < 4 || !/s$/.test(word) || /[sui]s$/.test(word)) return word;
    if (word.length > 4 && /ies$/.test(word)) return word.slice(0, -3) + 'y';
    if (/(?:^|[^aeot])aches$/.test(word)) return word.slice(0, -1);
    return word.slice(0, /(?:ss|x|ch|sh|z)es$/.test(word) ? -2 : -1);
  }

  function stem(word) {
    var ending = /ing$/.test(word) ? 3 : /ed$/.test(word) && !/eed$/.test(word) ? 2 : 0;
    if (!ending || UNSTEMMED.has(word)) return word;
    if (/ied$/.test(word)) return word.length > 4 ? word.slice(0, -3) + 'y' : word;
    var rest = word.slice(0, -ending);
    var isLong = rest.length > 2 && word.length > ending + 2;
    return (isLong || rest === 'us' || rest === 'ag') && /[aeiouy]/.test(rest) ? base(rest) : word;
  }

  function base(rest) {
    if (/([bdgmnprt])\1$/.test(rest)) return rest.length > 3 ? rest.slice(0, -1) : rest;
    if (/ll$/.test(rest)) return rest.length > 5 ? rest.slice(0, -1) : rest;
    var needsE = /(?:[^eo]at|creat|bl|iz|is|lys|[aeo]us|as|os|v|c|u|z|dg|ang|eng|lg|rg)$/.test(rest)
      || /(?:^|[^aeot])ach$/.test(rest)
      || /^[^aeiou]*[aeiou][^aeiouwxy]$/.test(rest);
    return needsE ? rest + 'e' : rest;
  }

  function normalise(word) {
    if (!/^[a-z]+$/.test(word)) return word;
    if (IRREGULAR.has(word)) word = IRREGULAR.get(word);
    else if (word.length < 4 && word !== 'mum') return word;
    return stem(singular(unifySpelling(word)));
  }

  // Each letter alone, because some languages have special rules for the end of a word.
  function lower(text) {
    return Array.from(text, letter => letter.toLowerCase()).join('').normalize();
  }

  function fold(surface) {
    return surface.normalize('NFD').replace(/\p{Mn}/gu, '')
      .replace(/[ßæœøłđıðþς]/g, letter => FOLDED_LETTERS[letter]);
  }

  // The words of a text: offsets, spelling and key. A word that is too long counts but has no key.
  function of(text, isEnglish) {
    var words = [];
    var match;
    WORDS.lastIndex = 0;
    while ((match = WORDS.exec(text))) {
      if (match[1] !== undefined || !/[\p{L}\p{N}]/u.test(match[0])) continue;
      var plain = match[0].replace(/['’][sS]$/, '').replace(/['’]/g, '').replace(/,/g, '.');
      var surface = lower(plain);
      var folded = fold(surface);
      var isTooLong = folded.length > MAX_LENGTH && Array.from(folded).length > MAX_LENGTH;
      words.push({
        start: match.index, end: WORDS.lastIndex, surface, folded,
        key: isTooLong ? '' : isEnglish ? normalise(folded) : folded
      });
    }
    return words;
  }

  return { of, normalise, fold, lower };
})();
