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

  async function inflate(text) {
    const packed = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return JSON.parse(await new Response(stream).text());
  }

  termx.data = {
    meta: (meta) => void (termx.meta = meta),
    block: (number, start, packed) => settle(`search-${number}`, { start, packed }),
    shard: (number, concepts) => settle(`concepts-${number}`, concepts),
    symbols: (number, rows) => settle(`symbols-${number}`, rows),
  };

  /** Search data: the number of its first concept, and the columns. */
  termx.loadBlock = async function (number) {
    const { start, packed } = await script(`search-${number}`);
    arrived.delete(`search-${number}`);
    return { start, columns: await inflate(packed) };
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
