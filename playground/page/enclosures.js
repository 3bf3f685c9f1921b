// What hangs on a message: files and pictures, embeds, polls, stickers.

import { div, h, link, local, quiet, span } from "/page/dom.js";
import { emojiNode, markdown, picture, timeOf } from "/page/markdown.js";
import { fileSize, number, say } from "/page/words.js";

const MOST_WIDE = 360;
const MOST_HIGH = 280;

export function attachment(one) {
	const address = local(one.url);
	const kind = (one.content_type ?? "").split("/")[0];
	const label = one.description || one.filename;
	if (address === null) return span("file", one.filename);
	if (kind === "image")
		return hidden(
			one,
			h(
				"a",
				{ class: "picture", href: address, download: one.filename, title: one.filename },
				sized(h("img", { src: address, alt: label, loading: "lazy" }), one),
			),
		);
	if (kind === "audio" || kind === "video")
		return hidden(one, h(kind, { src: address, controls: true, preload: "none", "aria-label": label }));
	return h(
		"a",
		{ class: "file", href: address, download: one.filename },
		span("file-name", one.filename),
		quiet(fileSize(one.size)),
	);
}

// The place is kept before the picture is there, so that nothing jumps.
function sized(image, one) {
	if (one.width && one.height) {
		const scale = Math.min(1, MOST_WIDE / one.width, MOST_HIGH / one.height);
		image.width = Math.round(one.width * scale);
		image.height = Math.round(one.height * scale);
	}
	return image;
}

function hidden(one, node) {
	if (!one.filename.startsWith("SPOILER_")) return node;
	const cover = h("button", { class: "cover", click: () => cover.replaceWith(node) }, say("spoiler"));
	return cover;
}

export function embed(one, names) {
	if (one.type === "poll_result") return pollResult(one);
	const box = div("embed");
	if (one.color) box.style.borderLeftColor = `#${one.color.toString(16).padStart(6, "0")}`;
	const name =
		one.author &&
		div(
			"embed-author",
			picture(one.author.icon_url, { alt: "" }),
			one.author.url ? link(one.author.url, one.author.name) : one.author.name,
		);
	const title = one.title && div("embed-title", one.url ? link(one.url, one.title) : one.title);
	const fields = (one.fields ?? []).map((field) =>
		div(
			field.inline ? "field inline" : "field",
			div("field-name", markdown(field.name, names)),
			markdown(field.value, names),
		),
	);
	const image =
		one.image && (picture(one.image.url, { class: "embed-image", alt: "" }) ?? link(one.image.url, one.image.url));
	const foot = [one.footer?.text, one.timestamp && timeOf(one.timestamp)].filter(Boolean);
	box.append(
		...[
			picture(one.thumbnail?.url, { class: "thumbnail", alt: "" }),
			one.provider?.name && div("quiet", one.provider.name),
			name,
			title,
			one.description && div("embed-text", markdown(one.description, names)),
			fields.length && div("fields", fields),
			image,
			foot.length &&
				div(
					"quiet",
					foot.flatMap((part, at) => (at ? [" · ", part] : [part])),
				),
		].filter(Boolean),
	);
	return box;
}

function pollResult(one) {
	const told = Object.fromEntries((one.fields ?? []).map((field) => [field.name, field.value]));
	return div(
		"embed",
		div("embed-title", told.poll_question_text),
		h("div", {}, told.victor_answer_text ?? say("poll-draw")),
		div("quiet", say("poll-votes", { count: told.total_votes })),
	);
}

// *vote* takes the ids of the answers.
export function poll(one, vote) {
	const counts = new Map((one.results?.answer_counts ?? []).map((each) => [each.id, each]));
	const all = [...counts.values()].reduce((sum, each) => sum + each.count, 0);
	const chosen = new Set([...counts.values()].filter((each) => each.me_voted).map((each) => each.id));
	const isOver = one.results?.is_finalized || new Date(one.expiry) < new Date();
	const choose = (id) => {
		if (chosen.has(id)) chosen.delete(id);
		else {
			if (!one.allow_multiselect) chosen.clear();
			chosen.add(id);
		}
		vote([...chosen].map(String));
	};
	const answers = one.answers.map((answer) => {
		const count = counts.get(answer.answer_id)?.count ?? 0;
		const share = all ? Math.round((100 * count) / all) : 0;
		const bar = span("bar");
		bar.style.width = `${share}%`;
		const media = answer.poll_media;
		return h(
			"button",
			{
				class: "answer",
				disabled: isOver,
				"aria-pressed": String(chosen.has(answer.answer_id)),
				click: () => choose(answer.answer_id),
			},
			bar,
			span("answer-text", media.emoji && [emojiNode(media.emoji), " "], media.text),
			quiet(`${number(count)} · ${share}%`),
		);
	});
	const foot = [
		say("poll-votes", { count: number(all) }),
		isOver ? say("poll-over") : one.allow_multiselect ? say("poll-several") : say("poll-one"),
	];
	return h(
		"div",
		{ class: "poll", role: "group", "aria-label": one.question.text },
		div("embed-title", one.question.text),
		answers,
		div("quiet", foot.join(" · ")),
	);
}

export function sticker(one) {
	if (one.format_type === 3) return span("file", one.name);
	return h("img", {
		class: "sticker",
		src: `/cdn/stickers/${one.id}.${one.format_type === 4 ? "gif" : "png"}`,
		alt: one.name,
		title: one.name,
		loading: "lazy",
	});
}
