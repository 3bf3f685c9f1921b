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

// What a choice, a list or a size reads like here.
export const clock = (moment) => new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" }).format(moment);
export const fullTime = (moment) =>
	new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short" }).format(moment);
export const day = (moment) => new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(moment);
export const number = (value) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value);

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
