// The image viewer's keys, and its zoom by wheel, double click, two fingers and keys. The picture is moved by a transform only.

const MAX = 8;
const STEP = 1.5;
const zooms = new WeakMap();

/** Watches the dialog; calls Step(by) on the program when another image is wanted. */
export function watch(program, dialog) {
  const fingers = new Map();
  let reach = 0;

  dialog.addEventListener("keydown", event => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const on = document.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = document.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
    switch (event.key) {
      case on: case "PageDown": program.invokeMethodAsync("Step", 1); break;
      case back: case "PageUp": program.invokeMethodAsync("Step", -1); break;
      case "Home": program.invokeMethodAsync("Step", -1e6); break;
      case "End": program.invokeMethodAsync("Step", 1e6); break;
      case "+": case "=": zoom(dialog, 1); break;
      case "-": zoom(dialog, -1); break;
      case "0": show(dialog, { scale: 1, x: 0, y: 0 }); break;
      default: return;
    }
    event.preventDefault();
  });
  dialog.addEventListener("wheel", event => {
    const image = imageOf(dialog);
    if (!image || !event.target.closest(".stage")) return;
    event.preventDefault();
    scaleTo(dialog, now(image).scale * Math.exp(-event.deltaY / 400), event);
  }, { passive: false });
  dialog.addEventListener("dblclick", event => {
    const image = imageOf(dialog);
    if (event.target === image) scaleTo(dialog, now(image).scale > 1 ? 1 : 2.5, event);
  });
  dialog.addEventListener("pointerdown", event => {
    const image = imageOf(dialog);
    if (event.button !== 0 || !event.target.closest(".stage") || !image) return;
    fingers.set(event.pointerId, event);
    reach = 0;
    event.target.setPointerCapture(event.pointerId);
  });
  dialog.addEventListener("pointermove", event => {
    const before = fingers.get(event.pointerId);
    const image = imageOf(dialog);
    if (!before || !image) return;
    fingers.set(event.pointerId, event);
    const { scale, x, y } = now(image);
    if (fingers.size === 2) {
      const [one, other] = [...fingers.values()];
      const apart = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
      if (reach) scaleTo(dialog, scale * apart / reach, { clientX: (one.clientX + other.clientX) / 2, clientY: (one.clientY + other.clientY) / 2 });
      reach = apart;
    } else if (scale > 1) {
      show(dialog, { scale, x: x + event.clientX - before.clientX, y: y + event.clientY - before.clientY });
    }
  });
  const lift = event => {
    const first = fingers.get(event.pointerId);
    fingers.delete(event.pointerId);
    reach = 0;
    return first;
  };
  dialog.addEventListener("pointerup", lift);
  dialog.addEventListener("pointercancel", lift);
  // Beside the picture is a way out.
  dialog.addEventListener("click", event => { if (event.target.classList.contains("stage")) dialog.close(); });
}

/** One step larger (1) or smaller (-1), around the middle. */
export function zoom(dialog, step) {
  const image = imageOf(dialog);
  if (image) scaleTo(dialog, now(image).scale * STEP ** step, null);
}

function imageOf(dialog) { return dialog.querySelector(".stage img"); }

function now(image) { return zooms.get(image) ?? { scale: 1, x: 0, y: 0 }; }

// What is under the pointer stays there.
function scaleTo(dialog, wanted, at) {
  const image = imageOf(dialog);
  const { scale, x, y } = now(image);
  const next = Math.min(MAX, Math.max(1, wanted));
  const stage = image.parentElement.getBoundingClientRect();
  const dx = at ? at.clientX - (stage.left + stage.width / 2) - x : 0;
  const dy = at ? at.clientY - (stage.top + stage.height / 2) - y : 0;
  const grown = next / scale - 1;
  show(dialog, next === 1 ? { scale: 1, x: 0, y: 0 } : { scale: next, x: x - dx * grown, y: y - dy * grown });
}

function show(dialog, { scale, x, y }) {
  const image = imageOf(dialog);
  if (!image) return;
  // Some of the picture is always in sight.
  const wide = image.offsetWidth * scale / 2, high = image.offsetHeight * scale / 2;
  x = Math.min(wide, Math.max(-wide, x));
  y = Math.min(high, Math.max(-high, y));
  zooms.set(image, { scale, x, y });
  image.style.transform = scale === 1 ? "" : `translate(${x}px, ${y}px) scale(${scale})`;
  image.classList.toggle("zoomed", scale > 1);
}
