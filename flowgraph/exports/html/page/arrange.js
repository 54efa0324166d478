// Puts a part of the picture together anew: columns by the steps of a call, in each column the
// menus beside those that lead to them. The engine's own layout holds as long as all is shown.
const arrange = (() => {
  const COLUMN_GAP = 96;
  const ROW_GAP = 26;
  const SWEEPS = 6;
  const HEAD = 16; // where an arrow meets a menu: the middle of its headline

  // Depth first without recursion: parts in the order in which they were finished, and the arrows
  // that lead back to where the search came from.
  function search(parts, startingAt) {
    const state = new Map();
    const finished = [];
    const back = new Set();
    for (const root of [...startingAt, ...parts]) {
      if (state.has(root) || !parts.has(root)) continue;
      const stack = [{ part: root, next: 0 }];
      state.set(root, "open");
      while (stack.length) {
        const top = stack.at(-1);
        const arrow = top.part.out[top.next++];
        if (!arrow) {
          state.set(top.part, "done");
          finished.push(top.part);
          stack.pop();
        } else if (state.get(arrow.target) === "open") {
          back.add(arrow);
        } else if (!state.has(arrow.target) && parts.has(arrow.target)) {
          state.set(arrow.target, "open");
          stack.push({ part: arrow.target, next: 0 });
        }
      }
    }
    return { order: finished.reverse(), back };
  }

  // The column of a part: one behind the last of those that lead to it.
  function columnsOf(order, isTaken) {
    const depth = new Map(order.map((part) => [part, 0]));
    for (const part of order) {
      for (const arrow of part.out.filter(isTaken)) {
        depth.set(arrow.target, Math.max(depth.get(arrow.target), depth.get(part) + 1));
      }
    }
    const columns = [];
    for (const part of order) (columns[depth.get(part)] ??= []).push(part);
    return columns;
  }

  // Where an arrow leaves a part, measured from its top: at the row of its key.
  function leaving(arrow) {
    if (arrow.from === undefined) {
      const [, y] = arrow.element.querySelector(".line").getAttribute("d").match(/-?[\d.]+/g);
      arrow.from = Number(y) - arrow.source.y;
    }
    return Math.min(Math.max(arrow.from, 0), arrow.source.height);
  }

  const meeting = (part) => (part.isTable ? HEAD : part.height / 2);

  // Puts a column's parts where they want to be, in order, and pushes apart what would overlap.
  function settle(column, wanted, spots) {
    const sorted = [...column].sort((one, other) => wanted(one) - wanted(other));
    let free = -Infinity;
    let drift = 0;
    for (const part of sorted) {
      const y = Math.max(free, wanted(part));
      drift += wanted(part) - y;
      spots.get(part).y = y;
      free = y + part.height + ROW_GAP;
    }
    for (const part of sorted) spots.get(part).y += drift / sorted.length;
    column.splice(0, column.length, ...sorted);
  }

  const mean = (numbers, otherwise) =>
    numbers.length ? numbers.reduce((sum, one) => sum + one, 0) / numbers.length : otherwise;

  // Parts that are shown -> where they stand: a Map of part to {x, y}.
  function place(shown, isShown, startingAt) {
    const parts = new Set(shown);
    const { order, back } = search(parts, startingAt);
    const isTaken = (arrow) => isShown(arrow) && !back.has(arrow) && arrow.target !== arrow.source;
    const columns = columnsOf(order, isTaken);
    const spots = new Map();
    let x = 0;
    for (const column of columns) {
      let y = 0;
      for (const part of column) {
        spots.set(part, { x, y });
        y += part.height + ROW_GAP;
      }
      x += Math.max(...column.map((part) => part.width)) + COLUMN_GAP;
    }
    const fromCallers = (part) => mean(
      part.into.filter(isTaken).map((arrow) =>
        spots.get(arrow.source).y + leaving(arrow) - meeting(part)),
      spots.get(part).y);
    const fromTargets = (part) => mean(
      part.out.filter(isTaken).map((arrow) =>
        spots.get(arrow.target).y + meeting(arrow.target) - leaving(arrow)),
      spots.get(part).y);
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
      for (const column of columns.slice(1)) settle(column, fromCallers, spots);
      if (sweep < SWEEPS - 1) {
        for (const column of columns.slice(0, -1).reverse()) settle(column, fromTargets, spots);
      }
    }
    return spots;
  }

  // The line and the head of an arrow between two spots.
  function curve(arrow, spots) {
    const [from, to] = [spots.get(arrow.source), spots.get(arrow.target)];
    const [sx, sy] = [from.x + arrow.source.width, from.y + leaving(arrow)];
    const ty = to.y + meeting(arrow.target);
    if (to.x > sx) {
      const bend = Math.max(36, (to.x - sx) / 2);
      return shape(sx, sy, to.x, ty, sx + bend, to.x - bend, 1);
    }
    // Back: out to the right of both, and in again from the right, as the engine does it.
    const tx = to.x + arrow.target.width;
    const bulge = Math.max(sx, tx) + 48 + Math.min(60, Math.abs(ty - sy) / 8);
    return shape(sx, sy, tx, ty, bulge, bulge, -1);
  }

  function shape(sx, sy, tx, ty, out, into, direction) {
    const neck = tx - 7 * direction;
    return {
      line: `M${sx} ${sy}C${out} ${sy} ${into} ${ty} ${neck} ${ty}`,
      head: `M${neck} ${ty - 2.6}L${tx} ${ty}L${neck} ${ty + 2.6}z`,
    };
  }

  return { place, curve };
})();
