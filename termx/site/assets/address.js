"use strict";
// The address of a state: query, concept or view, and filters after the #.
(function () {
  termx.FACETS = ["glossary", "kind", "subject", "status", "changed"];
  termx.noFilters = () => Object.fromEntries(termx.FACETS.map((facet) => [facet, new Set()]));

  termx.encode = (text) => encodeURIComponent(text).replaceAll("%2F", "/").replaceAll("%20", "+");
  const decode = (text) => {
    try {
      return decodeURIComponent(text.replaceAll("+", " "));
    } catch {
      return text;
    }
  };

  function values(facet) {
    const { glossaries, kinds, subjects, statuses } = termx.meta;
    if (facet === "glossary") return glossaries.map((glossary) => glossary.name);
    return { kind: kinds, subject: subjects, status: statuses, changed: ["", "new", "changed"] }[facet];
  }

  /** The address of `state` with other `parts`; with another query there are no filters. */
  termx.addressOf = function (state, parts) {
    const next = { q: state.q, c: "", v: "", ...parts };
    const pairs = ["q", "c", "v"].filter((name) => next[name]).map((name) => [name, next[name]]);
    if (!("q" in parts))
      for (const facet of termx.FACETS) for (const value of state.filters[facet]) pairs.push([facet, values(facet)[value]]);
    return pairs.map(([name, value]) => `${name}=${termx.encode(value)}`).join("&");
  };

  /** The state that the address of the page tells; what is unknown in it is passed over. */
  termx.stateOf = function (address) {
    const next = { q: "", c: "", v: "", filters: termx.noFilters() };
    for (const part of address.split("&")) {
      const [name, value] = [part.split("=")[0], decode(part.slice(part.indexOf("=") + 1))];
      if (["q", "c", "v"].includes(name)) next[name] = value;
      else if (termx.FACETS.includes(name)) {
        const at = values(name).indexOf(value);
        if (at >= 0) next.filters[name].add(at);
      }
    }
    return next;
  };
})();
