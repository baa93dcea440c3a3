"use strict";
// Elements are made with text, never with markup: no term can become code.
(function () {
  const SVG = "http://www.w3.org/2000/svg";

  function fill(element, properties, children) {
    for (const [name, value] of Object.entries(properties || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (name === "data") Object.assign(element.dataset, value);
      else element.setAttribute(name, value === true ? "" : String(value));
    }
    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  }

  /** An HTML element. */
  termx.h = (tag, properties, ...children) => fill(document.createElement(tag), properties, children);
  /** An SVG element. */
  termx.s = (tag, properties, ...children) => fill(document.createElementNS(SVG, tag), properties, children);

  /** Copy `text`, and say so. */
  termx.copy = async function (text) {
    let done = false;
    try {
      await navigator.clipboard.writeText(text);
      done = true;
    } catch {
      // Pages of http:// and of old browsers have no clipboard: the old way.
      const area = termx.h("textarea", { class: "offscreen", "aria-hidden": "true" });
      area.value = text;
      const focused = document.activeElement;
      document.body.append(area);
      area.select();
      done = document.execCommand("copy");
      area.remove();
      if (focused) focused.focus();
    }
    termx.toast(done ? termx.say("copied", text) : termx.say("notCopied"));
  };

  let timer = 0;
  /** Say `text` for some seconds, also to screen readers. */
  termx.toast = function (text) {
    const toast = document.getElementById("toast");
    toast.textContent = text;
    toast.classList.add("shown");
    clearTimeout(timer);
    timer = setTimeout(() => toast.classList.remove("shown"), 2200);
  };

  /** Hand `parts` to the user as a file. */
  termx.save = function (name, parts, type) {
    const address = URL.createObjectURL(new Blob(parts, { type }));
    const link = termx.h("a", { href: address, download: name, class: "offscreen" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  };

  const kept = {};
  /** A setting of this reader; kept by the browser where it may be. */
  termx.setting = function (name, value) {
    if (value !== undefined) kept[name] = value;
    try {
      if (value !== undefined) localStorage.setItem("termx." + name, value);
      return localStorage.getItem("termx." + name) ?? kept[name];
    } catch {
      return kept[name];
    }
  };

  const plain = (lang) => (lang.startsWith("zh") ? lang : lang || "und");
  /** A term that a click copies; `parts` are its text cut for marking. */
  termx.termButton = (text, lang, parts) =>
    termx.h(
      "button",
      { type: "button", class: "term", lang: plain(lang), data: { copy: text } },
      parts || text,
    );
})();
