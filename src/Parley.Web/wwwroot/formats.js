// Times, numbers and lists in the words and the order of a language, by what the browser knows of it.

let language = "en";
let hours = 0;
const made = new Map();

/** Chooses the clock: 12, 24, or 0 for what the language has. Returns the page's language (BCP 47). */
export function use(clock) {
  const page = document.documentElement.lang;
  // As people of the reader's country write that language.
  language = navigator.languages.find(one => one.split("-")[0] === page.split("-")[0]) ?? page;
  hours = clock;
  made.clear();
  return page;
}

/** Writes a value of a kind. */
export function write(kind, value) {
  const format = made.get(kind) ?? make(kind);
  if (!made.has(kind)) made.set(kind, format);
  return format(value);
}

/** Joins texts as the language does: "a, b and c". */
export function join(texts) { return new Intl.ListFormat(language).format(texts); }

function make(kind) {
  const [name, unit] = kind.split("-");
  const clock = hours === 12 ? { hour12: true } : hours === 24 ? { hourCycle: "h23" } : {};
  const date = options => by(new Intl.DateTimeFormat(language, options));
  switch (name) {
    case "time": return date({ hour: hours === 12 ? "numeric" : "2-digit", minute: "2-digit", ...clock });
    case "brief": return date({ dateStyle: "short", timeStyle: "short", ...clock });
    case "full": return date({ dateStyle: "full", timeStyle: "short", ...clock });
    // Days have no time and no zone: they come as noon of UTC.
    case "date": return date({ dateStyle: "long", timeZone: "UTC" });
    case "day": return unit ? capital(ago("day")) : capital(date({ dateStyle: "full", timeZone: "UTC" }));
    case "ago": return ago(unit);
    case "unit": return by(new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }));
    case "size": return by(new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: unit === "byte" ? "long" : "short",
      minimumFractionDigits: 0, maximumFractionDigits: 1 }));
    default: return by(new Intl.NumberFormat(language));
  }
}

function by(format) { return value => format.format(value); }

function ago(unit) {
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  return value => format.format(value, unit);
}

function capital(format) {
  return value => { const text = format(value); return text[0].toLocaleUpperCase(language) + text.slice(1); };
}
