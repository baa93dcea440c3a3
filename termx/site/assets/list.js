"use strict";
// The list of results and the filters beside it.
(function () {
  const { h } = termx;
  const AVOID = 2;
  const STEP = 24;

  /** The term to use in a language, else the first one there is. */
  function main(terms, zh) {
    const own = terms.filter((term) => term[3].startsWith("zh") === zh);
    return own.find((term) => term[2] === 0) || own.find((term) => term[2] < AVOID) || own[0];
  }

  /** What else to show: acronyms, and the form that was typed if it is not the main one. */
  function others(terms, zh, shown, words) {
    const own = terms.filter((term) => term[3].startsWith("zh") === zh && term !== shown);
    const acronym = termx.meta.types.indexOf("acronym");
    const needles = words.map(termx.needle);
    const fits = (term) => needles.length && needles.every((needle) => termx.key(term[0]).includes(needle));
    const typed = own.filter(fits);
    const short = own.filter((term) => term[1] === acronym && term[2] < AVOID && !typed.includes(term));
    return [...typed, ...short].slice(0, 3);
  }

  function cell(entry, zh, words) {
    const term = main(entry.terms, zh);
    if (!term) return h("div", { class: "cell none" }, "–");
    const extra = others(entry.terms, zh, term, words).map((other) => {
      const status = termx.meta.statuses[other[2]];
      return h(
        "span",
        { class: other[2] >= AVOID ? "extra bad" : "extra" },
        termx.termButton(other[0], other[3], termx.marked(other[0], words)),
        other[2] >= AVOID ? h("span", { class: `tag ${status}` }, termx.say(status)) : null,
      );
    });
    const bad = term[2] >= AVOID ? " bad" : "";
    return h(
      "div",
      { class: "cell" + bad },
      termx.termButton(term[0], term[3], termx.marked(term[0], words)),
      extra.length ? h("div", { class: "extras" }, extra) : null,
    );
  }

  /** The preferred equivalent: what Enter copies, the other language than that of the query. */
  termx.equivalent = function (entry, query) {
    const zh = termx.isHan(query) ? false : query.trim() ? true : termx.lang === "en";
    const term = main(entry.terms, zh) || main(entry.terms, !zh);
    return term ? term[0] : "";
  };
  termx.entryName = (entry) => [main(entry.terms, true), main(entry.terms, false)].filter(Boolean).map((term) => term[0]).join(" – ");

  function row(number, words, current) {
    const entry = termx.entry(number);
    const facts = [termx.kindName(termx.meta.kinds[entry.kind])];
    const address = "#" + termx.hash({ c: entry.address });
    return h(
      "li",
      { class: "row", id: `row-${number}`, data: { number, address: entry.address }, "aria-current": current === entry.address ? "true" : null },
      cell(entry, true, words),
      cell(entry, false, words),
      h("a", { class: "open", href: address, "aria-label": `${termx.say("details")}: ${termx.entryName(entry)}` },
        h("span", { class: `kind ${termx.meta.kinds[entry.kind]}` }, facts),
        entry.changed ? h("span", { class: "dot" }, termx.say(entry.changed === 1 ? "anew" : "altered")) : null,
      ),
    );
  }

  let watcher = new IntersectionObserver(() => {});

  /** Fill `place` with rows for `numbers`, the rest on demand. */
  termx.showList = function (place, numbers, words, current) {
    let shown = 0;
    const list = h("ol", { class: "list", id: "list" });
    const more = h("button", { type: "button", class: "quiet more" });
    const extend = (step) => {
      const next = Math.min(numbers.length, shown + step);
      const rows = [];
      for (; shown < next; shown++) rows.push(row(numbers[shown], words, current));
      list.append(...rows);
      const left = numbers.length - shown;
      more.hidden = left === 0;
      more.textContent = termx.say("more", termx.number(Math.min(left, STEP * 5)));
    };
    more.addEventListener("click", () => extend(STEP * 5));
    extend(STEP);
    place.replaceChildren(list, more);
    // The next rows come before the last ones are reached; the button is for keys and for paper.
    watcher.disconnect();
    watcher = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && extend(STEP), { rootMargin: "400px" });
    watcher.observe(more);
    return { extend: () => extend(STEP), shown: () => shown };
  };

  function group(facet, values, counts, chosen, change) {
    const options = values
      .map((label, value) => ({ label, value, count: counts[value] || 0 }))
      .filter((option) => option.count || chosen.has(option.value));
    if (values.length < 2 || !options.length) return null;
    if (facet === "subject") options.sort((one, other) => chosen.has(other.value) - chosen.has(one.value) || other.count - one.count);
    const boxes = options.slice(0, 60).map((option) => {
      const box = h("input", { type: "checkbox", checked: chosen.has(option.value) });
      box.addEventListener("change", () => change(facet, option.value, box.checked));
      return h("label", { class: "option" }, box, h("span", { class: "name" }, option.label), h("span", { class: "number" }, termx.number(option.count)));
    });
    return h("fieldset", { class: `facet ${facet}` }, h("legend", null, termx.say(facet)), h("div", { class: "options" }, boxes));
  }

  /** The filters with how many concepts each would leave. */
  termx.showFilters = function (place, filters, counts, change, clear) {
    const { kinds, subjects, statuses, glossaries } = termx.meta;
    const changed = ["", termx.say("anew"), termx.say("altered")];
    const groups = [
      group("glossary", glossaries.map((glossary) => glossary.title), counts[3], filters.glossary, change),
      group("kind", kinds.map(termx.kindName), counts[0], filters.kind, change),
      group("subject", subjects.map((subject) => subject || termx.say("none")), counts[1], filters.subject, change),
      group("status", statuses.map((status) => termx.say(status)), counts[2], filters.status, change),
      termx.meta.compared ? group("changed", changed, [0, counts[4][1], counts[4][2]], filters.changed, change) : null,
    ].filter(Boolean);
    const some = Object.values(filters).some((chosen) => chosen.size);
    // On a narrow screen they are folded up until someone asks for them.
    const open = place.querySelector("details") ? place.querySelector("details").open : matchMedia("(min-width: 1100px)").matches;
    const summary = h("summary", null, termx.say("filters"), some ? h("span", { class: "dot" }, "•") : null);
    const scrolled = [...place.querySelectorAll(".options")].map((options) => options.scrollTop);
    place.replaceChildren(
      h("details", { open }, summary, groups, some ? h("button", { type: "button", class: "quiet", onclick: clear }, termx.say("clearAll")) : null),
    );
    place.querySelectorAll(".options").forEach((options, at) => (options.scrollTop = scrolled[at] || 0));
  };
})();
