// Buttons, menus and layouts under a message, of both versions, and the fields of a modal.

import { div, h, link, local, quiet, span } from "/page/dom.js";
import { attachment } from "/page/enclosures.js";
import { emojiNode, markdown, picture } from "/page/markdown.js";
import { say } from "/page/words.js";

const [ROW, BUTTON, STRING_SELECT, TEXT_INPUT] = [1, 2, 3, 4];
const BUTTON_STYLES = ["", "primary", "secondary", "success", "danger", "link", "premium"];

// *place* has names (as markdown wants them), attachments, choices(component), act(component, values).
export function component(one, place) {
	const inner = () => (one.components ?? []).map((each) => component(each, place));
	const shown = {
		[ROW]: () => div("row", inner()),
		[BUTTON]: () => button(one, place),
		9: () => div("section", div("grow", inner()), one.accessory && component(one.accessory, place)),
		10: () => div("text", markdown(one.content, place.names)),
		11: () => media(one, place, "thumbnail"),
		12: () =>
			div(
				"gallery",
				one.items.map((each) => media(each, place, "gallery-item")),
			),
		13: () => fileOf(one, place),
		14: () => h("hr", { class: one.divider === false ? "space" : "" }),
		17: () => container(one, inner()),
	};
	if (one.type === STRING_SELECT || (one.type >= 5 && one.type <= 8)) return select(one, place);
	return shown[one.type]?.() ?? div("quiet", say("unknown-component"));
}

function container(one, children) {
	const box = div("embed", children);
	if (one.accent_color) box.style.borderLeftColor = `#${one.accent_color.toString(16).padStart(6, "0")}`;
	return box;
}

function button(one, place) {
	const label = [one.emoji && [emojiNode(one.emoji), one.label && " "], one.label];
	if (one.style === 5) return span("button link", link(one.url, label));
	const props = {
		class: `button ${BUTTON_STYLES[one.style] ?? ""}`,
		disabled: Boolean(one.disabled),
		dataset: { key: one.custom_id ?? "" },
	};
	return h("button", { ...props, click: () => place.act(one) }, label);
}

function media(one, place, kind) {
	return (
		picture(one.media?.url, { class: kind, alt: one.description ?? "" }) ??
		link(one.media?.url ?? "", one.description ?? one.media?.url ?? "")
	);
}

function fileOf(one, place) {
	const address = local(one.file?.url ?? "");
	const found = place.attachments.find(
		(each) => address !== null && local(each.url)?.split("?")[0] === address.split("?")[0],
	);
	return found ? attachment(found) : span("file", one.name ?? "");
}

// A menu: at once where one is chosen, with a button where several may be.
function select(one, place) {
	const choices = place.choices(one);
	const label = one.placeholder || say("choose");
	if ((one.max_values ?? 1) > 1) return several(one, place, choices, label);
	const menu = h(
		"select",
		{
			class: "menu",
			"aria-label": label,
			disabled: Boolean(one.disabled),
			change: () => menu.value && place.act(one, [menu.value]),
		},
		h("option", { value: "" }, label),
		choices.map((each) =>
			h("option", { value: each.value, selected: Boolean(each.default), title: each.description ?? null }, each.label),
		),
	);
	return menu;
}

function several(one, place, choices, label) {
	const boxes = choices.map((each) =>
		h(
			"label",
			{ class: "tick" },
			h("input", { type: "checkbox", value: each.value, checked: Boolean(each.default) }),
			h("span", {}, each.label),
		),
	);
	const chosen = () =>
		boxes
			.map((each) => each.firstChild)
			.filter((each) => each.checked)
			.map((each) => each.value);
	return h(
		"details",
		{ class: "menu several" },
		h("summary", {}, label),
		boxes,
		h(
			"button",
			{
				class: "button primary",
				disabled: Boolean(one.disabled),
				click: () => place.act(one, chosen()),
			},
			say("choose-done"),
		),
	);
}

// The fields of a modal. Returns the node and a function that reads what was filled in, as an interaction tells it.
export function field(one, place) {
	const readers = [];
	const node = part(one, place, readers, null);
	return { node, read: (files) => readers.map((reader) => reader(files)) };
}

