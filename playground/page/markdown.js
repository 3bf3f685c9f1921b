// Discord's markdown as DOM nodes. What members write becomes text nodes; links lead to the web or nowhere.

import { h, link, local, placeOf, span } from "/page/dom.js";
import { clock, fullTime, locale, moment, say } from "/page/words.js";

const DEEPEST = 12;
const FENCE = /```(?:([\w+.-]{1,20})\n)?\n?([^]*?)\n?```/g;

// *names* has user(id), role(id), channel(id): what a mention is called, or null.
export function markdown(text, names) {
	const nodes = [];
	let from = 0;
	for (const found of text.matchAll(FENCE)) {
		if (!found[2].trim()) continue;
		nodes.push(...blocks(text.slice(from, found.index), names));
		nodes.push(h("pre", {}, h("code", { dataset: found[1] ? { language: found[1] } : {} }, found[2])));
		from = found.index + found[0].length;
	}
	nodes.push(...blocks(text.slice(from), names));
	return nodes;
}

// One line, without blocks: for previews.
export function inOneLine(text, names) {
	return inline(text.replace(/```\w*\n?|^(?:-#|>|#{1,3}) |\n+/gm, " ").slice(0, 200), names, 0);
}

function blocks(text, names) {
	if (!text) return [];
	const nodes = [];
	const lines = text.replace(/^\n|\n$/g, "").split("\n");
	let plain = [];
	const flush = () => {
		if (plain.length) nodes.push(h("p", {}, inline(plain.join("\n"), names, 0)));
		plain = [];
	};
	for (let at = 0; at < lines.length; at += 1) {
		const line = lines[at];
		const all = line.startsWith(">>> ");
		if (all || line.startsWith("> ")) {
			flush();
			const quoted = all ? [line.slice(4), ...lines.slice(at + 1)] : [];
			while (!all && lines[at]?.startsWith("> ")) quoted.push(lines[at++].slice(2));
			nodes.push(h("blockquote", {}, blocks(quoted.join("\n"), names)));
			if (all) break;
			at -= 1;
		} else if (/^-# \S/.test(line)) {
			flush();
			nodes.push(h("p", { class: "subtext" }, inline(line.slice(3), names, 0)));
		} else if (/^#{1,3} \S/.test(line)) {
			flush();
			const depth = line.indexOf(" ");
			nodes.push(
				h(
					"p",
					{ class: `heading h${depth}`, role: "heading", "aria-level": "3" },
					inline(line.slice(depth + 1), names, 0),
				),
			);
		} else if (/^\s*(?:[-*]|\d{1,3}\.) \S/.test(line)) {
			flush();
			const items = [];
			const first = line;
			while (at < lines.length && /^\s*(?:[-*]|\d{1,3}\.) \S/.test(lines[at])) items.push(lines[at++]);
			at -= 1;
			nodes.push(listOf(items, first, names));
		} else plain.push(line);
	}
	flush();
	return nodes;
}

function listOf(items, first, names) {
	const start = /^\s*(\d{1,3})\./.exec(first);
	const entries = items.map((one) => {
		const [, indent, rest] = /^(\s*)(?:[-*]|\d{1,3}\.) (.*)$/.exec(one);
		return h("li", { class: indent.length > 1 ? "inner" : "" }, inline(rest, names, 0));
	});
	return h(start ? "ol" : "ul", start ? { start: start[1] } : {}, entries);
}

// What may stand at a place, in the order in which it is tried. Each gives a node for what it found.
const RULES = [
	[/\\([^\w\s])/y, ([, char]) => char],
	[/(`+)([^]*?[^`])\1(?!`)/y, ([, , code]) => h("code", {}, code.trim() || code)],
	[/<@!?(\d{1,20})>/y, ([raw, id], names) => mention("@", names.user(id), raw)],
	[/<@&(\d{1,20})>/y, ([raw, id], names) => mention("@", names.role(id), raw)],
	[/<#(\d{1,20})>/y, ([raw, id], names) => mention("#", names.channel(id), raw)],
	[/<\/([^:\n>]{1,100}):\d{1,20}>/y, ([, name]) => span("mention", `/${name}`)],
	[/@(everyone|here)\b/y, ([raw]) => span("mention", raw)],
	[/<(a?):(\w{1,32}):(\d{1,20})>/y, ([, animated, name, id]) => customEmoji(name, id, animated)],
	[/<t:(-?\d{1,13})(?::([tTdDfFR]))?>/y, ([raw, seconds, style]) => momentOf(raw, Number(seconds), style)],
	[/<(https?:\/\/[^\s<>]+)>/y, ([, address], names) => linkTo(address, names)],
	[
		/\[([^\]\n]+)\]\(<?(https?:\/\/[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)>?(?: "[^"\n]*")?\)/y,
		([, label, address], names, depth) => link(address, inline(label, names, depth)),
	],
	[/https?:\/\/[^\s<>「」『』（），。！？、；：]+/y, ([address]) => address, "url"],
	[/\|\|([^]+?)\|\|/y, ([, inner], names, depth) => spoiler(inline(inner, names, depth))],
	[/\*\*([^]+?)\*\*(?!\*)/y, ([, inner], names, depth) => h("strong", {}, inline(inner, names, depth))],
	[/__([^]+?)__(?!_)/y, ([, inner], names, depth) => h("u", {}, inline(inner, names, depth))],
	[/~~([^]+?)~~/y, ([, inner], names, depth) => h("s", {}, inline(inner, names, depth))],
	[/\*(?=\S)([^*]*?[^\s*])\*(?!\*)/y, ([, inner], names, depth) => h("em", {}, inline(inner, names, depth))],
	[/_(?=\S)([^_]*?[^\s_])_(?!\w)/y, ([, inner], names, depth) => h("em", {}, inline(inner, names, depth))],
	[/\n/y, () => h("br")],
];
const PLAIN = /[^\\`<@[h|*_~\n]+|[^]/y;

function inline(text, names, depth) {
	if (depth > DEEPEST) return [text];
	const nodes = [];
	let at = 0;
	let said = "";
	const flush = () => {
		if (said) nodes.push(said);
		said = "";
	};
	while (at < text.length) {
		const [found, make, kind] = match(text, at);
		if (found === null) {
			PLAIN.lastIndex = at;
			said += PLAIN.exec(text)[0];
			at = PLAIN.lastIndex;
			continue;
		}
		flush();
		// A full stop behind an address belongs to the sentence.
		const whole = kind === "url" ? found[0].replace(/[.,:;!?'")\]]+$/, "") : found[0];
		nodes.push(kind === "url" ? linkTo(whole, names) : make(found, names, depth + 1));
		at += whole.length;
	}
	flush();
	return nodes;
}

function match(text, at) {
	for (const [rule, make, kind] of RULES) {
		rule.lastIndex = at;
		const found = rule.exec(text);
		if (found !== null) return [found, make, kind];
	}
	return [null];
}

function mention(sign, name, raw) {
	return name === null ? raw : span("mention", sign + name);
}

// What leads to a message is called by its channel, as at Discord.
function linkTo(address, names) {
	const place = placeOf(address);
	const name = place && names.channel(place[1]);
	return name
		? Object.assign(link(address, `#${name}${place[2] ? " › 💬" : ""}`), { className: "mention" })
		: link(address, address);
}

export function customEmoji(name, id, animated) {
	return h("img", {
		class: "emoji",
		src: `/cdn/emojis/${id}.${animated ? "gif" : "png"}`,
		alt: `:${name}:`,
		title: `:${name}:`,
		loading: "lazy",
	});
}

function spoiler(children) {
	const show = (event) => {
		if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
		event.preventDefault();
		event.currentTarget.classList.add("shown");
		event.currentTarget.removeAttribute("role");
		event.currentTarget.removeAttribute("aria-label");
	};
	return h(
		"span",
		{
			class: "spoiler",
			role: "button",
			tabindex: "0",
			"aria-label": say("spoiler"),
			click: show,
			keydown: show,
		},
		h("span", {}, children),
	);
}

const STYLES = {
	t: { timeStyle: "short" },
	T: { timeStyle: "medium" },
	d: { dateStyle: "short" },
	D: { dateStyle: "long" },
	F: { dateStyle: "full", timeStyle: "short" },
};
const UNITS = [
	["year", 31536000],
	["month", 2592000],
	["day", 86400],
	["hour", 3600],
	["minute", 60],
	["second", 1],
];

function momentOf(raw, seconds, style = "f") {
	const date = new Date(seconds * 1000);
	if (Number.isNaN(date.getTime())) return raw;
	let shown;
	if (style === "R") {
		const away = seconds - Date.now() / 1000;
		const [unit, length] = UNITS.find(([, length]) => Math.abs(away) >= length) ?? UNITS.at(-1);
		shown = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(Math.round(away / length), unit);
	} else shown = moment(date, STYLES[style] ?? { dateStyle: "long", timeStyle: "short" });
	return h("time", { class: "moment", datetime: date.toISOString(), title: fullTime(date) }, shown);
}

export const timeOf = (timestamp) =>
	h("time", { datetime: timestamp, title: fullTime(new Date(timestamp)) }, clock(new Date(timestamp)));

export const emojiNode = (emoji) =>
	emoji.id ? customEmoji(emoji.name ?? "", emoji.id, emoji.animated) : h("span", {}, emoji.name);

export const picture = (address, props) => {
	const here = local(address);
	return here === null ? null : h("img", { src: here, loading: "lazy", ...props });
};
