// Loads the data of results from s/: the text of a post, its author and its thread.
var Shown = (function () {
  'use strict';

  var POSTS_PER_PART = 16;
  var utf8 = new TextDecoder();

  // One byte may stand for several letters.
  function decode(bytes, codes) {
    var result = [];
    for (var i = 0; i < bytes.length; i++) {
      var byte = bytes[i];
      if (byte > 31 && byte < 127) {
        result.push(byte);
      } else if (byte === 254) {
        result.push(bytes[++i]);
      } else if (byte === 255) {
        for (var left = bytes[++i]; left > 0; left--) result.push(bytes[++i]);
      } else {
        var code = codes[byte < 32 ? byte : byte - 95] || [];
        for (var j = 0; j < code.length; j++) result.push(code[j]);
      }
    }
    return utf8.decode(new Uint8Array(result));
  }

  function readPost(reader, number, text) {
    var post = { number: number, author: reader.varint(), date: reader.varint() };
    post.role = reader.varint() - 1;
    var flags = reader.varint();
    post.isOfficial = Boolean(flags & 1);
    post.isAccepted = Boolean(flags & 2);
    post.isNote = Boolean(flags & 4);
    post.text = text();
    if (flags & 8) post.text = '… ' + post.text;
    if (flags & 16) post.text += ' …';
    return post;
  }

  function readThread(reader, text, posts) {
    var thread = {
      number: reader.varint(), title: text(), board: reader.varint(), slug: reader.text()
    };
    var flags = reader.varint();
    thread.isClosed = Boolean(flags & 1);
    thread.isAnswered = Boolean(flags & 2);
    thread.isPinned = Boolean(flags & 4);
    for (var left = reader.varint(), number = 0; left > 0; left--) {
      var post = readPost(reader, number += reader.varint(), text);
      post.thread = thread;
      posts.push(post);
    }
  }

  function readPiece(data, codes) {
    var reader = new Index.Reader(data);
    var text = () => decode(reader.bytes(reader.varint()), codes);
    var posts = [];
    for (var left = reader.varint(); left > 0; left--) readThread(reader, text, posts);
    var authors = [];
    for (left = reader.varint(); left > 0; left--) authors.push(text());
    posts.forEach(post => { post.author = authors[post.author]; });
    return posts;
  }

  function path(segment, thread, number) {
    var part = Math.floor((number - 1) / POSTS_PER_PART);
    return 's/' + segment + '/' + (part > 0 ? thread + '-' + part : thread >> 1) + '.bin';
  }

  function url(root, post) {
    var board = root.boards[post.thread.board] || [''];
    var page = Math.floor((post.number - 1) / root.postsPerPage) + 1;
    return root.home + 'boards/' + board[0] + '/' + post.thread.slug + '/'
      + (page > 1 ? 'page/' + page + '/' : '') + '#post-' + post.number;
  }

  // Returns undefined if the post was removed after the index was loaded.
  async function post(index, segment, id) {
    var number = id % Index.THREAD_STEP;
    var thread = (id - number) / Index.THREAD_STEP;
    var name = path(segment, thread, number);
    var data = await index.file(name);
    if (!data.posts) data.posts = readPiece(data, index.codes);
    var threadPosts = data.posts.filter(post => post.thread.number === thread);
    // Post 1 represents its thread, also if post 1 was removed.
    var found = threadPosts.find(post => post.number === number)
      || (number === 1 ? threadPosts[0] : undefined);
    if (found && !found.url) {
      found.url = url(index.root, found);
      found.board = index.root.boards[found.thread.board];
      found.roleLabel = found.role < 0 ? '' : (index.root.roles[found.role] || [])[1];
    }
    return found;
  }

  return { post };
})();
