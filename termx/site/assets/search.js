"use strict";
// The search. A block holds the keys of its terms in two long texts, one for Chinese and one for
// other languages, where indexOf runs through them; a term begins with a line break.
(function () {
  const blocks = [];
  let total = 0;
  const MOST = 24; // Words of a query that count.
  const AVOID = 2; // The statuses from this one on are those of terms that are not to be used.

  /** Take the columns of a block; concepts are numbered through all blocks. */
  termx.addBlock = function ({ start, columns }) {
    const size = columns.id.length;
    const block = { start, size, columns, masks: new Uint8Array(size), sides: [side(), side()] };
    for (const language of columns.l) language.first = firsts(language.n);
    for (let concept = 0; concept < size; concept++)
      columns.l.forEach((language, number) => {
        const zh = termx.meta.langs[number].startsWith("zh");
        for (let at = language.first[concept]; at < language.first[concept + 1]; at++) {
          const status = language.c[at] % 4;
          block.masks[concept] |= 1 << status;
          add(block.sides[zh ? 0 : 1], concept, language.t[at], status);
        }
      });
    for (const side of block.sides) close(side, size);
    blocks.push(block);
    before = null;
    blocks.sort((one, other) => one.start - other.start);
    total += size;
  };

  function firsts(counts) {
    const result = new Uint32Array(counts.length + 1);
    counts.forEach((count, at) => (result[at + 1] = result[at] + count));
    return result;
  }

  const side = () => ({ keys: [], text: "", starts: null, owners: [], statuses: [] });

  function add(side, concept, text, status) {
    side.keys.push(termx.key(text));
    side.owners.push(concept);
    side.statuses.push(status);
  }

  function close(side, size) {
    side.first = firsts(side.owners.reduce((counts, owner) => (counts[owner]++, counts), new Uint32Array(size)));
    side.starts = new Uint32Array(side.keys.length + 1);
    let at = 0;
    side.keys.forEach((key, number) => {
      side.starts[number] = at;
      at += key.length + 1;
    });
    side.starts[side.keys.length] = at;
    side.text = "\n" + side.keys.join("\n");
    side.keys = null;
  }

  termx.loaded = () => total;
  termx.idOf = function (number) {
    const block = blockOf(number);
    return block.columns.id[number - block.start];
  };

  function blockOf(number) {
    return blocks.find((block) => number >= block.start && number < block.start + block.size);
  }

  /** What a list shows of concept `number`; terms are [text, type, status, lang]. */
  termx.entry = function (number) {
    const block = blockOf(number);
    const at = number - block.start;
    const { g, id, k, s, x } = block.columns;
    const terms = block.columns.l.flatMap((language, lang) => {
      const found = [];
      for (let term = language.first[at]; term < language.first[at + 1]; term++)
        found.push([language.t[term], language.c[term] >> 2, language.c[term] % 4, termx.meta.langs[lang]]);
      return found;
    });
    const address = `${termx.meta.glossaries[g[at]].name}/${id[at]}`;
    return { number, address, glossary: g[at], kind: k[at], subject: s[at], changed: x[at], terms };
  };

  /** Call `hit(term, place)` for the first place of `needle` in each term of `side`. */
  function scan(side, needle, hit) {
    const { text, starts } = side;
    let term = 0;
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, starts[term])) {
      while (starts[term + 1] <= at - 1) term++;
      hit(term, at - 1 - starts[term]);
      term++;
      if (term >= starts.length - 1) break;
    }
  }

  /** Whether a character goes on with a word: neither a capital nor a space or the end. */
  const inWord = (code) => code >= 97 || (code >= 48 && code <= 57);

  /** Points of a term: how well the key fits the query from `place` on, and what the term is. */
  function points(side, term, place, phrase) {
    const length = side.starts[term + 1] - side.starts[term] - 1;
    let value = 500 - Math.min(length, 120) - 30 * (side.statuses[term] >= AVOID) + 20 * (side.statuses[term] === 0);
    if (place >= 0) {
      value += place === 0 ? 200 : 60;
      if (length === phrase.length) value += 600;
      else if (!inWord(side.text.charCodeAt(side.starts[term] + 1 + place + phrase.length))) value += 60;
    }
    return value;
  }

  function match(block, needles, phrase, best) {
    const take = (concept, value) => {
      if (value > best[concept]) best[concept] = value;
    };
    if (needles.length === 1) {
      for (const side of block.sides)
        scan(side, needles[0], (term, place) => take(side.owners[term], points(side, term, place, phrase)));
      return;
    }
    // A concept is at level n if its terms have the first n words, in whichever of them.
    const level = new Uint8Array(block.size);
    needles.forEach((needle, done) => {
      for (const side of block.sides)
        scan(side, needle, (term) => {
          if (level[side.owners[term]] === done) level[side.owners[term]]++;
        });
    });
    for (let concept = 0; concept < block.size; concept++)
      if (level[concept] === needles.length) best[concept] = worth(block, concept, needles, phrase);
  }

  /** The points of the best term of a concept, 0 if its terms do not have all words. */
  function worth(block, concept, needles, phrase) {
    let most = 0;
    let missing = needles;
    for (const side of block.sides)
      for (let term = side.first[concept]; term < side.first[concept + 1]; term++) {
        const key = side.text.slice(side.starts[term] + 1, side.starts[term + 1]);
        const lacking = needles.filter((needle) => !key.includes(needle));
        if (lacking.length && missing.length) missing = missing.filter((needle) => lacking.includes(needle));
        else if (!lacking.length) missing = [];
        if (lacking.length < needles.length)
          most = Math.max(most, points(side, term, key.indexOf(phrase), phrase) - (lacking.length ? 250 : 0));
      }
    return missing.length ? 0 : most;
  }

  // What the query before found, if that was little: the next one is mostly that and a letter more.
  const FEW = 5000;
  let before = null;

  /** Whether all that has `needles` is among what the query before found. */
  const narrower = (needles) =>
    before !== null && before.needles.every((old) => needles.some((now) => (termx.isHan(old) ? now.includes(old) : now.startsWith(old))));

  function matchAgain(block, needles, phrase, best) {
    for (const number of before.numbers)
      if (number >= block.start && number < block.start + block.size)
        best[number - block.start] = worth(block, number - block.start, needles, phrase);
  }

  /** Nothing has it all: concepts with most of the words, or of the pairs of characters. */
  function approximate(block, words, best) {
    const pieces = new Set();
    for (const word of words) {
      if (!termx.isHan(word)) pieces.add(termx.needle(word.slice(0, Math.max(3, word.length - 2))));
      else for (let at = 0; at + 1 < word.length; at++) pieces.add(word.slice(at, at + 2));
    }
    const found = new Uint16Array(block.size);
    for (const piece of pieces) {
      const seen = new Uint8Array(block.size);
      block.sides.forEach((side) => scan(side, piece, (term) => (seen[side.owners[term]] = 1)));
      seen.forEach((yes, concept) => (found[concept] += yes));
    }
    found.forEach((count, concept) => {
      if (count * 2 >= pieces.size && count > 0) best[concept] = count;
    });
  }

  const FACETS = ["kind", "subject", "status", "glossary", "changed"];

  /** Which facets of the concept the filters do not allow, as bits. */
  function failing(block, at, filters) {
    const { g, k, s, x } = block.columns;
    return (
      (filters.kind.size && !filters.kind.has(k[at]) ? 1 : 0) |
      (filters.subject.size && !filters.subject.has(s[at]) ? 2 : 0) |
      (filters.status.size && !anyOf(block.masks[at], filters.status) ? 4 : 0) |
      (filters.glossary.size && !filters.glossary.has(g[at]) ? 8 : 0) |
      (filters.changed.size && !filters.changed.has(x[at]) ? 16 : 0)
    );
  }

  function anyOf(mask, statuses) {
    for (const status of statuses) if (mask & (1 << status)) return true;
    return false;
  }

  function count(counts, block, at, missing) {
    const { g, k, s, x } = block.columns;
    if (missing === 0 || missing === 1) counts[0][k[at]]++;
    if (missing === 0 || missing === 2) counts[1][s[at]]++;
    if (missing === 0 || missing === 4) for (let status = 0; status < 4; status++) counts[2][status] += (block.masks[at] >> status) & 1;
    if (missing === 0 || missing === 8) counts[3][g[at]]++;
    if (missing === 0 || missing === 16) counts[4][x[at]]++;
  }

  /**
   * The numbers of the concepts that fit, best first, and for each facet how many fit each value.
   * `also` are concepts to be found besides, with their points: they have the document that was asked for.
   */
  termx.search = function (query, filters, also) {
    const words = termx.words(query);
    const needles = [...new Set(words.map(termx.needle))].slice(0, MOST);
    const phrase = termx.key(query);
    const blank = query.trim() === "";
    const { kinds, subjects, glossaries } = termx.meta;
    const counts = [kinds.length, subjects.length, 4, glossaries.length, 3].map((size) => new Int32Array(size));
    const filtered = FACETS.some((facet) => filters[facet].size);
    const ranks = new Float64Array(total);
    let [size, any, near] = [0, false, false];
    const collect = (find) => {
      for (const block of blocks) {
        const best = new Int16Array(block.size);
        find(block, best);
        for (let at = 0; at < block.size; at++) {
          if (best[at] === 0) continue;
          any = true;
          const missing = filtered ? failing(block, at, filters) : 0;
          if ((missing & (missing - 1)) === 0) count(counts, block, at, missing);
          if (missing === 0) ranks[size++] = (4096 - best[at]) * 1048576 + block.start + at;
        }
      }
    };
    const again = narrower(needles);
    const all = [];
    collect((block, best) => {
      if (blank) best.fill(1);
      else if (again) matchAgain(block, needles, phrase, best);
      else if (needles.length) match(block, needles, phrase, best);
      if (!blank && all.length <= FEW) best.forEach((value, at) => value && all.push(block.start + at));
      for (const [number, points] of also || [])
        if (number >= block.start && number < block.start + block.size)
          best[number - block.start] = Math.max(best[number - block.start], points);
    });
    before = needles.length && all.length <= FEW ? { needles, numbers: all } : null;
    if (!any && !blank && phrase.trim().length > 2) {
      near = true;
      collect((block, best) => approximate(block, words, best));
    }
    const found = ranks.subarray(0, size);
    if (!blank) found.sort();
    const numbers = new Uint32Array(size);
    for (let at = 0; at < size; at++) numbers[at] = found[at] % 1048576;
    return { numbers, counts, near, words };
  };

  /** The beginning of document symbols that a query may mean, in upper case, or nothing. */
  termx.symbolOf = function (query) {
    const text = query.trim().normalize("NFKC").toUpperCase();
    if (/^[A-Z][A-Z0-9.-]*\/[^\s]*$/.test(text)) return text;
    const resolution = /^(?:第|RESOLUTION )?((?:S-|ES-)?\d{2,3}\/\d+)(?:号决议|號決議)?$/.exec(text);
    return resolution ? "A/RES/" + resolution[1] : null;
  };
})();
