// Posts by their days, the newest first: for a query of dates alone. (Sources/Pipeline/Search/Timeline.swift
// describes the files.)
var Timeline = (function () {
  'use strict';

  var TABLE = 't/index.json';
  // Minutes.
  var DAY = 1440;

  function count(files) { return files.reduce((sum, file) => sum + file.count, 0); }

  function find(finder, need) { return (finder.excluded.length ? walk : pick)(finder, need); }

  // Loads the files of a page, and those of which only some days are asked for.
  async function pick(finder, need) {
    var files = await filesOf(finder);
    await read(finder, files.filter(file => !file.isWhole));
    // Behind the last page the last one is shown.
    var pages = Math.ceil(count(files) / Index.A_PAGE);
    var start = Math.min(need - 1, pages * Index.A_PAGE) - Index.A_PAGE;
    var end = 0;
    await read(finder, files.filter(file => (end += file.count) > start && end - file.count < need));
    var posts = [].concat(...files.map(file => file.posts || new Array(file.count)));
    return { posts, total: posts.length, isComplete: true };
  }

  // Looks at one post after the other until a page is full.
  async function walk(finder, need) {
    var posts = [];
    var files = await filesOf(finder);
    for (var i = 0; i < files.length; i++) {
      if (i && finder.budget() < 0) return { posts, isComplete: false };
      await read(finder, [files[i]]);
      for (var post of files[i].posts) {
        if (posts.length < need && !await finder.isExcluded(post)) posts.push(post);
      }
    }
    return { posts, total: posts.length < need ? posts.length : undefined, isComplete: true };
  }

  // The files that may have posts of these days, the newest first.
  async function filesOf({ index, query }) {
    var first = 0;
    var files = (await index.json(TABLE)).map((row, number) => (
      { number, first: first += row[0] * DAY, end: Infinity, count: row[1] }));
    files.forEach((file, i) => { if (i) files[i - 1].end = file.first; });
    return files.filter(file => file.first < query.before && query.after < file.end)
      .map(file => ({ ...file, isWhole: query.after <= file.first && file.end <= query.before })).reverse();
  }

  function read({ index, query }, files) {
    return Promise.all(files.filter(file => !file.posts).map(async file => {
      var path = 't/' + file.number + '.bin';
      var reader = new Index.Reader(await index.file(path));
      var posts = [];
      for (var day = 0; reader.at < reader.data.length;) {
        day = DAY * reader.varint() * (day ? -1 : 1) + day;
        for (var left = reader.varint(); left > 0; left--) {
          posts.push({
            segment: reader.varint(), id: reader.varint() * Index.STEP + reader.varint(),
            isMeant: query.after <= day && day < query.before
          });
        }
      }
      if (posts.length !== file.count) index.renew([TABLE, path]);
      file.posts = posts.filter(post => post.isMeant);
      file.count = file.posts.length;
    }));
  }

  return { find };
})();