function part(one, place, readers, label) {
	if (one.type === ROW)
		return h(
			"div",
			{},
			one.components.map((each) => part(each, place, readers, null)),
		);
	if (one.type === 10) return div("text", markdown(one.content, place.names));
	if (one.type === 18) return part(one.component, place, readers, one);
	const title = label?.label ?? one.label ?? "";
	const [control, value] = controlOf(one, place);
	const outer = label ? 18 : ROW;
	readers.push((files) => {
		const told = { type: one.type, custom_id: one.custom_id, ...value(files) };
		return outer === 18 ? { type: 18, component: told } : { type: ROW, components: [told] };
	});
	const isGroup = one.type > 20;
	return h(
		isGroup ? "fieldset" : "label",
		{ class: "field" },
		h(
			isGroup ? "legend" : "span",
			{ class: "field-name" },
			title,
			one.required === false ? null : h("span", { class: "needed", "aria-hidden": "true" }, " *"),
		),
		label?.description && quiet(label.description),
		control,
	);
}

function controlOf(one, place) {
	const required = one.required !== false;
	if (one.type === TEXT_INPUT) {
		const limits = {
			required,
			minlength: one.min_length ? String(one.min_length) : null,
			maxlength: String(one.max_length ?? 4000),
			placeholder: one.placeholder ?? null,
		};
		const input = one.style === 2 ? h("textarea", { rows: "4", ...limits }) : h("input", { type: "text", ...limits });
		input.value = one.value ?? "";
		return [input, () => ({ value: input.value })];
	}
	if (one.type === 19) {
		const input = h("input", { type: "file", required, multiple: (one.max_values ?? 1) > 1 });
		const take = (files) => [...input.files].map((file) => String(files.push(file) - 1));
		return [input, (files) => ({ values: take(files) })];
	}
	if (one.type === 23) {
		const box = h("input", { type: "checkbox", checked: Boolean(one.default) });
		return [box, () => ({ value: box.checked })];
	}
	const choices = place.choices(one);
	const isRadio = one.type === 21;
	if (isRadio || one.type === 22 || (one.max_values ?? 1) > 1) {
		const boxes = choices.map((each) =>
			h(
				"label",
				{ class: "tick" },
				h("input", {
					type: isRadio ? "radio" : "checkbox",
					name: one.custom_id,
					value: each.value,
					checked: Boolean(each.default),
					required: isRadio && required,
				}),
				h("span", {}, each.label, each.description && quiet(` ${each.description}`)),
			),
		);
		const chosen = () =>
			boxes
				.map((each) => each.firstChild)
				.filter((each) => each.checked)
				.map((each) => each.value);
		return [h("div", {}, boxes), () => (isRadio ? { value: chosen()[0] ?? null } : { values: chosen() })];
	}
	const menu = h(
		"select",
		{ required },
		h("option", { value: "" }, one.placeholder || say("choose")),
		choices.map((each) => h("option", { value: each.value, selected: Boolean(each.default) }, each.label)),
	);
	return [menu, () => ({ values: menu.value ? [menu.value] : [] })];
}

// What a menu offers: its own options, or those that Discord fills in.
export function choicesOf(one, store) {
	if (one.options) return one.options;
	const members = [...store.members.values()].map(({ user }) => ({ value: user.id, label: store.nameOf(user) }));
	const roles = [...store.roles.values()].map((role) => ({ value: role.id, label: `@${role.name.replace(/^@/, "")}` }));
	const channels = [...store.channels.values()]
		.filter((each) => store.sees(each) && (!one.channel_types?.length || one.channel_types.includes(each.type)))
		.map((each) => ({ value: each.id, label: `#${each.name}` }));
	const offered = { 5: members, 6: roles, 7: [...members, ...roles], 8: channels }[one.type] ?? [];
	const standing = new Set((one.default_values ?? []).map((each) => each.id));
	return offered.map((each) => ({ ...each, default: standing.has(each.value) }));
}
