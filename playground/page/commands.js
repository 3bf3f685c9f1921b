// Slash commands: found by their names in the speaker's locale, and filled in option by option.

import { AUTOCOMPLETE, COMMAND } from "/page/client.js";
import { choicesOf } from "/page/components.js";
import { div, h, iconButton, quiet, span } from "/page/dom.js";
import { Suggest } from "/page/suggest.js";
import { say } from "/page/words.js";

const [SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT] = Array.from(
	{ length: 11 },
	(_, at) => at + 1,
);
const LIKE_MENU = { [USER]: 5, [ROLE]: 6, [MENTIONABLE]: 7, [CHANNEL]: 8 };
const SUGGEST_AFTER = 120;

export const inLocale = (one, key, locale) => one[`${key}_localizations`]?.[locale] ?? one[key];

// Every command and subcommand, with the whole name that is typed: `bridge add`.
export function entries(commands, locale) {
	return commands.flatMap((command) => {
		const found = [];
		const descend = (one, path, steps) => {
			const words = [...path, inLocale(one, "name", locale)];
			const inner = (one.options ?? []).filter((each) => each.type === SUBCOMMAND || each.type === GROUP);
			if (inner.length) for (const each of inner) descend(each, words, [...steps, each]);
			else
				found.push({
					command,
					steps,
					name: words.join(" "),
					asCoded: [command.name, ...steps.map((each) => each.name)].join(" "),
					hint: inLocale(one, "description", locale),
					options: one.options ?? [],
				});
		};
		descend(command, [], []);
		return found;
	});
}

export function matching(all, typed) {
	const wanted = typed.toLowerCase();
	const hits = all.filter((one) => one.name.toLowerCase().includes(wanted) || one.asCoded.includes(wanted));
	const rank = (one) => (one.name.toLowerCase().startsWith(wanted) ? 0 : one.asCoded.startsWith(wanted) ? 1 : 2);
	return hits.sort((one, other) => rank(one) - rank(other));
}

// The form of one command: a field for each option. *done* is called when it was sent or given up.
export class CommandForm {
	#fields = new Map();

	constructor(client, channelId, entry, done) {
		this.client = client;
		this.channelId = channelId;
		this.entry = entry;
		const fields = div(
			"options",
			entry.options.map((option) => this.#field(option)),
		);
		this.node = h(
			"div",
			{ class: "command", role: "group", "aria-label": `/${entry.name}` },
			div(
				"command-head",
				h("strong", {}, `/${entry.name}`),
				quiet(entry.hint),
				iconButton("close", say("cancel"), done),
			),
			entry.options.length ? fields : null,
		);
	}

	focus() {
		this.node.querySelector("input, select")?.focus();
	}

	get isFilled() {
		return this.entry.options.every((option) => !option.required || this.#fields.get(option).read() !== undefined);
	}

	#field(option) {
		const { locale } = this.client;
		const label = inLocale(option, "name", locale);
		const [control, read, extra] = this.#control(option);
		this.#fields.set(option, { read });
		control.setAttribute("aria-describedby", "");
		control.title = inLocale(option, "description", locale);
		control.dataset.option = option.name;
		if (option.required) control.required = true;
		return h(
			"label",
			{ class: "option-field" },
			span("field-name", label, option.required ? span("needed", " *") : null),
			control,
			extra,
			quiet(control.title),
		);
	}

	#control(option) {
		const { locale, store } = this.client;
		if (option.choices?.length || option.type === BOOLEAN || option.type in LIKE_MENU) {
			const kind = LIKE_MENU[option.type];
			const choices = option.choices?.length
				? option.choices.map((each) => ({ label: inLocale(each, "name", locale), value: each.value }))
				: kind
					? choicesOf({ type: kind, channel_types: option.channel_types }, store)
					: [true, false].map((value) => ({ label: say(value ? "yes" : "no"), value }));
			const menu = h(
				"select",
				{},
				h("option", { value: "" }, ""),
				choices.map((each, at) => h("option", { value: String(at) }, each.label)),
			);
			return [menu, () => choices[menu.value === "" ? -1 : Number(menu.value)]?.value];
		}
		if (option.type === ATTACHMENT) {
			const input = h("input", { type: "file" });
			return [input, () => input.files[0]];
		}
		if (option.type === INTEGER || option.type === NUMBER) {
			const input = h("input", {
				type: "number",
				step: option.type === INTEGER ? "1" : "any",
				min: option.min_value?.toString() ?? null,
				max: option.max_value?.toString() ?? null,
			});
			return [input, () => (input.value === "" ? undefined : Number(input.value))];
		}
		const input = h("input", { type: "text", maxlength: String(option.max_length ?? 6000) });
		return option.autocomplete ? this.#completed(option, input) : [input, () => input.value || undefined];
	}

	// A field that the application completes: what is shown may stand for another value.
	#completed(option, input) {
		let chosen = null;
		let timer = 0;
		let turn = 0;
		const suggest = new Suggest(input, inLocale(option, "name", this.client.locale), (item) => {
			chosen = item;
			input.value = item.label;
		});
		const ask = async () => {
			const asked = (turn += 1);
			const told = await this.client
				.interact(AUTOCOMPLETE, this.entry.command.application_id, this.channelId, this.#data(option, input.value))
				.catch(() => null);
			if (asked !== turn || document.activeElement !== input) return;
			suggest.show((told?.choices ?? []).map((each) => ({ label: each.name, value: each.value })));
		};
		const later = () => {
			clearTimeout(timer);
			timer = setTimeout(ask, SUGGEST_AFTER);
		};
		input.addEventListener("input", () => ((chosen = null), later()));
		input.addEventListener("focus", later);
		input.addEventListener("keydown", (event) => suggest.key(event));
		const read = () => (chosen?.label === input.value ? chosen.value : input.value || undefined);
		return [input, read, suggest.node];
	}

	#data(focused, typed, files) {
		const given = [];
		for (const option of this.entry.options) {
			const value = option === focused ? typed : this.#fields.get(option)?.read();
			if (value === undefined) continue;
			if (option === focused) given.push({ type: option.type, name: option.name, value, focused: true });
			else if (!(value instanceof File)) given.push({ type: option.type, name: option.name, value });
			else if (files) given.push({ type: option.type, name: option.name, value: String(files.push(value) - 1) });
		}
		let options = given;
		for (const step of [...this.entry.steps].reverse()) options = [{ type: step.type, name: step.name, options }];
		const { command } = this.entry;
		return {
			type: command.type,
			id: command.id,
			version: command.version,
			name: command.name,
			options,
			...(files?.length ? { attachments: files.map((file, at) => ({ id: String(at), filename: file.name })) } : {}),
		};
	}

	send() {
		const files = [];
		const data = this.#data(null, "", files);
		return this.client.interact(COMMAND, this.entry.command.application_id, this.channelId, data, { files });
	}
}
