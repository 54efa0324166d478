// Capitals, accents, and what people write between digits do not count; for what is only compared.
// The same holds for 'flowgraph fleet --find': see flowgraph/fleet/searching.py.
const folded = (text) => {
  const isPlain = /^[\0-\x7f]*$/.test(text);
  const bare = isPlain ? text : text.normalize("NFD").replace(/\p{M}/gu, "");
  return bare.toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ")
    .replace(/\+|\((?=\d)/g, "").replace(/(\d)[\s./()-]+(?=\d)/g, "$1");
};
