// Loads and decodes the files of the index. The article "The search index format" specifies them.
var Index = (function () {
  'use strict';

  // The id of a post in its segment: thread * THREAD_STEP + number.
  var THREAD_STEP = 65536;
  // Weight of a word in a post, by stream.
  var VALUES = [0.28, 0.42, 0.56, 0.72, 1.1, 0];
  var TITLE_STREAM = 4;
  var ATTRIBUTE_STREAM = 5;
  var PAGE_SIZE = 20;
  // root.json is requested again after this time or after so many bytes were loaded.
  var REFRESH_INTERVAL_MS = 5 * 60 * 1000;
  var REFRESH_AFTER_BYTES = 3e7;
  var utf8 = new TextDecoder();

  function fnv(text) {
    var hash = 2166136261;
    new TextEncoder().encode(text).forEach(byte => {
      hash = Math.imul(hash ^ byte, 16777619);
    });
    return hash >>> 0;
  }

  class Reader {
    constructor(data, offset) {
      this.data = data;
      this.offset = offset || 0;
    }

    byte() {
      if (this.offset >= this.data.length) throw new LoadError('missing');
      return this.data[this.offset++];
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
      this.offset += count;
      return this.data.subarray(this.offset - count, this.offset);
    }

    text() { return utf8.decode(this.bytes(this.varint())); }
  }

  class Bits {
    constructor(reader) {
      this.data = reader.data;
      this.offset = reader.offset * 8;
    }

    bit() {
      var bit = this.data[this.offset >> 3] >> (7 - (this.offset & 7)) & 1;
      this.offset++;
      return bit;
    }

    rice(k) {
      // A list cannot be longer than its file.
      if (this.offset > this.data.length * 8) throw new LoadError('missing');
      var value = 0;
      while (this.bit()) value++;
      for (var i = 0; i < k; i++) value = value * 2 + this.bit();
      return value;
    }

    end() { return (this.offset + 7) >> 3; }
  }

  // `smallest`: the lowest number of a post. 0 is the whole thread.
  function readRun(reader, segment, smallest) {
    var ids = [];
    var count = reader.varint();
    var parameters = count > 1 ? reader.byte() : 0x82;
    var bits = new Bits(reader);
    var thread = -1;
    var number = 0;
    for (var i = 0; i < count; i++) {
      if (i && bits.bit()) {
        number += 1 + bits.rice(parameters & 15);
      } else {
        thread += 1 + bits.rice(parameters >> 4);
        number = smallest + bits.rice(parameters & 15);
      }
      ids.push(thread * THREAD_STEP + number);
    }
    reader.offset = bits.end();
    return { segment, ids };
  }

  function readRuns(reader, chunk, hasMore) {
    chunk.runs = [];
    for (var segment = chunk.from; hasMore(chunk.runs.length);) {
      segment += reader.varint();
      chunk.runs.push(readRun(reader, segment, chunk.stream === ATTRIBUTE_STREAM ? 0 : 1));
    }
  }

  function readPositions(reader, chunk) {
    chunk.runs.forEach(run => {
      var k = reader.byte();
      var bits = new Bits(reader);
      run.positions = run.ids.map(() => {
        var positions = [];
        for (var left = bits.rice(0) + 1, position = -1; left > 0; left--) {
          positions.push(position += 1 + bits.rice(k));
        }
        return positions;
      });
      reader.offset = bits.end();
    });
    chunk.arePositionsLoaded = true;
  }

  // The loaded lists of a word. `parts`, by segment: the weight of the word in each post, and the
  // threads with the word in their titles (for an attribute: whole threads).
  class Word {
    constructor(bucket, key) {
      this.bucket = bucket;
      this.key = key;
      // By descending weight, then the newest first. `pending`: the chunks not yet loaded.
      this.chunks = [];
      this.pending = [];
      this.parts = [];
    }

    addChunk(chunk) {
      chunk.isLoaded = true;
      this.pending = this.pending.filter(other => other !== chunk);
      var value = VALUES[chunk.stream];
      chunk.runs.forEach(run => {
        var part = this.parts[run.segment] || { posts: new Map(), threads: new Map() };
        this.parts[run.segment] = part;
        run.ids.forEach(id => {
          var number = id % THREAD_STEP;
          if (number) part.posts.set(id, (part.posts.get(id) || 0) + value);
          var isThread = chunk.stream === TITLE_STREAM || !number;
          if (isThread) part.threads.set((id - number) / THREAD_STEP, id);
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
    for (var stream = ATTRIBUTE_STREAM; stream >= 0; stream--) {
      if (!(mask >> stream & 1)) continue;
      if (flags & 8) readInlineList(reader, word, stream);
      else readChunks(reader, word, stream);
    }
    return word;
  }

  function readInlineList(reader, word, stream) {
    var chunk = { stream, from: 0, to: Infinity };
    var count = reader.varint();
    readRuns(reader, chunk, runs => runs < count);
    if (word.hasPositions) readPositions(reader, chunk);
    word.chunks.push(chunk);
    word.addChunk(chunk);
  }

  function readChunks(reader, word, stream) {
    var exponent = reader.byte();
    var chunks = [];
    for (var count = reader.varint(); count > 0; count--) {
      var index = reader.varint();
      var isSingle = exponent > 30;
      var size = Math.pow(2, exponent);
      var chunk = {
        stream, from: isSingle ? 0 : index * size,
        to: isSingle ? Infinity : (index + 1) * size - 1,
        place: reader.varint()
      };
      // A list in a file of its own begins after the stamp.
      var isShared = chunk.place === 1;
      chunk.offset = isShared ? reader.varint() : 4;
      chunk.length = reader.varint();
      chunk.stamp = isShared ? word.bucket.listStamp : readStamp(reader);
      if (word.hasPositions) {
        chunk.positionsOffset = isShared ? reader.varint() : 4;
        chunk.positionsLength = reader.varint();
        chunk.positionsStamp = isShared ? word.bucket.positionsStamp : readStamp(reader);
      }
      chunks.unshift(chunk);
    }
    word.chunks = word.chunks.concat(chunks);
    word.pending = word.chunks;
  }

  // One edition of the index.
  class Index {
    constructor(home, text) {
      var root = parseJSON(text);
      this.home = home;
      this.text = text;
      this.files = new Map();
      this.buckets = new Map();
      this.stale = new Set();
      this.loaded = 0;
      this.isEnglish = root.language === 'en';
      this.stopWords = new Set(root.stop);
      this.codes = root.code.map(text => new TextEncoder().encode(text));
      this.root = root;
    }

    // Loads a file once. The edition is in its URL, so that the HTTP cache cannot mix editions.
    file(path, isReload) {
      isReload = this.stale.delete(path) || isReload;
      if (isReload || !this.files.has(path)) {
        var url = this.home + path + '?' + this.root.edition;
        var answer = fetchBytes(url, isReload ? 'reload' : 'default');
        this.files.set(path, answer.then(bytes => {
          this.loaded += bytes.length;
          return bytes;
        }));
        answer.catch(() => { this.files.delete(path); });
      }
      return this.files.get(path);
    }

    // The host is publishing: the files are of different editions and are loaded again, once.
    reload(paths) {
      paths.forEach(path => this.stale.add(path));
      throw new LoadError('stale');
    }

    async json(path) { return parseJSON(utf8.decode(await this.file(path))); }

    pieceNumber(text, bits) { return fnv(text) % Math.pow(2, bits); }

    async word(key) {
      var number = this.pieceNumber(key, this.root.bits);
      if (!this.buckets.has(number)) this.buckets.set(number, this.bucket(number));
      try {
        return (await this.buckets.get(number)).get(key);
      } catch (error) {
        this.buckets.delete(number);
        throw error;
      }
    }

    async bucket(number) {
      var isReload = this.stale.has(number);
      var reader = new Reader(await this.file('w/' + number + '.bin', isReload));
      var bucket = {
        number, group: number % Math.pow(2, this.root.listBits),
        listStamp: readStamp(reader), positionsStamp: readStamp(reader),
        isReload, reloaded: new Set()
      };
      var words = new Map();
      for (var count = reader.varint(); count > 0; count--) {
        var word = readWord(reader, bucket);
        words.set(word.key, word);
      }
      return words;
    }

    // Loads a list file. If its stamp is wrong, the host is publishing: the piece and the file are
    // loaded again, once.
    async listFile(word, folder, place, expected) {
      var bucket = word.bucket;
      var path = folder + '/' + bucket.group + (place > 1 ? '-' + (place - 2) : '') + '.bin';
      var isReload = bucket.isReload && !bucket.reloaded.has(path);
      bucket.reloaded.add(path);
      var data = await this.file(path, isReload);
      if (readStamp(new Reader(data)) === expected) return data;
      this.buckets.delete(bucket.number);
      this.stale.add(bucket.number);
      throw new LoadError(bucket.isReload ? 'missing' : 'stale');
    }

    // Also decodes the other chunks of the word in the file.
    async load(word, chunk) {
      var data = await this.listFile(word, 'l', chunk.place, chunk.stamp);
      word.pending.filter(other => other.place === chunk.place)
        .forEach(other => {
          var reader = new Reader(data, other.offset);
          var end = other.offset + other.length;
          readRuns(reader, other, () => reader.offset < end);
          word.addChunk(other);
        });
    }

    async positions(word, segment, id, isTitle) {
      for (var chunk of word.chunks) {
        if ((chunk.stream === TITLE_STREAM) !== isTitle || !chunk.isLoaded) continue;
        var run = chunk.runs.find(one => one.segment === segment);
        var index = run ? run.ids.indexOf(id) : -1;
        if (index < 0) continue;
        if (!chunk.arePositionsLoaded) {
          var data = await this.listFile(word, 'p', chunk.place, chunk.positionsStamp);
          readPositions(new Reader(data, chunk.positionsOffset), chunk);
        }
        return run.positions[index];
      }
      return [];
    }
  }

  // Requests root.json again from time to time, because a page may stay open for days.
  class Editions {
    constructor(home) {
      this.home = home;
      // The page requests root.json before the worker starts.
      this.givenRoot = new Promise(resolve => { this.giveRoot = resolve; });
    }

    open() {
      var isLarge = this.index && this.index.loaded > REFRESH_AFTER_BYTES;
      var age = Math.abs(Date.now() - this.refreshedAt);
      if (!this.opening || isLarge || age > REFRESH_INTERVAL_MS) {
        this.refreshedAt = Date.now();
        this.opening = this.refresh();
      }
      return this.opening;
    }

    async refresh() {
      var givenText = this.index ? undefined : await this.givenRoot;
      try {
        var text = givenText || utf8.decode(await fetchBytes(this.home + 'root.json', 'no-cache'));
        var { index } = this;
        var isSame = index && index.text === text && index.loaded < REFRESH_AFTER_BYTES;
        if (!isSame) this.index = new Index(this.home, text);
      } catch (error) {
        if (!this.index) {
          this.opening = undefined;
          this.givenRoot = undefined;
          throw error;
        }
      }
      return this.index;
    }
  }

  async function fetchBytes(url, cache) {
    var response;
    var bytes;
    try {
      response = await fetch(url, { cache });
      bytes = response.ok && new Uint8Array(await response.arrayBuffer());
    } catch (error) { throw new LoadError('offline'); }
    if (!bytes) throw new LoadError('missing');
    return bytes;
  }

  class LoadError extends Error {
    constructor(kind) {
      super(kind);
      this.kind = kind;
    }
  }

  function parseJSON(text) {
    try { return JSON.parse(text); } catch (error) { throw new LoadError('missing'); }
  }

  function readStamp(reader) {
    return reader.byte() + reader.byte() * 256 + reader.byte() * 65536 + reader.byte() * 16777216;
  }

  return { Editions, Reader, PAGE_SIZE, THREAD_STEP, VALUES, TITLE_STREAM };
})();
