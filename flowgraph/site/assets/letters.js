// How names are compared and shown by a search.
"use strict";
const letters = (() => {
  const ASCII = /^[\0-\x7f]*$/;

  // Capitals and accents do not count; letters stay in their place, for the marks.
  const plain = (text) => ASCII.test(text) ? text.toLowerCase() : [...text].map((letter) => {
    const bare = letter.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    return bare.length === letter.length ? bare : letter;
  }).join("");

  // Adds a text to an element, with what was looked for marked.
  function marked(text, terms, parent) {
    const bare = plain(text);
    let from = 0;
    while (from < text.length) {
      let next = -1;
      let length = 0;
      for (const term of terms) {
        const at = bare.indexOf(term, from);
        if (at >= 0 && (next < 0 || at < next)) { next = at; length = term.length; }
      }
      if (next < 0) break;
      parent.append(text.slice(from, next));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(next, next + length);
      parent.append(mark);
      from = next + length;
    }
    parent.append(text.slice(from));
  }

  return { plain, marked };
})();
