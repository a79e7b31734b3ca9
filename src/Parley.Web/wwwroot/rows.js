// Long lists: only rows in sight, or nearly, are drawn. A spacer before them and one behind them stand for the rest.

const Over = 8;   // rows that are drawn beyond what is in sight
const Step = 8;   // rows that are scrolled before others are drawn

/** Gives the spacers their heights, and tells the program by Show(first, rows) which rows to draw. Gives what is called to end it. */
export function watch(program, before, after) {
  let scroller = before.parentElement;
  while (scroller.parentElement && !/auto|scroll/.test(getComputedStyle(scroller).overflowY)) scroller = scroller.parentElement;
  let height = 0, told = "";

  function settle() {
    const drawn = Number(after.dataset.drawn);
    const measured = drawn ? (after.getBoundingClientRect().top - before.getBoundingClientRect().bottom) / drawn : 0;
    if (measured > 0) height = measured;
    for (const spacer of [before, after]) spacer.style.height = spacer.dataset.rows * height + "px";
    look();
  }

  function look() {
    if (!height || !scroller.clientHeight) return;
    const from = (scroller.getBoundingClientRect().top - before.getBoundingClientRect().top) / height;
    const first = Math.max(0, Math.floor((from - Over) / Step) * Step);
    const last = Math.max(first, Math.ceil((from + scroller.clientHeight / height + Over) / Step) * Step);
    if (told === (told = `${first} ${last}`)) return;
    program.invokeMethodAsync("Show", first, last - first);
  }

  // Before the next frame is painted: what was drawn anew stands where it belongs.
  const changes = new MutationObserver(settle);
  for (const spacer of [before, after]) changes.observe(spacer, { attributeFilter: ["data-rows", "data-drawn"] });
  const sizes = new ResizeObserver(settle);
  sizes.observe(scroller);
  scroller.addEventListener("scroll", look, { passive: true });
  settle();
  return { end() { changes.disconnect(); sizes.disconnect(); scroller.removeEventListener("scroll", look); } };
}
