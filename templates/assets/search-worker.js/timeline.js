// Lists posts by day, the newest first, for a query with only dates.
var Timeline = (function () {
  'use strict';

  var TABLE = 't/index.json';
  var MINUTES_PER_DAY = 1440;

  function count(files) { return files.reduce((sum, file) => sum + file.count, 0); }

  function find(finder, needed) {
    return (finder.excluded.length ? findChecked : findPage)(finder, needed);
  }

  // Loads the files of one page, and those with days outside the range.
  async function findPage(finder, needed) {
    var files = await filesInRange(finder);
    await loadPosts(finder, files.filter(file => !file.isWhole));
    // After the last page, the last page is shown.
    var pages = Math.ceil(count(files) / Index.PAGE_SIZE);
    var start = Math.min(needed - 1, pages * Index.PAGE_SIZE) - Index.PAGE_SIZE;
    var end = 0;
    await loadPosts(finder, files.filter(file => (end += file.count) > start
      && end - file.count < needed));
    var posts = [].concat(...files.map(file => file.posts || new Array(file.count)));
    return { posts, total: posts.length, isComplete: true };
  }

  async function findChecked(finder, needed) {
    var posts = [];
    var files = await filesInRange(finder);
    for (var i = 0; i < files.length; i++) {
      if (i && finder.bytesLeft() < 0) return { posts, isComplete: false };
      await loadPosts(finder, [files[i]]);
      for (var post of files[i].posts) {
        if (posts.length < needed && !await finder.isExcluded(post)) posts.push(post);
      }
    }
    return { posts, total: posts.length < needed ? posts.length : undefined, isComplete: true };
  }

  async function filesInRange({ index, query }) {
    var first = 0;
    var files = (await index.json(TABLE)).map((row, number) => (
      { number, first: first += row[0] * MINUTES_PER_DAY, end: Infinity, count: row[1] }));
    files.forEach((file, i) => { if (i) files[i - 1].end = file.first; });
    return files.filter(file => file.first < query.before && query.after < file.end)
      .map(file => (
        { ...file, isWhole: query.after <= file.first && file.end <= query.before }))
      .reverse();
  }

  function loadPosts({ index, query }, files) {
    return Promise.all(files.filter(file => !file.posts).map(async file => {
      var path = 't/' + file.number + '.bin';
      var reader = new Index.Reader(await index.file(path));
      var posts = [];
      for (var day = 0; reader.offset < reader.data.length;) {
        day = MINUTES_PER_DAY * reader.varint() * (day ? -1 : 1) + day;
        for (var left = reader.varint(); left > 0; left--) {
          posts.push({
            segment: reader.varint(), id: reader.varint() * Index.THREAD_STEP + reader.varint(),
            isInRange: query.after <= day && day < query.before
          });
        }
      }
      if (posts.length !== file.count) index.reload([TABLE, path]);
      file.posts = posts.filter(post => post.isInRange);
      file.count = file.posts.length;
    }));
  }

  return { find };
})();
