// The index as it lies on the host: what is loaded, and how its bytes are read. (How it is written
// stands in Sources/Pipeline/Search.)
var Index = (function () {
  'use strict';

  // A post's place in one number, in the order of the index: segment, thread, number.
  var STEP = 65536;
  // What a word weighs in a post, by the bit of its stream: A, T, levels 3 to 0.
  var VALUES = [0.28, 0.42, 0.56, 0.72, 1.1, 0];
  var TITLE = 4;
  var ATTRIBUTES = 5;
  var utf8 = new TextDecoder();

  function fnv(text) {
    var hash = 2166136261;
    new TextEncoder().encode(text).forEach(function (byte) {
      hash = Math.imul(hash ^ byte, 16777619);
    });
    return hash >>> 0;
  }

  class Reader {
    constructor(data, at) {
      this.data = data;
      this.at = at || 0;
    }

    byte() { return this.data[this.at++]; }

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
      var value = 0;
      while (this.bit()) value++;
      for (var i = 0; i < width; i++) value = value * 2 + this.bit();
      return value;
    }

    // The byte at which the next thing begins.
    end() { return (this.at + 7) >> 3; }
  }

  // Posts of one segment. `first` is the least number a post has: 0 stands for a whole thread.
  function readRun(reader, segment, first, ids) {
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
      ids.push((segment * STEP + thread) * STEP + number);
    }
    reader.at = bits.end();
    return count;
  }

  // `goesOn` says, after so many runs, whether there is another.
  function readRuns(reader, chunk, goesOn) {
    chunk.ids = [];
    chunk.runs = [];
    for (var segment = chunk.from; goesOn(chunk.runs.length);) {
      segment += reader.varint();
      chunk.runs.push(readRun(reader, segment, chunk.stream === ATTRIBUTES ? 0 : 1, chunk.ids));
    }
  }

  // Of each posting the places of the word.
  function readPositions(reader, chunk) {
    chunk.positions = [];
    chunk.runs.forEach(function (count) {
      var width = reader.byte();
      var bits = new Bits(reader);
      for (var i = 0; i < count; i++) {
        var list = [];
        for (var left = bits.rice(0) + 1, place = -1; left > 0; left--) {
          list.push(place += 1 + bits.rice(width));
        }
        chunk.positions.push(list);
      }
      reader.at = bits.end();
    });
  }

  // A word's lists, as far as they are known: what it weighs in which posts, and which threads have
  // it in their titles (or, for an attribute, as a whole).
  class Word {
    constructor(bucket, key) {
      this.bucket = bucket;
      this.key = key;
      this.chunks = [];
      this.posts = new Map();
      this.threads = new Map();
      this.segments = new Set();
    }

    learn(chunk) {
      chunk.isKnown = true;
      var value = VALUES[chunk.stream];
      chunk.ids.forEach(function (id) {
        var thread = Math.floor(id / STEP);
        if (id % STEP) this.posts.set(id, (this.posts.get(id) || 0) + value);
        if (chunk.stream === TITLE || !(id % STEP)) this.threads.set(thread, id);
        this.segments.add(Math.floor(thread / STEP));
      }, this);
    }

    // The chunks still to be loaded, the weightiest first, and the newest of them.
    get pending() { return this.chunks.filter(chunk => !chunk.isKnown); }
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
      var hasPositions = word.hasPositions && stream !== ATTRIBUTES;
      if (flags & 8) readTiny(reader, word, stream, hasPositions);
      else readChunks(reader, word, stream, hasPositions);
    }
    return word;
  }

  function readTiny(reader, word, stream, hasPositions) {
    var chunk = { stream: stream, from: 0, to: Infinity };
    var count = reader.varint();
    readRuns(reader, chunk, runs => runs < count);
    if (hasPositions) readPositions(reader, chunk);
    word.chunks.push(chunk);
    word.learn(chunk);
  }

  function readChunks(reader, word, stream, hasPositions) {
    var exponent = reader.byte();
    var chunks = [];
    for (var count = reader.varint(); count > 0; count--) {
      var index = reader.varint();
      var isAll = exponent > 30;
      var size = Math.pow(2, exponent);
      var chunk = {
        stream: stream, from: isAll ? 0 : index * size, to: isAll ? Infinity : (index + 1) * size - 1,
        place: reader.varint(), offset: reader.varint(), length: reader.varint()
      };
      if (hasPositions) {
        chunk.positionsOffset = reader.varint();
        chunk.positionsLength = reader.varint();
      }
      chunks.unshift(chunk);
    }
    word.chunks = word.chunks.concat(chunks);
  }

  class Index {
    // `home`: of the index, with a slash at its end.
    constructor(home) {
      this.home = home;
      this.files = new Map();
      this.buckets = new Map();
      // Buckets whose files did not fit together.
      this.stale = new Set();
      this.loaded = 0;
    }

    // The bytes of a file; each is asked for once. A fault says whether there was an answer.
    file(path, isAnew) {
      if (isAnew || !this.files.has(path)) {
        var answer = this.fetched(path, isAnew);
        this.files.set(path, answer);
        answer.catch(() => { this.files.delete(path); });
      }
      return this.files.get(path);
    }

    async fetched(path, isAnew) {
      var response;
      var bytes;
      try {
        response = await fetch(this.home + path, isAnew ? { cache: 'reload' } : {});
        bytes = response.ok && new Uint8Array(await response.arrayBuffer());
      } catch (error) { throw new Fault('offline'); }
      if (!bytes) throw new Fault('missing');
      this.loaded += bytes.length;
      return bytes;
    }

    async json(path) {
      var bytes = await this.file(path);
      try { return JSON.parse(utf8.decode(bytes)); } catch (error) { throw new Fault('missing'); }
    }

    async open() {
      if (!this.root) {
        this.root = await this.json('root.json');
        this.isEnglish = this.root.language === 'en';
        this.codes = this.root.code.map(text => new TextEncoder().encode(text));
      }
    }

    // Which piece of 2^bits a text is in.
    piece(text, bits) { return fnv(text) % Math.pow(2, bits); }

    // Undefined for a word that no post has.
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
      var bucket = { number: number, stamp: stamp(reader), isAnew: isAnew, reloaded: new Set() };
      var words = new Map();
      for (var count = reader.varint(); count > 0; count--) {
        var word = readWord(reader, bucket);
        words.set(word.key, word);
      }
      return words;
    }

    // A file with lists. While the host publishes, the parts of a bucket may be of two indexes: then
    // all of them are loaded anew, once.
    async lists(word, folder, place) {
      var bucket = word.bucket;
      var path = folder + '/' + bucket.number + (place > 1 ? '-' + (place - 2) : '') + '.bin';
      var isAnew = bucket.isAnew && !bucket.reloaded.has(path);
      bucket.reloaded.add(path);
      var data = await this.file(path, isAnew);
      if (stamp(new Reader(data)) === bucket.stamp) return data;
      this.buckets.delete(bucket.number);
      this.stale.add(bucket.number);
      throw new Fault(bucket.isAnew ? 'missing' : 'stale');
    }

    // Loads a chunk, and takes what else of the word lies in the same file. Gives what it cost.
    async load(word, chunk) {
      var before = this.loaded;
      var data = await this.lists(word, 'l', chunk.place);
      word.pending.filter(other => other.place === chunk.place)
        .forEach(function (other) {
          var reader = new Reader(data, other.offset);
          var end = other.offset + other.length;
          readRuns(reader, other, () => reader.at < end);
          word.learn(other);
        });
      return this.loaded - before;
    }

    // The places of the word in a post's text, or in its thread's title.
    async positions(word, id, isTitle) {
      var chunk = word.chunks.find(one => (one.stream === TITLE) === isTitle && one.isKnown && position(one.ids, id) >= 0);
      if (!chunk) return [];
      if (!chunk.positions) {
        var data = await this.lists(word, 'p', chunk.place);
        readPositions(new Reader(data, chunk.positionsOffset), chunk);
      }
      return chunk.positions[position(chunk.ids, id)];
    }
  }

  class Fault extends Error {
    constructor(kind) {
      super(kind);
      this.kind = kind;
    }
  }

  function stamp(reader) {
    return new DataView(reader.bytes(4).slice().buffer).getUint32(0, true);
  }

  // Where it stands in a list that ascends, or -1.
  function position(ids, id) {
    var from = 0;
    var to = ids.length;
    while (from < to) {
      var middle = (from + to) >> 1;
      if (ids[middle] < id) from = middle + 1;
      else to = middle;
    }
    return ids[from] === id ? from : -1;
  }

  return {
    Index: Index, Reader: Reader, STEP: STEP, VALUES: VALUES, TITLE: TITLE, ATTRIBUTES: ATTRIBUTES,
    fnv: fnv, Fault: Fault
  };
})();
