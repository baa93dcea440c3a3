"use strict";
// The view of one concept: both languages side by side, what not to use, contexts, sources, pictures.
(function () {
  const { h } = termx;
  const AVOID = ["deprecated", "superseded"];
  const MANY = 12;

  /** The link to a document by its symbol, or the name of the source. */
  function source([name, year, symbol]) {
    const when = year && !name.includes(String(year)) ? h("span", { class: "year" }, String(year)) : null;
    if (!symbol) return h("li", null, name);
    const path = name.split("/").map(encodeURIComponent).join("/");
    return h("li", null, h("a", { href: `https://undocs.org/${termx.lang}/${path}`, target: "_blank", rel: "noopener noreferrer external" }, name), when);
  }

  function use(term) {
    if (!term.use) return null;
    return h(
      "p",
      { class: "instead" },
      h("span", { class: "arrow", "aria-hidden": "true" }, "→ "),
      termx.say("use") + " ",
      termx.termButton(term.use, term.lang),
      term.since ? h("span", { class: "year" }, " " + termx.say("sinceYear", term.since)) : null,
    );
  }

  function line(term, first) {
    const avoid = AVOID.includes(term.status);
    const said = [];
    if (avoid) said.push(h("span", { class: `tag ${term.status}` }, termx.say(term.status)));
    if (term.type !== "fullForm") said.push(h("span", { class: "type" }, termx.say(term.type)));
    if (term.frequency) said.push(h("span", { class: "count" }, termx.say("times", termx.number(term.frequency))));
    const long = term.text.length > (term.lang.startsWith("zh") ? 14 : 36) ? " long" : "";
    return h(
      "li",
      { class: first ? "form first" + long : avoid ? "form bad" : "form" },
      termx.termButton(term.text, term.lang),
      said.length ? h("span", { class: "said" }, said) : null,
      use(term),
      term.note ? h("p", { class: "remark" }, term.note) : null,
    );
  }

  function column(lang, terms) {
    const usable = terms.filter((term) => !AVOID.includes(term.status));
    const order = ["preferred", "admitted"];
    const types = ["fullForm", "shortForm", "abbreviation", "acronym", "variant", "phrase"];
    usable.sort((one, other) => order.indexOf(one.status) - order.indexOf(other.status) || types.indexOf(one.type) - types.indexOf(other.type));
    const bad = terms.filter((term) => AVOID.includes(term.status));
    return h(
      "div",
      { class: "column" },
      h("h3", null, termx.say(lang), usable[0]?.status === "preferred" ? h("span", { class: "tag preferred" }, termx.say("preferred")) : null),
      usable.length
        ? h("ul", { class: "forms" }, usable.map((term, at) => line(term, at === 0 && term.status === "preferred")))
        : h("p", { class: "empty" }, termx.say("noTerm")),
      bad.length ? [h("h4", null, termx.say("avoid")), h("ul", { class: "forms" }, bad.map((term) => line(term, false)))] : null,
    );
  }

  function section(title, text, ...content) {
    return h("section", { class: "part" }, h("h3", null, title), text ? h("p", { class: "hint" }, text) : null, ...content);
  }

  function contexts(sides) {
    const of = (terms) => {
      const seen = new Set();
      return terms.filter((term) => term.context && !seen.has(term.context) && seen.add(term.context)).slice(0, 3);
    };
    const found = sides.map(of);
    if (!found[0].length && !found[1].length) return null;
    const rows = [];
    for (let at = 0; at < Math.max(found[0].length, found[1].length); at++)
      rows.push(
        h("div", { class: "aligned" }, found.map((side) => {
          const term = side[at];
          if (!term) return h("div", null);
          const quote = termx.marked(term.context, [termx.even(term.text)]);
          return h("blockquote", { lang: term.lang }, quote);
        })),
      );
    return section(termx.say("contexts"), null, rows);
  }

  function sources(concept) {
    const found = new Map();
    for (const term of concept.terms) for (const item of term.sources || []) found.set(item[0], item);
    const items = [...found.values()].sort((one, other) => other[2] - one[2] || other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
    if (!items.length) return null;
    const list = h("ul", { class: "sources" }, items.slice(0, MANY).map(source));
    if (items.length > MANY) {
      const more = h("button", { type: "button", class: "quiet" }, termx.say("sourcesMore", items.length - MANY));
      more.addEventListener("click", () => list.replaceChildren(...items.map(source)));
      list.append(h("li", null, more));
    }
    return section(termx.say("sources"), null, list);
  }

  function changes(concept) {
    if (!concept.changes) return null;
    const value = (text) => termx.say(text);
    const items = concept.changes.map((entry) => {
      const plain = entry.what === "subject";
      const from = plain ? entry.old : entry.what === "kind" ? termx.kindName(entry.old) : value(entry.old);
      const to = plain ? entry.new : entry.what === "kind" ? termx.kindName(entry.new) : value(entry.new);
      const text = ["kind", "subject"].includes(entry.what) ? [from, to] : [entry.text, from, to];
      return h("li", { class: `change ${entry.what}` }, termx.say("c_" + entry.what, ...text));
    });
    return section(termx.say("changes"), null, h("ul", { class: "changes" }, items));
  }

  function picture(title, text, drawing) {
    return drawing ? section(title, text, h("div", { class: "drawing", tabindex: "0", role: "group", "aria-label": title }, drawing)) : null;
  }

  /** Links to the same concept in other glossaries. */
  function others(concept) {
    const links = termx.twinsOf(concept.a).map((entry) => h("a", { href: "#c=" + termx.encode(entry.address) }, termx.meta.glossaries[entry.glossary].title));
    return links.length ? h("span", null, termx.say("alsoIn"), links.map((link) => [" ", link])) : null;
  }

  /** The view of `concept`. */
  termx.conceptView = function (concept) {
    const zh = concept.terms.filter((term) => term.lang.startsWith("zh"));
    const rest = concept.terms.filter((term) => !term.lang.startsWith("zh"));
    const address = "#c=" + termx.encode(concept.a);
    const copyLink = () => termx.copy(location.href.split("#")[0] + address);
    return h(
      "article",
      { class: "concept", data: { address: concept.a } },
      h(
        "header",
        { class: "facts" },
        h("h2", { class: "offscreen" }, [zh[0], rest[0]].filter(Boolean).map((term) => term.text).join(" – ")),
        h("span", { class: `kind ${concept.kind}` }, termx.kindName(concept.kind)),
        concept.subject ? h("span", null, concept.subject) : null,
        h("span", { class: "where" }, termx.meta.glossaries[concept.g].title),
        concept.review === "proposed" ? h("span", { class: "tag proposed" }, termx.say("proposed")) : null,
        h("span", { class: "actions" },
          h("button", { type: "button", class: "quiet", onclick: copyLink }, termx.say("link")),
          h("button", { type: "button", class: "quiet close", onclick: () => termx.closeConcept() }, termx.say("close")),
        ),
      ),
      h("div", { class: "columns" }, column("zh", zh), column("en", rest)),
      concept.note ? section(termx.say("note"), null, h("p", null, concept.note)) : null,
      contexts([zh, rest]),
      changes(concept),
      picture(termx.say("overTime"), termx.say("overTimeText"), termx.timeline(concept)),
      picture(termx.say("forms"), termx.say("formsText"), termx.graph(concept)),
      sources(concept),
      h("footer", { class: "address" }, h("a", { href: address }, concept.a), others(concept)),
    );
  };
})();
