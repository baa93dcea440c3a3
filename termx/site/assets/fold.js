"use strict";
// Folding makes keys: what two spellings of one term share. In a key a word begins with a capital, or
// with a space if its first character has none, and all else is small; Chinese characters follow each
// other, spaces and punctuation are left out. A capital is rarer than a space: it is found faster.
(function () {
  const ASCII = /^[\x00-\x7f]*$/;
  const HAN = /[\p{Script=Han}〇]/u;
  const RUNS = /[\p{Script=Han}〇]+|[\p{L}\p{N}]+/gu;
  const TRADITIONAL = /[\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{2fa1f}]/gu;
  let simple = new Map();

  termx.setSimplified = function ([from, to]) {
    const targets = [...to];
    simple = new Map([...from].map((char, at) => [char, targets[at]]));
  };

  const simplified = (text) => text.replace(TRADITIONAL, (char) => simple.get(char) || char);

  function plain(text) {
    let result = text.toLowerCase();
    if (!ASCII.test(result)) {
      result = simplified(result.normalize("NFKC").toLowerCase());
      result = result.normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC");
    }
    // women's is one word, U.N. another.
    return result.replace(/['’ʼ]/g, "").replace(/\b([a-z])\.(?=[a-z]\b)/g, "$1");
  }

  /** `text` in traditional characters, one of those that fold to it. */
  termx.traditional = function (text) {
    const back = new Map([...simple].reverse().map(([old, plain]) => [plain, old]));
    return [...text].map((char) => back.get(char) || char).join("");
  };
  termx.isHan = (text) => HAN.test(text);
  /** The words of `text`, folded: runs of Chinese characters, and of letters and digits. */
  termx.words = (text) => plain(text).match(RUNS) || [];
  /** A word of `words` as it stands in keys. */
  termx.needle = function (word) {
    if (HAN.test(word)) return word;
    const head = word[0].toUpperCase();
    return head.length === 1 && head !== word[0] ? head + word.slice(1) : " " + word;
  };
  /** The key of `text`. */
  termx.key = (text) => termx.words(text).map(termx.needle).join("");

  /** `text` folded character by character: places in it are places in `text`. */
  termx.even = function (text) {
    if (ASCII.test(text)) return text.toLowerCase();
    let folded = "";
    for (const char of text) {
      const one = simple.get(char) || char.toLowerCase().normalize("NFD")[0];
      folded += one.length === char.length ? one : char;
    }
    return folded;
  };

  /** `text` cut into pieces, those that `words` match as <mark>. */
  termx.marked = function (text, words) {
    if (!words.length) return [text];
    const folded = termx.even(text);
    const hits = [];
    for (const word of words.filter(Boolean)) {
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
        const inside = at > 0 && /[\p{L}\p{N}]/u.test(folded[at - 1]);
        if (HAN.test(word) || !inside) hits.push([at, at + word.length]);
      }
    }
    const pieces = [];
    let edge = 0;
    for (const [start, end] of hits.sort((one, other) => one[0] - other[0] || other[1] - one[1])) {
      if (start < edge) continue;
      pieces.push(text.slice(edge, start), termx.h("mark", null, text.slice(start, end)));
      edge = end;
    }
    pieces.push(text.slice(edge));
    return pieces.filter((piece) => piece !== "");
  };
})();
