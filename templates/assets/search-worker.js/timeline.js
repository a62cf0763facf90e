// Posts by their dates, the newest first: for a query without words. Each month has a list of its
// posts and their minutes.
var Timeline = (function () {
  'use strict';

  // Posts whose lists a search may load.
  var FEW = 8000;
  // A filter that fits fewer than one post in so many is rare.
  var RARE = 400;

  // The months that have posts of these dates, the newest first.
  function months(root, query) {
    var number = 0;
    return root.months.map(([gap, count]) => {
      var start = minutes(number += gap);
      var end = minutes(number + 1);
      var isWhole = query.after <= start && end <= query.before;
      return {
        name: new Date(start * 6e4).toISOString().slice(0, 7), start, count, isWhole,
        isThere: start < query.before && query.after < end
      };
    }).filter(month => month.isThere).reverse();
  }

  function minutes(month) { return Date.UTC(Math.floor(month / 12), month % 12) / 6e4; }

  function count(months) { return months.reduce((sum, month) => sum + month.count, 0); }

  // Whether a page of posts is found without loading much.
  function suits({ query, months, words, index }) {
    var isFrequent = group => group.field && group.units.some(unit => {
      var word = words.get(unit.keys[0]);
      return word && word.df * RARE > index.root.posts;
    });
    return query.groups.every(count(months) > FEW ? isFrequent : group => group.field);
  }

  function find(finder, need) {
    return (finder.groups.length || finder.excluded.length ? walk : pick)(finder, need);
  }

  // Loads the page's months, and those of which only some days count.
  async function pick(finder, need) {
    var { months } = finder;
    await read(finder, months.filter(month => !month.isWhole));
    var pages = Math.ceil(count(months) / Index.A_PAGE);
    var start = Math.min(need - 1, pages * Index.A_PAGE) - Index.A_PAGE;
    var end = 0;
    await read(finder, months.filter(month => (end += month.count) > start && end - month.count < need));
    var posts = [].concat(...months.map(month => month.posts || new Array(month.count)));
    return { posts, total: posts.length, isComplete: true };
  }

  // Goes through the months until a page is full.
  async function walk(finder, need) {
    var posts = [];
    var months = finder.months.slice();
    for (var size = need; months.length && posts.length < need; size *= 2) {
      if (finder.budget() < 0) return { posts, isComplete: false };
      var some = [];
      while (months.length && count(some) < size) some.push(months.shift());
      await read(finder, some);
      for (var post of [].concat(...some.map(month => month.posts))) {
        if (posts.length < need && await isFound(finder, post)) posts.push(post);
      }
    }
    return { posts, total: posts.length < need ? posts.length : undefined, isComplete: true };
  }

  async function isFound(finder, post) {
    for (var group of finder.required) await finder.loadAround(group, post.segment);
    return finder.passes(post);
  }

  function read({ index, query }, months) {
    return Promise.all(months.filter(month => !month.posts).map(async month => {
      var word = await index.word('at=' + month.name);
      if (!word) throw new Index.Fault('missing');
      var posts = [];
      for (var chunk of word.chunks) {
        if (!chunk.isKnown) await index.load(word, chunk);
        await index.loadPositions(word, chunk);
        for (var run of chunk.runs) run.ids.forEach((id, i) => {
          var date = month.start + run.positions[i][0];
          if (query.after <= date && date < query.before) posts.push({ segment: run.segment, id, date });
        });
      }
      month.posts = posts.sort((a, b) => b.date - a.date || b.segment - a.segment || b.id - a.id);
      month.count = posts.length;
    }));
  }

  return { months, suits, find };
})();
