"use strict";
// Concepts that several glossaries have: the same id and the same preferred forms. They are shown
// once, and are one concept in the file of a selection.
(function () {
  let groups = null;

  const preferred = (terms) => terms.filter((term) => term.preferred).map((term) => term.text).sort().join("\n");
  const formsOf = (number) => preferred(termx.entry(number).terms.map(([text, , status]) => ({ text, preferred: status === 0 })));

  function collect(items, key) {
    const found = new Map();
    for (const item of items) {
      const name = key(item);
      if (found.has(name)) found.get(name).push(item);
      else found.set(name, [item]);
    }
    return [...found.values()].filter((same) => same.length > 1);
  }

  /** Whether there are any; they are looked for once, when all concepts are there. */
  function some() {
    if (termx.meta.glossaries.length < 2 || termx.loaded() < termx.meta.count) return false;
    if (!groups) find();
    return groups.size > 0;
  }

  function find() {
    groups = new Map();
    const numbers = Array.from({ length: termx.meta.count }, (_, number) => number);
    for (const same of collect(numbers, termx.idOf)) for (const group of collect(same, formsOf)) for (const number of group) groups.set(number, group);
  }

  /** The list entries of the same concept as the one at `address` in other glossaries. */
  termx.twinsOf = function (address) {
    if (!some()) return [];
    const entries = [...new Set(groups.values())].map((group) => group.map(termx.entry));
    const own = entries.find((group) => group.some((entry) => entry.address === address)) || [];
    return own.filter((entry) => entry.address !== address);
  };

  /** `numbers` with the first of each that is there several times. */
  termx.once = function (numbers) {
    if (!some()) return numbers;
    const seen = new Set();
    return numbers.filter((number) => {
      const group = groups.get(number);
      if (!group) return true;
      if (seen.has(group)) return false;
      seen.add(group);
      return true;
    });
  };

  /** `concepts` with each id once: twins become one with the terms of all, others get another id. */
  termx.joined = function (concepts) {
    const found = new Map();
    for (const concept of concepts) {
      const mark = ({ terms }) => preferred(terms.map((term) => ({ text: term.text, preferred: term.status === "preferred" })));
      const known = found.get(concept.id);
      if (!known) found.set(concept.id, concept);
      else if (mark(known) === mark(concept)) {
        const have = new Set(known.terms.map((term) => term.lang + "\n" + term.text));
        const more = concept.terms.filter((term) => !have.has(term.lang + "\n" + term.text));
        found.set(concept.id, { ...known, terms: [...known.terms, ...more] });
      } else {
        let number = 2;
        while (found.has(`${concept.id}-${number}`)) number++;
        found.set(`${concept.id}-${number}`, { ...concept, id: `${concept.id}-${number}` });
      }
    }
    return [...found.values()];
  };
})();
