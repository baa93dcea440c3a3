"use strict";
// The search. A block holds the keys of its terms in two long texts, one for Chinese and one for
// other languages, where indexOf runs through them; a term begins with a line break.
(function () {
  const blocks = [];
  let total = 0;
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
    block.sides.forEach(close);
    blocks.push(block);
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

  function close(side) {
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

  /** Points of a term: how well the key fits the query from `place` on, and what the term is. */
  function points(side, term, place, phrase) {
    const length = side.starts[term + 1] - side.starts[term] - 1;
    let value = 500 - Math.min(length, 120) - 30 * (side.statuses[term] >= AVOID) + 20 * (side.statuses[term] === 0);
    if (place >= 0) {
      value += place === 0 ? 200 : 60;
      if (length === phrase.length) value += 600;
      else if (side.text[side.starts[term] + 1 + place + phrase.length] === " " || place + phrase.length === length)
        value += 60;
    }
    return value;
  }

  function match(block, needles, phrase, best) {
    const longest = needles.reduce((one, other) => (other.length > one.length ? other : one));
    const others = needles.filter((needle) => needle !== longest);
    const one = needles.length === 1;
    block.sides.forEach((side) => {
      scan(side, longest, (term, place) => {
        const concept = side.owners[term];
        let value;
        if (one) value = points(side, term, place, phrase);
        else {
          const key = side.text.slice(side.starts[term] + 1, side.starts[term + 1]);
          const all = others.every((needle) => key.includes(needle));
          if (!all && !elsewhere(block, concept, others)) return;
          value = points(side, term, key.indexOf(phrase), phrase) - (all ? 0 : 250);
        }
        if (value > best[concept]) best[concept] = value;
      });
    });
  }

  /** Whether each needle stands in some term of the concept. */
  function elsewhere(block, concept, needles) {
    const keys = block.sides.map((side) => {
      let low = 0;
      let high = side.owners.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (side.owners[middle] < concept) low = middle + 1;
        else high = middle;
      }
      let end = low;
      while (side.owners[end] === concept) end++;
      return side.text.slice(side.starts[low], side.starts[end] + 1);
    });
    return needles.every((needle) => keys.some((key) => key.includes(needle)));
  }

  /** Nothing has it all: concepts with most of the words, or of the pairs of characters. */
  function approximate(block, words, best) {
    const pieces = new Set();
    for (const word of words) {
      if (!termx.isHan(word)) pieces.add(" " + word.slice(0, Math.max(3, word.length - 2)));
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
    const values = [k[at], s[at], -1, g[at], x[at]];
    for (let facet = 0; facet < 5; facet++) {
      if (missing !== 0 && missing !== 1 << facet) continue;
      if (facet !== 2) counts[facet][values[facet]] = (counts[facet][values[facet]] || 0) + 1;
      else
        for (let status = 0; status < 4; status++)
          if (block.masks[at] & (1 << status)) counts[2][status] = (counts[2][status] || 0) + 1;
    }
  }

  /**
   * The numbers of the concepts that fit, best first, and for each facet how many fit each value.
   * `also` are concepts to be found besides, as they have the document that was asked for.
   */
  termx.search = function (query, filters, also) {
    const words = termx.words(query);
    const needles = [...new Set(words.map((word) => (termx.isHan(word) ? word : " " + word)))];
    const phrase = termx.key(query);
    const blank = query.trim() === "";
    const counts = FACETS.map(() => []);
    let ranks = [];
    let near = false;
    const collect = (find) => {
      for (const block of blocks) {
        const best = new Int16Array(block.size);
        find(block, best);
        for (let at = 0; at < block.size; at++) {
          if (best[at] === 0) continue;
          const missing = failing(block, at, filters);
          if ((missing & (missing - 1)) === 0) count(counts, block, at, missing);
          if (missing === 0) ranks.push((4096 - best[at]) * 1048576 + block.start + at);
        }
      }
    };
    collect((block, best) => {
      if (blank) best.fill(1);
      else if (needles.length) match(block, needles, phrase, best);
      for (const number of also || [])
        if (number >= block.start && number < block.start + block.size)
          best[number - block.start] = Math.max(best[number - block.start], 500);
    });
    if (!ranks.length && !blank && counts.every((list) => !list.length) && phrase.trim().length > 2) {
      near = true;
      collect((block, best) => approximate(block, words, best));
    }
    ranks = Float64Array.from(ranks).sort();
    return { numbers: Uint32Array.from(ranks, (rank) => rank % 1048576), counts, near, words };
  };

  /** The beginning of document symbols that a query may mean, in upper case, or nothing. */
  termx.symbolOf = function (query) {
    const text = query.trim().normalize("NFKC").toUpperCase();
    if (/^[A-Z][A-Z0-9.-]*\/[^\s]*$/.test(text)) return text;
    const resolution = /^(?:第|RESOLUTION )?((?:S-|ES-)?\d{2,3}\/\d+)(?:号决议|號決議)?$/.exec(text);
    return resolution ? "A/RES/" + resolution[1] : null;
  };
})();
