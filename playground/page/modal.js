// Modals that applications open.

import { SUBMISSION } from "/page/client.js";
import { choicesOf, field } from "/page/components.js";
import { h } from "/page/dom.js";
import { namesIn } from "/page/message.js";
import { dialog } from "/page/popup.js";
import { say } from "/page/words.js";

// Shows a modal to the member who asked for it.
export function openModal(client, told) {
	const { store } = client;
	const place = { names: namesIn({}, store), attachments: [], choices: (one) => choicesOf(one, store), act: () => {} };
	const fields = told.components.map((one) => field(one, place));
	const submit = async () => {
		const files = [];
		const components = fields.flatMap((one) => one.read(files));
		const attachments = files.length
			? { attachments: files.map((file, at) => ({ id: String(at), filename: file.name })) }
			: {};
		const data = { id: told.id, custom_id: told.custom_id, components, ...attachments };
		const answer = await client.interact(SUBMISSION, told.application.id, told.channel_id, data, { files });
		if (answer === null) throw new Error(say("no-answer"));
	};
	dialog(
		told.title,
		[h("p", { class: "quiet" }, say("modal-for", { name: client.person.name })), fields.map((one) => one.node)],
		{ submit, label: say("submit"), lang: client.locale },
	);
}
