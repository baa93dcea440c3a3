"use strict";
// Only from `termx serve`: a draft is pasted or dropped and checked. Nothing is kept but in this page.
(function () {
  const { h } = termx;

  termx.addWords({
    checkText: ["译稿只发送到本机上的 termx，检查后不保存。", "The draft goes to termx on this machine only, and is not kept."],
    draft: ["中文译稿：粘贴文本，或拖放文件（docx、pdf、txt、xliff …）", "Chinese draft: paste text, or drop a file (docx, pdf, txt, xliff …)"],
    original: ["英文原文（可不填）", "English source (if you have it)"],
    run: ["检查", "Check"],
    running: ["正在检查…", "Checking…"],
    unread: ["文件无法读取，请重新选择。", "The file cannot be read; choose it again."],
    choose: ["选择文件", "Choose a file"],
    findings: ["{0} 处", "{0} findings"],
    finding: ["1 处", "1 finding"],
    clean: ["没有发现问题。", "Nothing found."],
    error: ["错误", "error"],
    warning: ["提醒", "warning"],
    info: ["提示", "info"],
    instead: ["建议", "suggested"],
    empty: ["请先粘贴或拖放译稿。", "Paste or drop a draft first."],
    large: ["太大，最多 {0} MB。", "Too large: {0} MB at most."],
    gone: ["termx serve 没有应答，请确认它仍在运行。", "termx serve does not answer; see that it still runs."],
    changedOnDisk: ["术语库已更新，检查即用新版；重新载入可看到新条目。", "The glossary has changed: checks use it; reload to see it."],
  });

  const MOST = 45_000_000; // The server takes a little more than 60 MB, and Base64 needs a third more.

  // A file that misses the fields must not replace the page, and with it the draft.
  for (const name of ["dragover", "drop"]) addEventListener(name, (event) => event.preventDefault());

  // What stands in the fields, and the last answer, while other views are looked at.
  const kept = { draft: { text: "", file: null }, source: { text: "", file: null }, answer: null, running: false };

  // The page may show the view again at any moment: an answer comes to these, whatever view they are in by then.
  const button = h("button", { type: "button", class: "file", id: "run", onclick: run });
  const output = h("section", { class: "part answer" });

  function base64(bytes) {
    let text = "";
    for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    return btoa(text);
  }

  async function packed(side, name) {
    if (side.file) return { name: side.file.name, data: base64(new Uint8Array(await side.file.arrayBuffer())) };
    return side.text.trim() ? { name, data: base64(new TextEncoder().encode(side.text)) } : null;
  }

  function field(side, name) {
    const area = h("textarea", { rows: side === "draft" ? 9 : 4, spellcheck: "false", lang: side === "draft" ? "zh-Hans" : "en", "aria-label": termx.say(name) });
    const label = h("span", { class: "number" });
    const input = h("input", { type: "file", class: "offscreen", tabindex: "-1", "aria-hidden": "true" });
    const take = (file) => {
      kept[side].file = file;
      if (file) area.value = kept[side].text = "";
      label.textContent = file ? file.name : "";
    };
    area.value = kept[side].text;
    take(kept[side].file);
    area.addEventListener("input", () => {
      take(null);
      kept[side].text = area.value;
    });
    input.addEventListener("change", () => take(input.files[0] || null));
    const place = h(
      "div",
      { class: "drop" },
      h("p", { class: "hint" }, termx.say(name)),
      area,
      h("p", null, h("button", { type: "button", class: "quiet", onclick: () => input.click() }, termx.say("choose")), " ", label, input),
    );
    place.addEventListener("dragover", (event) => {
      event.preventDefault();
      place.classList.add("over");
    });
    place.addEventListener("dragleave", () => place.classList.remove("over"));
    place.addEventListener("drop", (event) => {
      event.preventDefault();
      place.classList.remove("over");
      if (event.dataTransfer.files.length) take(event.dataTransfer.files[0]);
    });
    return place;
  }

  function finding(item, number) {
    const suggestions = item.suggestions.map((text) => termx.termButton(text, "zh-Hans"));
    return h(
      "li",
      { class: `finding ${item.severity}` },
      h("a", { href: "#", "data-finding": number }, h("span", { class: `tag ${item.severity}` }, termx.say(item.severity)), " ", item.message),
      suggestions.length ? h("p", { class: "instead" }, termx.say("instead") + " ", suggestions.map((button, at) => [at ? ", " : "", button])) : null,
      h("p", { class: "hint" }, `${item.code} ${item.rule} `, item.address ? h("a", { href: "#" + termx.hash({ c: item.address }) }, item.address) : null),
    );
  }

  /** The paragraphs of the draft with the findings marked; places count code points. */
  function marked(answer) {
    const chars = Array.from(answer.text);
    const slice = (start, end) => chars.slice(start, end).join("");
    const spans = answer.paragraphs.length ? answer.paragraphs : [[0, chars.length]];
    return spans.map(([start, end]) => {
      const pieces = [];
      let edge = start;
      answer.findings.forEach((item, number) => {
        if (item.start < edge || item.end > end || item.start >= end) return;
        pieces.push(slice(edge, item.start), h("mark", { class: item.severity, id: `finding-${number}`, tabindex: "-1", title: item.message }, slice(item.start, item.end)));
        edge = item.end;
      });
      pieces.push(slice(edge, end));
      return h("p", { lang: "zh-Hans" }, pieces);
    });
  }

  function counted(answer) {
    const count = answer.findings.length;
    return count === 0 ? termx.say("clean") : count === 1 ? termx.say("finding") : termx.say("findings", count);
  }

  function showButton() {
    button.disabled = kept.running;
    button.textContent = termx.say(kept.running ? "running" : "run");
  }

  function showAnswer() {
    const answer = kept.answer;
    if (!answer) return;
    if (answer.error) return output.replaceChildren(h("p", { class: "empty", role: "alert" }, answer.error));
    const list = h("ol", { class: "findings" }, answer.findings.map(finding));
    list.addEventListener("click", (event) => {
      const link = event.target.closest("[data-finding]");
      if (!link) return;
      event.preventDefault();
      const mark = document.getElementById(`finding-${link.dataset.finding}`);
      if (!mark) return;
      mark.scrollIntoView({ block: "center" });
      mark.focus();
    });
    output.replaceChildren(h("h3", null, counted(answer)), list, h("div", { class: "text" }, marked(answer)));
  }

  async function run() {
    if (kept.running) return;
    const before = kept.answer;
    kept.running = true;
    showButton();
    try {
      const said = await checked();
      if (said) termx.toast(said);
    } catch (error) {
      kept.answer = { error: `${termx.say("gone")} (${error.message})` };
    }
    kept.running = false;
    showButton();
    if (kept.answer !== before) showAnswer();
  }

  /** Has the draft checked, and returns what there is to say of it at once. */
  async function checked() {
    let draft, source;
    try {
      draft = await packed(kept.draft, "draft.zh.txt");
      source = await packed(kept.source, "source.en.txt");
    } catch {
      return termx.say("unread");
    }
    if (!draft) return termx.say("empty");
    if (draft.data.length + (source ? source.data.length : 0) > (MOST / 3) * 4) return termx.say("large", MOST / 1e6);
    const body = JSON.stringify({ draft, source });
    const reply = await fetch("check", { method: "POST", headers: { "Content-Type": "application/json" }, body });
    kept.answer = reply.ok ? await reply.json() : { error: await reply.text() };
    return kept.answer.findings ? counted(kept.answer) : "";
  }

  function made() {
    const view = h(
      "article",
      { class: "checking" },
      h("header", { class: "facts" }, h("h2", null, termx.say("check")), h("span", { class: "actions" }, h("button", { type: "button", class: "quiet close", onclick: () => termx.closeConcept() }, termx.say("close")))),
      h("p", { class: "hint" }, termx.say("checkText")),
      field("draft", "draft"),
      field("source", "original"),
      button,
      output,
    );
    view.addEventListener("keydown", (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && button.click());
    showButton();
    showAnswer();
    return view;
  }

  let view = null;
  let language = "";
  /** The view in which a draft is checked: the same one, with what is being typed in it, until the language changes. */
  termx.checkView = function () {
    if (language !== termx.lang) [view, language] = [made(), termx.lang];
    return view;
  };

  /** Whether there is something in the view that would be lost with the page. */
  termx.hasDraft = () => Boolean(kept.running || kept.answer || [kept.draft, kept.source].some((side) => side.text || side.file));
})();
