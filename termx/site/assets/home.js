"use strict";
// The overview: kinds and subjects at a glance, how to search, what was removed.
(function () {
  const { h } = termx;

  const KEYS = [
    [["/"], "keySearch"],
    [["↑", "↓"], "keyChoose"],
    [["Enter"], "keyCopy"],
    [["Shift", "Enter"], "keyOpen"],
    [["Esc"], "keyClear"],
  ];

  function example(text) {
    return h("a", { href: "#" + termx.hash({ q: text }) }, text);
  }

  /** A line of words with links where the words have {0}. */
  function sentence(key, links) {
    const [before, after] = termx.say(key, "\u0000").split("\u0000");
    return h("li", null, before, links.map((link, at) => [at ? ", " : null, link]), after);
  }

  /** Examples that find something here: pieces of a concept with a long name, and its document. */
  function examples() {
    for (let number = 0; number < Math.min(termx.loaded(), 400); number++) {
      const { terms } = termx.entry(number);
      const zh = terms.find((term) => term[3].startsWith("zh") && [...term[0]].length > 7);
      const en = terms.find((term) => term[3] === "en" && term[0].split(" ").length > 3);
      const acronym = terms.find((term) => term[1] === termx.meta.types.indexOf("acronym"));
      if (!zh || !en || !acronym) continue;
      const words = termx.words(en[0]).filter((word) => word.length > 4);
      if (words.length < 2) continue;
      return { zh: [...zh[0]].slice(2, 6).join(""), en: words.slice(-2).reverse().map((word) => word.slice(0, 5)).join(" "), acronym: acronym[0] };
    }
    return null;
  }

  /** The view that is shown when nothing is chosen. */
  termx.homeView = function (choose) {
    const { matrix, kinds, subjects, removed, glossaries, symbols } = termx.meta;
    const found = examples();
    const gone = removed.map(([, zh, en]) => h("li", null, h("span", { lang: "zh-Hans" }, zh), " – ", h("span", { lang: "en" }, en)));
    return h(
      "article",
      { class: "home" },
      h("header", { class: "facts" }, h("h2", null, termx.say("home")),
        h("span", null, glossaries.map((glossary) => `${glossary.title} (${termx.number(glossary.count)})`).join(" · ")),
        h("span", { class: "actions" }, h("button", { type: "button", class: "quiet close", onclick: () => termx.closeConcept() }, termx.say("close")))),
      h("section", { class: "part" }, h("h3", null, termx.say("how")),
        h("ul", { class: "how" },
          found ? [sentence("how1", [...new Set([found.zh, termx.traditional(found.zh)])].map(example)), sentence("how2", [example(found.en)]),
            sentence("how3", [example(found.acronym), ...symbols.slice(-1).map(example)])] : null,
          h("li", null, termx.say("keyClick"))),
        h("dl", { class: "keys" }, KEYS.map(([keys, word]) => h("div", null, h("dt", null, keys.map((key) => h("kbd", null, key))), h("dd", null, termx.say(word)))))),
      matrix.length ? h("section", { class: "part" }, h("h3", null, termx.say("glance")), h("p", { class: "hint" }, termx.say("glanceText")),
        h("div", { class: "drawing", tabindex: "0", role: "group", "aria-label": termx.say("glance") }, termx.matrix(matrix, kinds, subjects, choose))) : null,
      gone.length ? h("section", { class: "part" }, h("h3", null, termx.say("gone")), h("ul", { class: "changes" }, gone)) : null,
    );
  };
})();
