// What dependency-cruiser needs to be told to look for loops, and for nothing else.
module.exports = {
  forbidden: [{ name: "no-circular", severity: "error", from: {}, to: { circular: true } }],
};
