// What of the picture is seen: pan, zoom, fit. A point of the picture is drawn at
// x + scale * its x, y + scale * its y.
const viewport = (() => {
  const picture = dom.byId("picture");
  const world = dom.byId("world");
  const LEAST = 0.015;
  const MOST = 4;
  const COMFORT = 1.25; // a small picture is not blown up beyond this
  const STEP = 1.3;
  const DRAG_PX = 5;
  const GLIDE_MS = 260;
  const CHIPS_PX = 56;
  const DUST = 0.12; // below this, names of menus are too small as well
  const FAR = 0.42; // below this, letters of a row are too small to be read

  let spot = { x: 0, y: 0, scale: 1 };
  let isFitted = true;
  let gliding = 0;

  // Asked for once a change: asking makes the browser lay out everything.
  let measured = { width: 800, height: 600, left: 0, top: 0 };
  const size = () => measured;
  const measure = () => { measured = picture.parentElement.getBoundingClientRect(); };
  const within = (scale) => Math.min(MOST, Math.max(LEAST, scale));

  function show(next) {
    spot = { ...next, scale: within(next.scale) };
    world.setAttribute("transform", `translate(${spot.x} ${spot.y}) scale(${spot.scale})`);
    dom.byId("scale").textContent = `${Math.round(spot.scale * 100)}%`;
    letter();
  }

  function letter() {
    const isFar = spot.scale < FAR;
    picture.classList.toggle("far", isFar);
    letters.update(isFar, spot, measured);
  }

  // Moves there smoothly, unless the reader wants things still.
  function glide(next) {
    cancelAnimationFrame(gliding);
    if (dom.isCalm()) return show(next);
    const [from, began] = [spot, performance.now()];
    const frame = (now) => {
      const part = Math.min(1, Math.max(0, (now - began) / GLIDE_MS));
      const eased = 1 - (1 - part) ** 3;
      // Scales multiply: halfway between 1 and 4 is 2.
      const scale = from.scale * (next.scale / from.scale) ** eased;
      const mix = (one, other) => one + (other - one) * eased;
      show({ x: mix(from.x, next.x), y: mix(from.y, next.y), scale });
      if (part < 1) gliding = requestAnimationFrame(frame);
    };
    gliding = requestAnimationFrame(frame);
  }

  function zoomAt(x, y, factor) {
    const scale = within(spot.scale * factor);
    const ratio = scale / spot.scale;
    return { x: x - (x - spot.x) * ratio, y: y - (y - spot.y) * ratio, scale };
  }

  function zoom(factor) {
    isFitted = false;
    const { width, height } = size();
    glide(zoomAt(width / 2, height / 2, factor));
  }

  // The room that nothing lies over: chips above, and on a phone the side panel below.
  function room() {
    const { width, height } = size();
    const top = dom.byId("chips").offsetHeight ? CHIPS_PX : 0;
    return { top, width, height: height - top - panel.covered() };
  }

  // Where the picture must be for a box to stand in the middle of the room.
  function centred(box, scale) {
    const { top, width, height } = room();
    return {
      x: width / 2 - (box.x + box.width / 2) * scale,
      y: top + height / 2 - (box.y + box.height / 2) * scale,
      scale,
    };
  }

  function around(box, most) {
    const { width, height } = room();
    return centred(box, within(Math.min(most, width / box.width, height / box.height)));
  }

  function fit(isAtOnce = false) {
    isFitted = true;
    const next = around(scene.extent(), COMFORT);
    if (isAtOnce) show(next);
    else glide(next);
  }

  // Whether a box fits into the window with its names still to be read.
  const canShow = (box) => Math.min(size().width / box.width, size().height / box.height) > DUST;

  const isInside = (box) => {
    const { top, width, height } = room();
    const [x, y] = [spot.x + box.x * spot.scale, spot.y + box.y * spot.scale];
    return x > 12 && y > top + 12 && x + box.width * spot.scale < width - 12
      && y + box.height * spot.scale < top + height - 12;
  };

  // Brings a part of the picture into sight, at a scale at which it can be read.
  function bring(box, least = 0.6) {
    if (isInside(box) && spot.scale >= least * 0.9) return;
    isFitted = false;
    const { width, height } = room();
    const fits = Math.min(width / (box.width + 60), height / (box.height + 60));
    glide(centred(box, within(Math.min(Math.max(spot.scale, least), fits, COMFORT))));
  }

  // Keeps what has moved in the picture where it was on the screen.
  function follow(before, after) {
    cancelAnimationFrame(gliding);
    isFitted = false;
    const [dx, dy] = [before.x - after.x, before.y - after.y];
    show({ ...spot, x: spot.x + dx * spot.scale, y: spot.y + dy * spot.scale });
  }

  // -- mouse, pen and fingers ----------------------------------------------------------------

  const pointers = new Map();
  let hasDragged = false;

  function local(event) {
    const { left, top } = size();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  function press(event) {
    if (event.button > 0) return;
    cancelAnimationFrame(gliding);
    if (pointers.size === 0) hasDragged = false;
    pointers.set(event.pointerId, { ...local(event), began: local(event) });
  }

  function drag(event) {
    const known = pointers.get(event.pointerId);
    if (!known) return;
    const now = local(event);
    const far = Math.hypot(now.x - known.began.x, now.y - known.began.y) > DRAG_PX;
    if (!hasDragged && !far && pointers.size === 1) return;
    if (!hasDragged) begin(event);
    if (pointers.size === 1) show({ ...spot, x: spot.x + now.x - known.x, y: spot.y + now.y - known.y });
    else pinch(event.pointerId, known, now);
    Object.assign(known, now);
  }

  function begin(event) {
    hasDragged = true;
    isFitted = false;
    // Only now: a captured pointer would take the click away from what it is on.
    picture.setPointerCapture(event.pointerId);
    picture.classList.add("dragging");
  }

  function pinch(moving, before, now) {
    const [other] = [...pointers].filter(([id]) => id !== moving).map(([, point]) => point);
    const apart = (one) => Math.hypot(one.x - other.x, one.y - other.y) || 1;
    show(zoomAt((now.x + other.x) / 2, (now.y + other.y) / 2, apart(now) / apart(before)));
    const moved = { x: (now.x - before.x) / 2, y: (now.y - before.y) / 2 };
    show({ ...spot, x: spot.x + moved.x, y: spot.y + moved.y });
  }

  function release(event) {
    pointers.delete(event.pointerId);
    if (pointers.size === 0) picture.classList.remove("dragging");
  }

  function wheel(event) {
    event.preventDefault();
    cancelAnimationFrame(gliding);
    isFitted = false;
    const unit = [1, 16, 400][event.deltaMode];
    if (event.shiftKey) return show({ ...spot, x: spot.x - (event.deltaX + event.deltaY) * unit });
    const { x, y } = local(event);
    // A pinch on a touch pad comes as a wheel with small steps.
    show(zoomAt(x, y, Math.exp(-event.deltaY * unit * (event.ctrlKey ? 0.01 : 0.0016))));
  }

  // -- paper ---------------------------------------------------------------------------------

  function beforePrint() {
    const { x, y, width, height } = scene.extent();
    picture.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
    world.removeAttribute("transform");
    picture.classList.remove("far");
    letters.showAll();
  }

  function afterPrint() {
    picture.removeAttribute("viewBox");
    show(spot);
  }

  function resize() {
    measure();
    if (isFitted) fit(true);
    else letter();
  }

  function start() {
    picture.removeAttribute("viewBox");
    picture.addEventListener("pointerdown", press);
    picture.addEventListener("pointermove", drag);
    picture.addEventListener("pointerup", release);
    picture.addEventListener("pointercancel", release);
    picture.addEventListener("wheel", wheel, { passive: false });
    // Keyboard focus must not scroll the picture: the view follows it by itself.
    picture.parentElement.addEventListener("scroll", (event) => event.target.scrollTo(0, 0));
    dom.byId("zoom-in").addEventListener("click", () => zoom(STEP));
    dom.byId("zoom-out").addEventListener("click", () => zoom(1 / STEP));
    dom.byId("fit").addEventListener("click", () => fit());
    new ResizeObserver(resize).observe(picture.parentElement);
    signals.on("scene", letter);
    addEventListener("beforeprint", beforePrint);
    addEventListener("afterprint", afterPrint);
  }

  return { start, measure, canShow, fit, zoom, bring, follow, step: STEP, wasDragged: () => hasDragged };
})();
