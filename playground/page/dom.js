// Makes elements. Text becomes text nodes and nothing else: no string is ever read as HTML on this page.

export function h(tag, props, ...children) {
	const node = document.createElement(tag);
	if (tag === "button" && !props.type) node.type = "button";
	for (const [name, value] of Object.entries(props ?? {})) {
		if (value === undefined || value === null || value === false) continue;
		if (name === "class") node.className = value;
		else if (name === "dataset") Object.assign(node.dataset, value);
		else if (typeof value === "function") node.addEventListener(name, value);
		else if (name in node && typeof value !== "string") node[name] = value;
		else node.setAttribute(name, value === true ? "" : value);
	}
	node.append(...children.flat(Infinity).filter((one) => one !== null && one !== undefined && one !== false));
	return node;
}

export const div = (name, ...children) => h("div", { class: name }, ...children);
export const span = (name, ...children) => h("span", { class: name }, ...children);
// What is said in a low voice.
export const quiet = (...children) => span("quiet", ...children);

const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
	reply: "M9 7 4 12l5 5M4 12h10a6 6 0 0 1 6 6v1",
	more: "M4 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0M11 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0M18 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0",
	smile: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8.5 14.5a4.5 4.5 0 0 0 7 0M9 9.5h.01M15 9.5h.01",
	attach: "M20 11.5 12 19.4a5 5 0 0 1-7-7l8.3-8.2a3.3 3.3 0 0 1 4.7 4.7L9.7 17a1.7 1.7 0 0 1-2.4-2.4l7.6-7.4",
	close: "M6 6l12 12M18 6 6 18",
	list: "M4 6h16M4 12h16M4 18h16",
	lines: "M5 5h14v10H9l-4 4z",
	slash: "M15 4 9 20",
	back: "M15 5l-7 7 7 7",
	down: "M12 5v14M6 13l6 6 6-6",
	theme: "M12 3a9 9 0 1 0 0 18V3",
	thread: "M6 4v10a3 3 0 0 0 3 3h9M14 13l4 4-4 4",
	trash: "M5 7h14M9 7V5h6v2M7 7l1 12h8l1-12",
	pen: "M4 20h4L19 9l-4-4L4 16z",
	copy: "M9 9h10v10H9zM5 15V5h10",
};

export function icon(name) {
	const svg = document.createElementNS(SVG, "svg");
	const path = document.createElementNS(SVG, "path");
	for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" })) {
		svg.setAttribute(key, value);
	}
	path.setAttribute("d", ICONS[name]);
	svg.append(path);
	return svg;
}

export function iconButton(name, label, heard, more) {
	return h("button", { class: "icon-button", title: label, "aria-label": label, click: heard, ...more }, icon(name));
}

// A file's or picture's address, if it lies on this server: nothing is fetched from elsewhere.
export function local(address) {
	try {
		const url = new URL(address, location.href);
		const isHere = ["127.0.0.1", "localhost"].includes(url.hostname) && url.port === location.port;
		return isHere && url.pathname.startsWith("/cdn/") ? url.pathname + url.search : null;
	} catch {
		return null;
	}
}

// An address that a link may lead to; anything but the web (javascript:, data:) is none.
export function outward(address) {
	try {
		const url = new URL(address);
		return ["http:", "https:"].includes(url.protocol) ? url.href : null;
	} catch {
		return null;
	}
}

// The channel and the message that an address of Discord's leads to.
export const placeOf = (address) => /^https:\/\/discord\.com\/channels\/\d+\/(\d+)(?:\/(\d+))?$/.exec(address);

export function link(address, ...children) {
	const target = outward(address);
	if (target === null) return h("span", {}, ...children);
	return h("a", { href: target, target: "_blank", rel: "noopener noreferrer nofollow" }, ...children);
}
