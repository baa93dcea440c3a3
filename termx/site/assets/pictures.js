"use strict";
// Pictures: plain SVG whose colours are those of the theme. Each has its words, in a title or as text.
(function () {
  const { h, s } = termx;

  const AVOID = ["deprecated", "superseded"];
  const shade = (term) => (AVOID.includes(term.status) ? "avoid" : term.status === "preferred" ? "prefer" : "admit");
  const rank = (term) => ["prefer", "admit", "avoid"].indexOf(shade(term));
  const isZh = (term) => term.lang.startsWith("zh");

  /** About how wide `text` is, in units of the size of its letters. */
  function width(text) {
    let sum = 0;
    for (const char of text) sum += char.codePointAt(0) > 0x2e7f ? 1 : /[A-Z]/.test(char) ? 0.68 : 0.5;
    return sum;
  }

  function short(text, limit) {
    let sum = 0;
    let result = "";
    for (const char of text) {
      sum += width(char);
      if (sum > limit) return result + "…";
      result += char;
    }
    return text;
  }

  function years(term) {
    const found = new Map();
    for (const [, year] of term.sources || []) if (year) found.set(year, (found.get(year) || 0) + 1);
    return found;
  }

  /** Which form stands in documents of which year: a line for each form, a dot for each year. */
  termx.timeline = function (concept) {
    const rows = concept.terms.map((term) => ({ term, years: years(term) })).filter((row) => row.years.size);
    const all = rows.flatMap((row) => [...row.years.keys()]);
    // Two dots say nothing that the list of sources does not say.
    if (all.length < 4 || rows.length < 2) return null;
    const [first, last] = [Math.min(...all), Math.max(...all)];
    if (first === last) return null;
    const [left, right, line] = [250, 640, 26];
    const x = (year) => left + ((year - first) / (last - first)) * (right - left - 34) + 8;
    const bottom = rows.length * line + 4;
    const step = [1, 2, 5, 10, 20, 50].find((size) => (last - first) / size <= 8) || 100;
    const ticks = [];
    for (let year = Math.ceil(first / step) * step; year <= last; year += step) ticks.push(year);
    const picture = s("svg", { viewBox: `0 0 ${right} ${bottom + 20}`, class: "picture", role: "img" });
    picture.append(s("title", null, `${termx.say("overTime")}: ${first}–${last}`));
    for (const year of ticks)
      picture.append(
        s("line", { x1: x(year), x2: x(year), y1: 0, y2: bottom, class: "grid" }),
        s("text", { x: x(year), y: bottom + 15, class: "tick", "text-anchor": "middle" }, String(year)),
      );
    rows.forEach(({ term, years }, number) => {
      const y = number * line + 15;
      const look = shade(term);
      const ends = [...years.keys()].sort((one, other) => one - other);
      picture.append(
        s("text", { x: left - 12, y: y + 4, class: `label ${look}`, "text-anchor": "end", lang: term.lang }, short(term.text, 18)),
        s("line", { x1: x(ends[0]), x2: x(ends[ends.length - 1]), y1: y, y2: y, class: `span ${look}` }),
      );
      for (const [year, count] of years)
        picture.append(
          s("circle", { cx: x(year), cy: y, r: Math.min(3 + Math.sqrt(count) * 1.2, 9), class: look }, s("title", null, `${term.text} · ${year} · ${count}`)),
        );
    });
    return picture;
  };

  /** The forms of a concept as a small graph: Chinese left, English right, each hanging from its main form. */
  termx.graph = function (concept) {
    const byUse = (terms) => [...terms].sort((one, other) => rank(one) - rank(other));
    const sides = [byUse(concept.terms.filter(isZh)), byUse(concept.terms.filter((term) => !isZh(term)))];
    if (concept.terms.length < 3 || concept.terms.length > 24 || !sides[0].length || !sides[1].length) return null;
    const [whole, line, size, gap] = [640, 30, 12.5, 34];
    const height = Math.max(...sides.map((side) => side.length)) * line + 4;
    const picture = s("svg", { viewBox: `0 0 ${whole} ${height}`, class: "picture graph", role: "img" });
    picture.append(s("title", null, `${termx.say("forms")}: ${concept.terms.map((term) => term.text).join(", ")}`));
    const ties = [s("line", { x1: whole / 2 - gap, x2: whole / 2 + gap, y1: line / 2 + 2, y2: line / 2 + 2, class: "tie prefer" })];
    const nodes = [];
    sides.forEach((side, at) => {
      const way = at === 0 ? -1 : 1;
      const edge = whole / 2 + way * gap;
      side.forEach((term, number) => {
        const text = short(term.text, 20.5);
        const wide = width(text) * size + 20;
        const y = number * line + line / 2 + 2;
        const x = at === 0 ? edge - wide : edge;
        if (number) {
          const spine = edge - way * 14;
          ties.push(s("path", { d: `M${spine} ${line / 2 + 2}V${y - 6}Q${spine} ${y} ${spine + way * 6} ${y}H${edge}`, class: `tie ${shade(term)}` }));
        }
        nodes.push(
          s("g", { class: `node ${shade(term)}` },
            s("title", null, `${term.text} · ${termx.say(term.type)} · ${termx.say(term.status)}`),
            s("rect", { x, y: y - 11.5, width: wide, height: 23, rx: 11.5 }),
            s("text", { x: x + wide / 2, y: y + 4, "text-anchor": "middle", lang: term.lang }, text),
          ),
        );
      });
    });
    // What is to be used lies above what is not.
    picture.append(...ties.reverse(), ...nodes);
    return picture;
  };

  /** Kinds and subjects: a table whose cells are shaded by how many concepts they hold. */
  termx.matrix = function (matrix, kinds, subjects, choose) {
    const sums = new Map();
    for (const [subject, , count] of matrix) sums.set(subject, (sums.get(subject) || 0) + count);
    const order = [...sums.keys()].sort((one, other) => sums.get(other) - sums.get(one));
    const shown = order.slice(0, 18);
    const cells = new Map();
    const most = Math.max(...matrix.map(([, , count]) => count));
    for (const [subject, kind, count] of matrix) {
      const row = shown.includes(subject) ? subject : -1;
      cells.set(`${row},${kind}`, (cells.get(`${row},${kind}`) || 0) + count);
    }
    const rows = order.length > shown.length ? [...shown, -1] : shown;
    const name = (subject) => (subject === -1 ? termx.say("other") : subjects[subject] || termx.say("none"));
    const cell = (subject, kind) => {
      const count = cells.get(`${subject},${kind}`) || 0;
      if (!count) return h("td", null);
      const level = Math.max(1, Math.ceil((Math.log(count + 1) / Math.log(most + 1)) * 5));
      const label = `${name(subject)}, ${termx.kindName(kinds[kind])}: ${count}`;
      const inside =
        subject === -1 ? h("span", null, termx.number(count)) : h("button", { type: "button", "aria-label": label, onclick: () => choose(subject, kind) }, termx.number(count));
      return h("td", { class: `heat level${Math.min(level, 5)}` }, inside);
    };
    return h(
      "table",
      { class: "matrix" },
      h("thead", null, h("tr", null, h("td", null), kinds.map((kind) => h("th", { scope: "col" }, termx.kindName(kind))))),
      h("tbody", null, rows.map((subject) => h("tr", null, h("th", { scope: "row" }, name(subject)), kinds.map((_, kind) => cell(subject, kind))))),
    );
  };
})();
