"use strict";
// The page: its state is the address (#q=…&kind=…&c=…), keys and clicks change the address.
(function () {
  const { h } = termx;
  const { FACETS, noFilters } = termx;
  const wide = matchMedia("(min-width: 860px)");
  const input = document.getElementById("search");
  const results = document.getElementById("results");
  const pane = document.getElementById("pane");
  const count = h("p", { class: "count", role: "status" });
  const hint = h("p", { class: "enter" });
  const listing = h("div", { class: "listing" });
  const spoken = h("p", { class: "offscreen", role: "status" });

  let state = { q: "", c: "", v: "", filters: noFilters() };
  let found = { numbers: new Uint32Array(), all: new Uint32Array(), counts: [[], [], [], [], []], words: [] };
  let list = null;
  let active = -1;
  let also = { query: "", numbers: null };
  let timers = {};

  function later(name, wait, task) {
    clearTimeout(timers[name]);
    timers[name] = setTimeout(task, wait);
  }

  termx.hash = (parts) => termx.addressOf(state, parts);

  function write(push) {
    const address = location.pathname + location.search + "#" + termx.hash({ c: state.c, v: state.v });
    if (push) history.pushState(null, "", address);
    else later("address", 250, () => history.replaceState(null, "", address));
  }

  // Searching.
  function search() {
    const extra = also.query === state.q ? also.numbers : null;
    found = termx.search(state.q, state.filters, extra);
    found.all = found.numbers;
    if (!state.filters.glossary.size) found.numbers = termx.once(found.all);
    active = -1;
    showResults();
    later("filters", 60, showFilters);
    later("preview", 120, showPane);
    const symbol = termx.symbolOf(state.q);
    if (symbol && symbol.length > 2 && also.query !== state.q) later("symbols", 80, () => findSymbol(state.q, symbol));
  }

  async function findSymbol(query, symbol) {
    try {
      const rows = await termx.loadSymbols(symbol);
      // A/RES/55/25 before A/RES/55/250: of two that have a concept the better one counts.
      const exact = rows.filter(([name]) => name.toUpperCase() === symbol);
      const worth = (list, points) => list.flatMap(([, numbers]) => numbers.map((number) => [number, points]));
      also = { query, numbers: new Map([...worth(rows, 500), ...worth(exact, 900)]) };
      if (state.q === query) search();
    } catch (error) {
      termx.toast(termx.say("failed", error.message));
    }
  }

  function showResults() {
    const total = found.numbers.length;
    const part = termx.loaded() / Math.max(1, termx.meta.count);
    count.classList.toggle("near", found.near && total > 0);
    if (found.near && total) count.textContent = termx.say("nearest");
    else if (state.q || part === 1) count.textContent = total === 1 ? termx.say("foundOne") : termx.say("found", termx.number(total));
    if (part < 1) count.textContent = termx.say("loading", Math.floor(part * 100));
    if (total) list = termx.showList(listing, found.numbers, state.q ? found.words : [], state.c);
    else {
      list = null;
      const text = state.q ? termx.say("nothing", state.q) : termx.say("found", 0);
      const filtered = FACETS.some((facet) => state.filters[facet].size);
      const button = filtered ? h("button", { type: "button", class: "quiet", onclick: clearFilters }, termx.say("clearAll")) : null;
      listing.replaceChildren(part < 1 ? "" : h("div", { class: "empty" }, h("p", null, text), h("p", null, termx.say(filtered ? "nothingFiltered" : "nothingHint")), button));
    }
    showHint();
  }

  function showHint() {
    const number = found.numbers[Math.max(0, active)];
    const text = number === undefined || (!state.q && active < 0) ? "" : termx.equivalent(termx.entry(number), state.q);
    hint.replaceChildren(...(text ? [h("kbd", null, termx.say("enter")), " ", h("span", null, text)] : []));
  }

  function showFilters() {
    const place = document.getElementById("filters");
    const focused = place.contains(document.activeElement) ? [...place.querySelectorAll("input,summary")].indexOf(document.activeElement) : -1;
    const label = focused >= 0 ? document.activeElement.closest("label")?.textContent.replace(/[\d,]+$/, "") : null;
    termx.showFilters(place, state.filters, found.counts, changeFilter, clearFilters);
    const again = [...place.querySelectorAll("label")].find((other) => label && other.textContent.replace(/[\d,]+$/, "") === label);
    if (again) again.querySelector("input").focus();
  }

  function changeFilter(facet, value, on) {
    if (on) state.filters[facet].add(value);
    else state.filters[facet].delete(value);
    write(false);
    search();
  }

  function clearFilters() {
    state.filters = noFilters();
    write(false);
    search();
    input.focus();
  }

  // The pane.
  let wanted = 0;
  async function showPane() {
    const own = ++wanted;
    document.body.classList.toggle("reading", Boolean(state.c || state.v));
    if (state.v === "downloads") return place(termx.downloadsView(found.all, found.numbers.length));
    if (state.v === "check" && termx.checkView) return place(termx.checkView());
    let address = state.c;
    if (!address && state.v !== "home" && (state.q || active >= 0) && found.numbers.length && wide.matches)
      address = termx.entry(found.numbers[Math.max(0, active)]).address;
    if (!address) return place(termx.homeView((subject, kind) => {
      state = { ...state, q: "", c: "", v: "", filters: { ...noFilters(), subject: new Set([subject]), kind: new Set([kind]) } };
      input.value = "";
      write(true);
      search();
    }));
    try {
      const concept = await termx.loadConcept(address);
      if (own !== wanted) return;
      place(concept ? termx.conceptView(concept) : h("p", { class: "empty" }, termx.say("noConcept", address)));
      for (const row of listing.querySelectorAll(".row"))
        if (row.dataset.address === address) row.setAttribute("aria-current", "true");
        else row.removeAttribute("aria-current");
      document.title = state.c && concept ? `${concept.terms[0].text} · ${termx.meta.title}` : termx.meta.title;
    } catch (error) {
      place(h("p", { class: "empty" }, termx.say("failed", error.message)));
    }
  }

  function place(view) {
    // To put again what is there would take the focus out of it.
    if (pane.firstElementChild === view) return;
    pane.replaceChildren(view);
    pane.scrollTop = 0;
  }

  termx.closeConcept = function () {
    state.c = state.v = "";
    write(true);
    showPane();
    input.focus();
  };

  /** Follow the address: something may have been chosen, typed or filtered. */
  function follow() {
    const next = termx.stateOf(location.hash.slice(1));
    const same = next.q === state.q && FACETS.every((facet) => [...next.filters[facet]].join() === [...state.filters[facet]].join());
    state = next;
    if (input.value !== state.q) input.value = state.q;
    if (same) showPane();
    else search();
    if (!wide.matches && (state.c || state.v)) scrollTo(0, 0);
  }

  // Keys and clicks.
  function move(step) {
    const next = active < 0 && step > 0 ? 0 : active + step;
    if (next < 0 || next >= found.numbers.length) return;
    active = next;
    while (list && active >= list.shown()) list.extend();
    for (const row of listing.querySelectorAll(".row.active")) row.classList.remove("active");
    const row = document.getElementById(`row-${found.numbers[active]}`);
    row.classList.add("active");
    row.scrollIntoView({ block: "nearest" });
    const entry = termx.entry(found.numbers[active]);
    spoken.textContent = termx.say("selected", active + 1, found.numbers.length, termx.entryName(entry));
    showHint();
    if (wide.matches) {
      state.c = state.v = "";
      later("preview", 90, showPane);
    }
  }

  function enter(open) {
    const number = found.numbers[Math.max(0, active)];
    if (number === undefined) return;
    const entry = termx.entry(number);
    if (open) location.hash = termx.hash({ c: entry.address });
    else termx.copy(termx.equivalent(entry, state.q));
  }

  function typed() {
    if (input.value === state.q) return;
    state.q = input.value;
    state.c = state.v = "";
    write(false);
    search();
    scrollTo(0, 0);
  }

  function key(event) {
    if (event.isComposing || event.altKey || event.metaKey || event.ctrlKey) return;
    const field = event.target.closest("input:not([type=checkbox]), textarea, select");
    if (event.key === "/" && !field) {
      event.preventDefault();
      input.focus();
      input.select();
    } else if (field !== input && event.target !== document.body) {
      if (event.key === "Escape" && !field) termx.closeConcept();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && event.target === input) {
      event.preventDefault();
      enter(event.shiftKey);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (state.c || state.v) termx.closeConcept();
      else {
        input.value = "";
        typed();
      }
    }
  }

  function click(event) {
    const term = event.target.closest("button.term");
    if (term) termx.copy(term.dataset.copy);
    const row = event.target.closest(".row");
    if (row && !event.target.closest("a") && !getSelection().toString() && (wide.matches || !term))
      location.hash = termx.hash({ c: row.dataset.address });
  }

  // Language and theme.
  function setTheme(theme) {
    document.documentElement.dataset.theme = theme;
  }

  function dark() {
    const theme = document.documentElement.dataset.theme;
    return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function dress() {
    document.documentElement.lang = termx.lang === "zh" ? "zh-Hans" : "en";
    input.placeholder = termx.say("search");
    input.setAttribute("aria-label", termx.say("search"));
    for (const [element, name] of [[results, "concepts"], [pane, "details"], [document.getElementById("filters"), "filters"]])
      element.setAttribute("aria-label", termx.say(name));
    const theme = h("button", { type: "button", id: "theme", "aria-label": termx.say("theme"), title: termx.say("theme") }, h("span", { class: "moon", "aria-hidden": "true" }));
    theme.addEventListener("click", () => setTheme(termx.setting("theme", dark() ? "light" : "dark")));
    const language = h("button", { type: "button", id: "language", lang: termx.lang === "zh" ? "en" : "zh-Hans" }, termx.say("language"));
    language.addEventListener("click", () => {
      termx.lang = termx.setting("lang", termx.lang === "zh" ? "en" : "zh");
      dress();
      search();
      document.getElementById("language").focus();
    });
    const link = (view) => h("a", { href: `#v=${view}`, id: `to-${view}` }, termx.say(view));
    const tools = document.getElementById("tools");
    tools.setAttribute("aria-label", termx.meta.title);
    tools.replaceChildren(...[link("home"), termx.checkView ? link("check") : null, link("downloads"), language, theme].filter(Boolean));
  }

  async function start() {
    termx.lang = termx.setting("lang") || (navigator.language.startsWith("zh") ? "zh" : "en");
    if (termx.setting("theme")) setTheme(termx.setting("theme"));
    termx.setSimplified(termx.meta.simplify);
    dress();
    results.replaceChildren(h("div", { class: "head" }, count, hint), listing, spoken);
    state = termx.stateOf(location.hash.slice(1));
    input.value = state.q;
    input.addEventListener("input", (event) => event.isComposing || typed());
    input.addEventListener("compositionend", typed);
    document.addEventListener("keydown", key);
    document.addEventListener("click", click);
    addEventListener("hashchange", follow);
    wide.addEventListener("change", showPane);
    if (wide.matches && !state.c) input.focus();
    try {
      const coming = Array.from({ length: termx.meta.blocks }, (_, number) => termx.loadBlock(number));
      showPane();
      for (const block of coming) {
        termx.addBlock(await block);
        // A search is shown as far as the data go; all of a long list waits for the end.
        if (list === null || state.q) search();
        // Keys are heard between the blocks.
        await new Promise((resolve) => setTimeout(resolve));
      }
      search();
      document.documentElement.dataset.ready = "true";
    } catch (error) {
      count.textContent = termx.say("failed", error.message);
    }
  }

  start();
})();
