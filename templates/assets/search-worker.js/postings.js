// Loads and reads the files of the index, which Sources/Pipeline/Search writes.
var Index = (function () {
  'use strict';

  // A post within its segment is one number, thread * STEP + number.
  var STEP = 65536;
  // What a word weighs in a post, by the bit of its stream: A, T, levels 3 to 0.
  var VALUES = [0.28, 0.42, 0.56, 0.72, 1.1, 0];
  var TITLE = 4;
  var ATTRIBUTES = 5;
  var A_PAGE = 20;
  // Milliseconds and bytes after which an edition is loaded anew.
  var A_WHILE = 5 * 60 * 1000;
  var MUCH = 3e7;
  var utf8 = new TextDecoder();

  function fnv(text) {
    var hash = 2166136261;
    new TextEncoder().encode(text).forEach(byte => {
      hash = Math.imul(hash ^ byte, 16777619);
    });
    return hash >>> 0;
  }

  class Reader {
    constructor(data, at) {
      this.data = data;
      this.at = at || 0;
    }

    byte() {
      if (this.at >= this.data.length) throw new Fault('missing');
      return this.data[this.at++];
    }

    varint() {
      var value = 0;
      for (var scale = 1; ; scale *= 128) {
        var byte = this.byte();
        value += (byte & 127) * scale;
        if (!(byte > 127)) return value;
      }
    }

    bytes(count) {
      this.at += count;
      return this.data.subarray(this.at - count, this.at);
    }

    text() { return utf8.decode(this.bytes(this.varint())); }
  }

  class Bits {
    constructor(reader) {
      this.data = reader.data;
      this.at = reader.at * 8;
    }

    bit() {
      var bit = this.data[this.at >> 3] >> (7 - (this.at & 7)) & 1;
      this.at++;
      return bit;
    }

    rice(width) {
      // No list goes on after the end of its file.
      if (this.at > this.data.length * 8) throw new Fault('missing');
      var value = 0;
      while (this.bit()) value++;
      for (var i = 0; i < width; i++) value = value * 2 + this.bit();
      return value;
    }

    end() { return (this.at + 7) >> 3; }
  }

  // Posts of one segment. `first` is the least number a post has: 0 stands for a whole thread.
  function readRun(reader, segment, first) {
    var ids = [];
    var count = reader.varint();
    var widths = count > 1 ? reader.byte() : 0x82;
    var bits = new Bits(reader);
    var thread = -1;
    var number = 0;
    for (var i = 0; i < count; i++) {
      if (i && bits.bit()) {
        number += 1 + bits.rice(widths & 15);
      } else {
        thread += 1 + bits.rice(widths >> 4);
        number = first + bits.rice(widths & 15);
      }
      ids.push(thread * STEP + number);
    }
    reader.at = bits.end();
    return { segment: segment, ids: ids };
  }

  function readRuns(reader, chunk, goesOn) {
    chunk.runs = [];
    for (var segment = chunk.from; goesOn(chunk.runs.length);) {
      segment += reader.varint();
      chunk.runs.push(readRun(reader, segment, chunk.stream === ATTRIBUTES ? 0 : 1));
    }
  }

  function readPositions(reader, chunk) {
    chunk.runs.forEach(run => {
      var width = reader.byte();
      var bits = new Bits(reader);
      run.positions = run.ids.map(() => {
        var list = [];
        for (var left = bits.rice(0) + 1, place = -1; left > 0; left--) {
          list.push(place += 1 + bits.rice(width));
        }
        return list;
      });
      reader.at = bits.end();
    });
    chunk.hasPlaces = true;
  }

  // A word's lists, as far as they are known. `parts`, by segment: what it weighs in which posts, and
  // which threads have it in their titles (or, for an attribute, as a whole).
  class Word {
    constructor(bucket, key) {
      this.bucket = bucket;
      this.key = key;
      // The weightiest first, and the newest of them; `pending`: those still to be loaded.
      this.chunks = [];
      this.pending = [];
      this.parts = [];
    }

    learn(chunk) {
      chunk.isKnown = true;
      this.pending = this.pending.filter(one => one !== chunk);
      var value = VALUES[chunk.stream];
      chunk.runs.forEach(run => {
        var part = this.parts[run.segment] || { posts: new Map(), threads: new Map() };
        this.parts[run.segment] = part;
        run.ids.forEach(id => {
          var number = id % STEP;
          if (number) part.posts.set(id, (part.posts.get(id) || 0) + value);
          if (chunk.stream === TITLE || !number) part.threads.set((id - number) / STEP, id);
        });
      });
    }
  }

  function readWord(reader, bucket) {
    var word = new Word(bucket, reader.text());
    word.df = reader.varint();
    var flags = reader.byte();
    word.isCommon = Boolean(flags & 1);
    word.surface = flags & 2 ? reader.text() : word.key;
    word.hasPositions = Boolean(flags & 4);
    var mask = reader.byte();
    for (var stream = ATTRIBUTES; stream >= 0; stream--) {
      if (!(mask >> stream & 1)) continue;
      if (flags & 8) readTiny(reader, word, stream);
      else readChunks(reader, word, stream);
    }
    return word;
  }

  function readTiny(reader, word, stream) {
    var chunk = { stream: stream, from: 0, to: Infinity };
    var count = reader.varint();
    readRuns(reader, chunk, runs => runs < count);
    if (word.hasPositions) readPositions(reader, chunk);
    word.chunks.push(chunk);
    word.learn(chunk);
  }

  function readChunks(reader, word, stream) {
    var exponent = reader.byte();
    var chunks = [];
    for (var count = reader.varint(); count > 0; count--) {
      var index = reader.varint();
      var isAll = exponent > 30;
      var size = Math.pow(2, exponent);
      var chunk = {
        stream: stream, from: isAll ? 0 : index * size, to: isAll ? Infinity : (index + 1) * size - 1,
        place: reader.varint()
      };
      // A shared file has many lists, any other one list after its stamp.
      var isShared = chunk.place === 1;
      chunk.offset = isShared ? reader.varint() : 4;
      chunk.length = reader.varint();
      chunk.stamp = isShared ? word.bucket.listStamp : stamp(reader);
      if (word.hasPositions) {
        chunk.positionsOffset = isShared ? reader.varint() : 4;
        chunk.positionsLength = reader.varint();
        chunk.positionsStamp = isShared ? word.bucket.positionsStamp : stamp(reader);
      }
      chunks.unshift(chunk);
    }
    word.chunks = word.chunks.concat(chunks);
    word.pending = word.chunks;
  }

  // One edition of the index. A search uses one from beginning to end.
  class Index {
    constructor(home, text) {
      var root = parsed(text);
      this.home = home;
      this.text = text;
      this.files = new Map();
      this.buckets = new Map();
      this.stale = new Set();
      this.loaded = 0;
      this.isEnglish = root.language === 'en';
      this.stop = new Set(root.stop);
      this.codes = root.code.map(text => new TextEncoder().encode(text));
      this.root = root;
    }

    // The bytes of a file, asked for once, and by the edition: a browser's cache mixes no two.
    file(path, isAnew) {
      isAnew = this.stale.delete(path) || isAnew;
      if (isAnew || !this.files.has(path)) {
        var answer = fetched(this.home + path + '?' + this.root.edition, isAnew ? 'reload' : 'default');
        this.files.set(path, answer.then(bytes => {
          this.loaded += bytes.length;
          return bytes;
        }));
        answer.catch(() => { this.files.delete(path); });
      }
      return this.files.get(path);
    }

    // The files are of two editions, because the host is publishing: they are loaded anew, once.
    renew(paths) {
      paths.forEach(path => this.stale.add(path));
      throw new Fault('stale');
    }

    async json(path) { return parsed(utf8.decode(await this.file(path))); }

    piece(text, bits) { return fnv(text) % Math.pow(2, bits); }

    async word(key) {
      var number = this.piece(key, this.root.bits);
      if (!this.buckets.has(number)) this.buckets.set(number, this.bucket(number));
      try {
        return (await this.buckets.get(number)).get(key);
      } catch (error) {
        this.buckets.delete(number);
        throw error;
      }
    }

    async bucket(number) {
      var isAnew = this.stale.has(number);
      var reader = new Reader(await this.file('w/' + number + '.bin', isAnew));
      var bucket = {
        number: number, group: number % Math.pow(2, this.root.listBits), listStamp: stamp(reader),
        positionsStamp: stamp(reader), isAnew: isAnew, reloaded: new Set()
      };
      var words = new Map();
      for (var count = reader.varint(); count > 0; count--) {
        var word = readWord(reader, bucket);
        words.set(word.key, word);
      }
      return words;
    }

    // While the host publishes, a bucket and its lists may be of two editions: then they are loaded anew, once.
    async lists(word, folder, place, expected) {
      var bucket = word.bucket;
      var path = folder + '/' + bucket.group + (place > 1 ? '-' + (place - 2) : '') + '.bin';
      var isAnew = bucket.isAnew && !bucket.reloaded.has(path);
      bucket.reloaded.add(path);
      var data = await this.file(path, isAnew);
      if (stamp(new Reader(data)) === expected) return data;
      this.buckets.delete(bucket.number);
      this.stale.add(bucket.number);
      throw new Fault(bucket.isAnew ? 'missing' : 'stale');
    }

    // Loads a chunk, and takes what else of the word lies in the same file.
    async load(word, chunk) {
      var data = await this.lists(word, 'l', chunk.place, chunk.stamp);
      word.pending.filter(other => other.place === chunk.place)
        .forEach(other => {
          var reader = new Reader(data, other.offset);
          var end = other.offset + other.length;
          readRuns(reader, other, () => reader.at < end);
          word.learn(other);
        });
    }

    // The word's positions in a post's text, or in its thread's title.
    async positions(word, segment, id, isTitle) {
      for (var chunk of word.chunks) {
        if ((chunk.stream === TITLE) !== isTitle || !chunk.isKnown) continue;
        var run = chunk.runs.find(one => one.segment === segment);
        var at = run ? run.ids.indexOf(id) : -1;
        if (at < 0) continue;
        if (!chunk.hasPlaces) {
          var data = await this.lists(word, 'p', chunk.place, chunk.positionsStamp);
          readPositions(new Reader(data, chunk.positionsOffset), chunk);
        }
        return run.positions[at];
      }
      return [];
    }
  }

  // The edition that is on the host. Asked for again after a while: a page may be left open for days.
  class Editions {
    constructor(home) {
      this.home = home;
      // The page has asked for the root before this thread was there.
      this.first = new Promise(give => { this.give = give; });
    }

    open() {
      var isLarge = this.index && this.index.loaded > MUCH;
      if (!this.opening || isLarge || Math.abs(Date.now() - this.looked) > A_WHILE) {
        this.looked = Date.now();
        this.opening = this.look();
      }
      return this.opening;
    }

    async look() {
      var given = this.index ? undefined : await this.first;
      try {
        var text = given || utf8.decode(await fetched(this.home + 'root.json', 'no-cache'));
        var isSame = this.index && this.index.text === text && this.index.loaded < MUCH;
        if (!isSame) this.index = new Index(this.home, text);
      } catch (error) {
        if (!this.index) {
          this.opening = undefined;
          this.first = undefined;
          throw error;
        }
      }
      return this.index;
    }
  }

  async function fetched(url, cache) {
    var response;
    var bytes;
    try {
      response = await fetch(url, { cache });
      bytes = response.ok && new Uint8Array(await response.arrayBuffer());
    } catch (error) { throw new Fault('offline'); }
    if (!bytes) throw new Fault('missing');
    return bytes;
  }

  class Fault extends Error {
    constructor(kind) {
      super(kind);
      this.kind = kind;
    }
  }

  function parsed(text) {
    try { return JSON.parse(text); } catch (error) { throw new Fault('missing'); }
  }

  function stamp(reader) {
    return reader.byte() + reader.byte() * 256 + reader.byte() * 65536 + reader.byte() * 16777216;
  }

  return { Editions, Reader, A_PAGE, STEP, VALUES, TITLE, ATTRIBUTES, fnv, Fault };
})();
