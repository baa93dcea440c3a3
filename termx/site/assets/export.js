"use strict";
// Downloads: whole glossaries as files of the site, a selection written in the page.
(function () {
  const { h } = termx;

  const size = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

  /** The whole concepts with these numbers, in the order of the glossaries. */
  termx.gather = async function (numbers, progress) {
    const sorted = Array.from(numbers).sort((one, other) => one - other);
    const concepts = [];
    for (const number of sorted) {
      concepts.push(await termx.loadConcept(termx.entry(number).address));
      if (concepts.length % 200 === 0) progress(concepts.length / sorted.length);
    }
    return concepts;
  };

  /** `concepts` as a glossary with a title: that of theirs, or that of the page. */
  termx.glossaryOf = function (concepts) {
    const own = new Set(concepts.map((concept) => concept.g));
    const one = own.size === 1 ? termx.meta.glossaries[[...own][0]] : null;
    return { title: one ? one.title : termx.meta.title, signature: one ? one.signature : "", concepts: termx.joined(concepts) };
  };

  async function selection(format, numbers, button) {
    const writer = termx.writers[format];
    const words = button.textContent;
    button.disabled = true;
    try {
      const concepts = await termx.gather(numbers, (part) => (button.textContent = termx.say("preparing", Math.round(part * 100))));
      const glossary = termx.glossaryOf(concepts);
      termx.save("termx-selection" + writer.suffix, [writer.write(glossary)], writer.type);
    } catch (error) {
      termx.toast(termx.say("failed", error.message));
    } finally {
      button.textContent = words;
      button.disabled = false;
    }
  }

  function whole(glossary) {
    const files = glossary.files.map(([format, name, bytes]) =>
      h("li", null, h("a", { class: "file", href: `downloads/${encodeURIComponent(name)}`, download: name }, termx.say("f_" + format), h("span", { class: "number" }, size(bytes)))),
    );
    return h(
      "section",
      { class: "offer" },
      h("h4", null, glossary.title, h("span", { class: "number" }, termx.say("found", termx.number(glossary.count)))),
      h("ul", { class: "files" }, files),
      glossary.signature ? h("p", { class: "hint" }, `${termx.say("signature")}: ${glossary.signature}`) : null,
    );
  }

  /** The view of downloads; `numbers` are the concepts found now, `shown` is how many they are without twins. */
  termx.downloadsView = function (numbers, shown) {
    const buttons = Object.keys(termx.writers).map((format) => {
      const button = h("button", { type: "button", class: "file", data: { format } }, termx.say("f_" + format));
      button.disabled = numbers.length === 0;
      button.addEventListener("click", () => selection(format, numbers, button));
      return h("li", null, button);
    });
    return h(
      "article",
      { class: "downloads" },
      h("header", { class: "facts" }, h("h2", null, termx.say("downloads")),
        h("span", { class: "actions" }, h("button", { type: "button", class: "quiet close", onclick: () => termx.closeConcept() }, termx.say("close")))),
      h("section", { class: "part" }, h("h3", null, termx.say("selection", termx.number(shown))), h("p", { class: "hint" }, termx.say("selectionText")), h("ul", { class: "files" }, buttons)),
      h("section", { class: "part" }, h("h3", null, termx.say("whole")), termx.meta.glossaries.map(whole)),
    );
  };
})();
