"use strict";
// The data come as scripts, for a page of file:// may read nothing else. Each calls one of the
// functions of `termx.data`; `termx.load…` add the script and wait for the call.
(function () {
  const waiting = new Map();
  const arrived = new Map();
  const policy = window.trustedTypes
    ? window.trustedTypes.createPolicy("termx", {
        createScriptURL(path) {
          if (!/^data\/(search|concepts|symbols)-\d+\.js$/.test(path)) throw new TypeError(path);
          return path;
        },
      })
    : { createScriptURL: (path) => path };

  function settle(name, value) {
    arrived.set(name, value);
  }

  function script(name) {
    if (!waiting.has(name)) {
      waiting.set(
        name,
        new Promise((resolve, reject) => {
          const element = document.createElement("script");
          element.src = policy.createScriptURL(`data/${name}.js`);
          element.addEventListener("load", () => {
            element.remove();
            if (arrived.has(name)) resolve(arrived.get(name));
            else reject(new Error(name));
          });
          element.addEventListener("error", () => {
            element.remove();
            waiting.delete(name);
            reject(new Error(name));
          });
          document.head.append(element);
        }),
      );
    }
    return waiting.get(name);
  }

  const FORBIDDEN = [0, 0x0a, 0x0d, 0x22, 0x3c, 0x5c];

  /** The bytes of `text`: a character is seven bits, one beyond ASCII is a forbidden one and seven more. */
  function unpacked(text, length) {
    const bytes = new Uint8Array(length);
    let [bits, held, at] = [0, 0, 0];
    const take = (value) => {
      bits = ((bits << 7) | value) & 0x7fff;
      held += 7;
      if (held >= 8) {
        held -= 8;
        if (at < length) bytes[at++] = bits >> held;
      }
    };
    for (let place = 0; place < text.length; place++) {
      const code = text.charCodeAt(place);
      if (code < 0x80) take(code);
      else {
        take(FORBIDDEN[(code - 0x80) >> 7]);
        take(code & 0x7f);
      }
    }
    return bytes;
  }

  async function inflate(packed) {
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Response(stream).text();
  }

  /** The columns of a block, with the texts of each language, which come as places in its alphabet. */
  async function columns(text, length) {
    const [json, ...texts] = (await inflate(unpacked(text, length))).split("\0");
    const columns = JSON.parse(json);
    columns.l.forEach((language, number) => {
      const letters = Array.from(termx.meta.letters[number]);
      const read = (term) => {
        let result = "";
        for (let at = 0; at < term.length; at++) result += letters[term.charCodeAt(at) - 16];
        return result;
      };
      language.t = language.c.length ? texts[number].split("\n").map(read) : [];
    });
    return columns;
  }

  termx.data = {
    meta: (meta) => void (termx.meta = meta),
    block: (number, start, length, text) => settle(`search-${number}`, { start, length, text }),
    shard: (number, concepts) => settle(`concepts-${number}`, concepts),
    symbols: (number, rows) => settle(`symbols-${number}`, rows),
  };

  /** Search data: the number of its first concept, and the columns. */
  termx.loadBlock = async function (number) {
    const { start, length, text } = await script(`search-${number}`);
    arrived.delete(`search-${number}`);
    return { start, columns: await columns(text, length) };
  };

  /** FNV-1a of the UTF-8 of `text`, as the site's maker has it. */
  function fnv(text) {
    let value = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
    return value;
  }

  /** The whole concept with this address (glossary/id), or nothing. */
  termx.loadConcept = async function (address) {
    const concepts = await script(`concepts-${fnv(address) % termx.meta.shards}`);
    return concepts.find((concept) => concept.a === address);
  };

  /** The documents whose symbols begin with `prefix` (upper case), each with its concepts. */
  termx.loadSymbols = async function (prefix) {
    const firsts = termx.meta.symbols.map((symbol) => symbol.toUpperCase());
    const found = [];
    for (let number = 0; number < firsts.length; number++) {
      const after = firsts[number + 1];
      if (after !== undefined && after < prefix) continue;
      if (firsts[number] > prefix && !firsts[number].startsWith(prefix)) break;
      const rows = await script(`symbols-${number}`);
      found.push(...rows.filter(([symbol]) => symbol.toUpperCase().startsWith(prefix)));
    }
    return found;
  };
})();
