// The page's own words, in three locales; the browser's language decides until somebody chooses.

export const LOCALES = { "en-US": "English", "zh-CN": "简体中文", "zh-TW": "繁體中文" };
const KEPT = "qiao-locale";
let phrases = {};
export let locale = "en-US";

export function localeOf(tags) {
	for (const tag of tags) {
		const low = tag.toLowerCase();
		if (/^zh\b.*(hant|tw|hk|mo)/.test(low)) return "zh-TW";
		if (/^zh\b/.test(low)) return "zh-CN";
		if (/^en\b/.test(low)) return "en-US";
	}
	return "en-US";
}

export async function speak(wanted) {
	const chosen = wanted ?? kept(KEPT);
	locale = chosen in LOCALES ? chosen : localeOf(navigator.languages ?? [navigator.language]);
	if (wanted) keep(KEPT, wanted);
	phrases = await (await fetch(`/page/words/${locale}.json`)).json();
	document.documentElement.lang = locale;
	document.title = say("title");
}

export function say(key, fields = {}) {
	const phrase = phrases[key];
	if (phrase === undefined) throw new Error(`no phrase ${key}`);
	return phrase.replace(/\{(\w+)\}/g, (_, name) => String(fields[name]));
}

// What the browser remembers for this address; a browser that remembers nothing is one too.
export function kept(key) {
	try {
		return localStorage.getItem(key) ?? undefined;
	} catch {
		return undefined;
	}
}

export function keep(key, value) {
	try {
		localStorage.setItem(key, value);
	} catch {
		// remembered until the page is closed, then
	}
}

// How moments and numbers read here. A formatter takes longer to make than a message to draw, so each is made once.
const made = new Map();

function format(kind, options, value) {
	const key = JSON.stringify(options);
	if (!made.has(key)) made.set(key, new Intl[kind](locale, options));
	return made.get(key).format(value);
}

export const moment = (date, options) => format("DateTimeFormat", options, date);
export const clock = (date) => moment(date, { hour: "2-digit", minute: "2-digit" });
export const fullTime = (date) => moment(date, { dateStyle: "full", timeStyle: "short" });
export const day = (date) => moment(date, { dateStyle: "long" });
export const number = (value) => format("NumberFormat", { maximumFractionDigits: 1 }, value);

export function fileSize(bytes) {
	const [unit, amount] =
		bytes < 1024 ? ["B", bytes] : bytes < 1 << 20 ? ["KB", bytes / 1024] : ["MB", bytes / (1 << 20)];
	return `${number(amount)} ${unit}`;
}

export function languageName(tag) {
	try {
		return new Intl.DisplayNames([locale], { type: "language" }).of(tag) ?? tag;
	} catch {
		return tag;
	}
}
