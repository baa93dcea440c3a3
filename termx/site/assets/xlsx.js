"use strict";
// A workbook of a selection: the table of termx, one row per concept, in a ZIP without compression.
(function () {
  const LANGUAGES = { en: "English", "zh-Hans": "Chinese", "zh-Hant": "Chinese (traditional)" };
  const GROUPS = ["", " short forms", " other forms", " do not use", " context", " sources"];
  const SHORT = ["shortForm", "abbreviation", "acronym"];
  const AVOID = ["deprecated", "superseded"];
  // What a spreadsheet would run, or take for an error.
  const FORMULA = /^(?:[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]|#[A-Z/0]+[!?]?$)/;
  const LIMIT = 32767;

  function cell(value) {
    let safe = termx.xmlAllowed(value).replace(/\r\n?/g, "\n");
    if (FORMULA.test(safe)) safe = "'" + safe;
    const chars = [...safe];
    return chars.length > LIMIT ? chars.slice(0, LIMIT - 1).join("") + "…" : safe;
  }

  /** A cell with several terms; a bar parts them, or ends one alone, where one has a semicolon. */
  function several(terms, remark = () => "") {
    const parts = terms.map((term) => term.text + remark(term));
    if (!parts.some((part) => /[;；]/.test(part.replace("; use ", " ")))) return parts.join("; ");
    return parts.join(" | ") + (parts.length === 1 ? " |" : "");
  }

  function languageCells(terms) {
    const first = termx.mainTerm(terms);
    const rest = termx.usableTerms(terms).filter((term) => term !== first);
    const instead = first ? `; use ${first.text}` : "";
    const contexts = [...(first ? [first] : []), ...terms].map((term) => term.context).filter(Boolean);
    const avoid = terms.filter((term) => AVOID.includes(term.status));
    return [
      first ? first.text : "",
      several(rest.filter((term) => SHORT.includes(term.type))),
      several(rest.filter((term) => !SHORT.includes(term.type))),
      several(avoid, (term) => ` (${term.status}${instead})`),
      contexts[0] || "",
      [...new Set(terms.flatMap((term) => (term.sources || []).map(([name]) => name)))].join("; "),
    ];
  }

  function table(glossary) {
    const found = new Set(glossary.concepts.flatMap((concept) => concept.terms.map((term) => term.lang)));
    const languages = Object.keys(LANGUAGES).filter((lang) => found.has(lang));
    languages.push(...[...found].filter((lang) => !languages.includes(lang)).sort());
    const head = languages.flatMap((lang) => GROUPS.map((name) => (LANGUAGES[lang] || lang) + name));
    const rows = glossary.concepts.map((concept) => {
      const notes = [concept.note || "", ...concept.terms.filter((term) => term.note).map((term) => `${term.text}: ${term.note}`)];
      const own = languages.flatMap((lang) => languageCells(concept.terms.filter((term) => term.lang === lang)));
      return [...own, concept.subject || "", concept.kind, concept.review, notes.filter(Boolean).join("; "), concept.id];
    });
    return [[...head, "Subject", "Kind", "Review", "Note", "Concept"], ...rows].map((row) => row.map(cell));
  }

  function column(number) {
    let name = "";
    for (let left = number; left >= 0; left = Math.floor(left / 26) - 1) name = String.fromCharCode(65 + (left % 26)) + name;
    return name;
  }

  function sheet(rows) {
    const lines = rows.map((row, y) => {
      const cells = row.map((value, x) =>
        value === "" ? "" : `<c r="${column(x)}${y + 1}" t="inlineStr"${y ? "" : ' s="1"'}><is><t xml:space="preserve">${termx.xmlText(value)}</t></is></c>`,
      );
      return `<row r="${y + 1}">${cells.join("")}</row>`;
    });
    return (
      HEAD +
      `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
      `<cols><col min="1" max="${rows[0].length}" width="32" customWidth="1"/></cols><sheetData>${lines.join("")}</sheetData></worksheet>`
    );
  }

  const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
  const TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const FIXED = [
    [
      "[Content_Types].xml",
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
        `<Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/></Types>`,
    ],
    ["_rels/.rels", `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ["xl/workbook.xml", `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Glossary" sheetId="1" r:id="rId1"/></sheets></workbook>`],
    [
      "xl/_rels/workbook.xml.rels",
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      "xl/styles.xml",
      `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
        `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
    ],
  ];

  const CRC = Uint32Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    return value >>> 0;
  });

  function crc(bytes) {
    let value = 0xffffffff;
    for (const byte of bytes) value = CRC[(value ^ byte) & 255] ^ (value >>> 8);
    return (value ^ 0xffffffff) >>> 0;
  }

  function numbers(...pairs) {
    const bytes = [];
    for (const [size, value] of pairs) for (let at = 0; at < size; at++) bytes.push((value >>> (8 * at)) & 255);
    return Uint8Array.from(bytes);
  }

  /** A ZIP of files that are stored as they are (APPNOTE 4.3), dated 1 January 1980. */
  function zip(files) {
    const encoder = new TextEncoder();
    const parts = [];
    const directory = [];
    let offset = 0;
    for (const [path, content] of files) {
      const name = encoder.encode(path);
      const data = encoder.encode(content);
      const about = [[2, 20], [2, 0x800], [2, 0], [2, 0], [2, 33], [4, crc(data)], [4, data.length], [4, data.length], [2, name.length], [2, 0]];
      const local = numbers([4, 0x04034b50], ...about);
      parts.push(local, name, data);
      directory.push(numbers([4, 0x02014b50], [2, 20], ...about, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), name);
      offset += local.length + name.length + data.length;
    }
    const size = directory.reduce((sum, part) => sum + part.length, 0);
    const end = numbers([4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, offset], [2, 0]);
    return new Blob([...parts, ...directory, end]);
  }

  termx.writers = {
    xlsx: {
      suffix: ".xlsx",
      type: TYPES + ".sheet",
      write: (glossary) => zip([...FIXED.map(([path, text]) => [path, HEAD + text]), ["xl/worksheets/sheet1.xml", sheet(table(glossary))]]),
    },
    ...termx.writers,
  };
})();
