"use strict";
// Writers of glossary files, for a selection: the same bytes as termx writes for a whole glossary.
// A glossary here is {title, signature, concepts}, concepts as in the data of the page.
(function () {
  const AVOID = ["deprecated", "superseded"];
  const SHORT = ["shortForm", "abbreviation", "acronym"];
  const LANGUAGES_2008 = { "zh-Hans": "zh-CN", "zh-Hant": "zh-TW" };
  const NC_NAME = /^[\p{L}_][\p{L}\p{N}\p{M}_.·‿⁀-]*$/u;
  const SCHEMAS = "https://raw.githubusercontent.com/LTAC-Global/";

  const names = (term) => (term.sources || []).map(([name]) => name);
  const whole = (text) => text.toWellFormed();

  // CSV, one row per term.
  const COLUMNS = "concept,kind,subject,review,score,concept_note,lang,term,type,status,pos,frequency,sources,context,note";

  function csvLine(cells) {
    return cells.map((cell) => (/[,"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",") + "\n";
  }

  function csv(glossary) {
    const lines = [COLUMNS + "\n"];
    for (const concept of glossary.concepts) {
      const shared = [concept.id, concept.kind, concept.subject || "", concept.review, concept.score, concept.note || ""];
      for (const term of concept.terms) {
        const sources = names(term).map((name) => name.replace(/[|\\]/g, "\\$&")).join("|");
        const own = [term.lang, term.text, term.type, term.status, term.pos, String(term.frequency || 0)];
        lines.push(csvLine([...shared, ...own, sources, term.context || "", term.note || ""]));
      }
    }
    return lines.join("");
  }

  // XML: text is escaped here and nowhere else.
  const allowed = (text) => whole(text).replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
  const text = (value) => allowed(value).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\r/g, "&#13;");
  const attribute = (value) => text(value).replace(/"/g, "&quot;").replace(/\n/g, "&#10;").replace(/\t/g, "&#9;");
  termx.xmlText = text;
  termx.xmlAllowed = allowed;

  /** An element with attributes, and either a text or a list of children. */
  function element(tag, attributes, content) {
    const head = tag + Object.entries(attributes).map(([name, value]) => ` ${name}="${attribute(value)}"`).join("");
    return { head, tag, content };
  }

  function print({ head, tag, content }, depth, lines) {
    const pad = "  ".repeat(depth);
    if (typeof content === "string") lines.push(`${pad}<${head}>${text(content)}</${tag}>`);
    else if (!content.length) lines.push(`${pad}<${head}/>`);
    else {
      lines.push(`${pad}<${head}>`);
      for (const child of content) print(child, depth + 1, lines);
      lines.push(`${pad}</${tag}>`);
    }
    return lines;
  }

  const xml = (root, instructions) =>
    ["<?xml version='1.0' encoding='UTF-8'?>", ...instructions, ...print(root, 0, []), ""].join("\n");

  const DCA = {
    concept: "conceptEntry",
    language: "langSec",
    term: "termSec",
    pos: ["noun", "verb", "adjective", "adverb", "other"],
    lang: (lang) => lang,
    numbers: true,
  };
  const MARTIF = {
    concept: "termEntry",
    language: "langSet",
    term: "tig",
    pos: [...DCA.pos, "properNoun"],
    lang: (lang) => LANGUAGES_2008[lang] || lang,
    numbers: false,
  };

  const field = (tag, type, value) => element(tag, { type }, value);

  function termSection(term, notation) {
    const fallback = term.pos === "properNoun" ? "noun" : "other";
    const parts = [
      element("term", {}, term.text),
      field("termNote", "partOfSpeech", notation.pos.includes(term.pos) ? term.pos : fallback),
      field("termNote", "administrativeStatus", term.status + "Term-admn-sts"),
      field("termNote", "termType", term.type),
      ...names(term).map((name) => field("admin", "source", name)),
    ];
    if (term.context) parts.push(field("descrip", "context", term.context));
    if (term.frequency && notation.numbers) parts.push(element("note", {}, `frequency: ${term.frequency}`));
    if (term.note) parts.push(element("note", {}, term.note));
    return element(notation.term, {}, parts);
  }

  function entry(concept, notation) {
    const score = notation.numbers ? `; score: ${concept.score}` : "";
    const parts = [];
    if (concept.subject) parts.push(field("descrip", "subjectField", concept.subject));
    parts.push(element("note", {}, `kind: ${concept.kind}; review: ${concept.review}${score}`));
    if (concept.note) parts.push(element("note", {}, concept.note));
    const sections = new Map();
    for (const term of concept.terms) {
      const lang = notation.lang(term.lang);
      if (!sections.has(lang.toLowerCase())) {
        sections.set(lang.toLowerCase(), []);
        parts.push(element(notation.language, { "xml:lang": lang }, sections.get(lang.toLowerCase())));
      }
      sections.get(lang.toLowerCase()).push(termSection(term, notation));
    }
    return element(notation.concept, { id: concept.id }, parts);
  }

  function entries(glossary, notation) {
    // An id of another shape would break the file; its glossary cannot be TBX as a whole either.
    return glossary.concepts.filter((concept) => NC_NAME.test(concept.id)).map((concept) => entry(concept, notation));
  }

  const fileDesc = (glossary) =>
    element("fileDesc", {}, [
      element("titleStmt", {}, [element("title", {}, glossary.title)]),
      element("sourceDesc", {}, [element("p", {}, glossary.signature || "termx")]),
    ]);

  function tbx(glossary) {
    const model = (path, kind) => `<?xml-model href="${SCHEMAS}${path}" type="application/xml" schematypens="${kind}"?>`;
    const found = entries(glossary, DCA);
    const root = element(
      "tbx",
      { xmlns: "urn:iso:std:iso:30042:ed-2", type: "TBX-Basic", style: "dca", "xml:lang": "en" },
      [element("tbxHeader", {}, [fileDesc(glossary)]), element("text", {}, found.length ? [element("body", {}, found)] : [])],
    );
    return xml(root, [
      model("TBX_Core_RNG/master/TBXcoreStructV03.rng", "http://relaxng.org/ns/structure/1.0"),
      model("TBX-Basic_dialect/master/DCA/TBX-Basic_DCA.sch", "http://purl.oclc.org/dsdl/schematron"),
    ]);
  }

  function tbx2008(glossary) {
    const coding = element("encodingDesc", {}, [element("p", { type: "XCSURI" }, "TBXBasicXCSV02.xcs")]);
    const body = element("text", {}, [element("body", {}, entries(glossary, MARTIF))]);
    const head = element("martifHeader", {}, [fileDesc(glossary), coding]);
    return xml(element("martif", { type: "TBX-Basic", "xml:lang": "en" }, [head, body]), []);
  }

  const usable = (terms) => terms.filter((term) => !AVOID.includes(term.status));
  const main = (terms) => usable(terms).find((term) => term.status === "preferred") || usable(terms)[0];

  function fitting(term, others, fallback) {
    if (!SHORT.includes(term.type)) return fallback;
    const same = others.filter((other) => SHORT.includes(other.type));
    return same.find((other) => other.type === term.type) || same[0] || fallback;
  }

  /** Pairs of an English and a Chinese term that may be used: short forms together, the rest with the main form. */
  function pairs(glossary) {
    const found = [];
    for (const concept of glossary.concepts) {
      const sources = usable(concept.terms).filter((term) => term.lang === "en");
      const targets = usable(concept.terms).filter((term) => term.lang === "zh-Hans");
      const [first, second] = [main(sources), main(targets)];
      if (!first || !second) continue;
      const used = new Set();
      for (const term of [first, ...sources.filter((other) => other !== first)]) {
        const best = term === first ? second : fitting(term, targets, second);
        used.add(best);
        found.push([concept, term, best]);
      }
      for (const term of targets) if (!used.has(term)) found.push([concept, fitting(term, sources, first), term]);
    }
    return found;
  }

  function tmx(glossary) {
    const prop = (type, value) => field("prop", `x-${type}`, value);
    const side = (term) => {
      const parts = term.note ? [element("note", {}, term.note)] : [];
      parts.push(prop("status", term.status), element("seg", {}, term.text));
      return element("tuv", { "xml:lang": MARTIF.lang(term.lang) }, parts);
    };
    const units = pairs(glossary).map(([concept, source, target]) => {
      const parts = concept.note ? [element("note", {}, concept.note)] : [];
      for (const [name, value] of [["concept", concept.id], ["kind", concept.kind], ["subject", concept.subject], ["review", concept.review]])
        if (value) parts.push(prop(name, value));
      return element("tu", {}, [...parts, side(source), side(target)]);
    });
    const header = {
      creationtool: "termx",
      creationtoolversion: termx.meta.termx,
      segtype: "phrase",
      "o-tmf": "termx",
      adminlang: "en",
      srclang: "en",
      datatype: "plaintext",
    };
    return xml(element("tmx", { version: "1.4" }, [element("header", header, []), element("body", {}, units)]), []);
  }

  function omegat(glossary) {
    const cell = (value) => {
      const plain = value.replace(/[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+/g, " ").trim();
      return plain.startsWith("#") ? " " + plain : plain;
    };
    const lines = new Set();
    for (const [concept, source, target] of pairs(glossary)) {
      const notes = [...new Set([concept.note, source.note, target.note])].filter(Boolean);
      const cells = [cell(source.text), cell(target.text), cell(notes.join("; "))];
      if (cells[0] && cells[1]) lines.add(cells.join("\t").replace(/\t+$/, "") + "\n");
    }
    return [...lines].join("");
  }

  termx.mainTerm = main;
  termx.usableTerms = usable;
  termx.writers = {
    tbx: { suffix: ".tbx", type: "application/xml", write: tbx },
    tbx2008: { suffix: ".2008.tbx", type: "application/xml", write: tbx2008 },
    tmx: { suffix: ".tmx", type: "application/xml", write: tmx },
    omegat: { suffix: ".omegat.txt", type: "text/plain", write: omegat },
    csv: { suffix: ".csv", type: "text/csv", write: (glossary) => whole(csv(glossary)) },
  };
})();
