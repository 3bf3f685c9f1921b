# Language partners: a form to join by, how things stand, and what stands in the threads of two.

partner-form = A partner for each week
partner-ask-side = I write
    .note = Your thread stands under this channel
partner-ask-level = I know the other language
    .note = Nobody is shown this
partner-ask-interests = I like to talk about
    .note = Only what you both chose is shown
partner-ask-parts = I have time
    .note = In your own time
partner-ask-clock = My clock shows now
    .note = So that your hours and theirs can be compared; neither place nor time zone is asked
partner-level-none = not at all
partner-level-some = a little
partner-level-well = well
partner-part-night = at night (0–4)
partner-part-dawn = before dawn (4–8)
partner-part-morning = in the morning (8–12)
partner-part-afternoon = in the afternoon (12–16)
partner-part-evening = in the evening (16–20)
partner-part-late = late in the evening (20–24)
partner-joined = 🤝 You take part. Partners are brought together <t:{ $at }:F> (<t:{ $at }:R>); you will be mentioned in a thread of your own. `/partner skip` sits a week out, `/partner leave` ends it.
partner-not-joined = You do not have a language partner here. `/partner join` brings you together with somebody who writes the other language, somebody new each week.
partner-you = **Your language partners in “{ $bridge }”**
partner-you-write = ✍️ You write { $language }, and know the other language: { $level }
partner-you-hours = 🕗 { $parts } · { $interests }
partner-you-now = 💬 Your thread: { $thread }
partner-you-had = 🤝 { $count ->
    [one] One partner so far
   *[other] { $count } partners so far
 }; as you said, you met { $met }.
partner-you-wait = ⏳ Nobody was left for you last time. Next time you come first.
partner-you-next = 📅 Next partners: <t:{ $at }:F>
partner-you-skip = 💤 You sit out the round on <t:{ $at }:D>.
partner-skipped = 💤 You sit out the week of <t:{ $at }:D>. After that it goes on by itself.
partner-left = 👋 You have no language partners here any more. Your answers and the list of your partners are forgotten, and nothing crosses in your threads any more; whom you blocked stays blocked.
partner-block-ask = You two will never be brought together again, and nothing you write in your thread reaches the other any more. They are not told who wished it. If something bad happened, report the message first: *Apps*, *{ menu-report }*.
partner-block-button = Block
partner-blocked = 🚫 Done. You will not be brought together again.

## in the threads

partner-title = Language partners { $number }
partner-welcome = 👋 { $member }, this week you talk with **{ $name }**, who writes { $tongue ->
    [en] English
    [zh] Chinese
   *[other] another language
 }. Write here in your language: it reaches their own thread in theirs, and the other way round.
partner-shared-interests = 💡 You both like: { $interests }
partner-shared-hours = 🕗 You both have time, by your clock: { $hours }
partner-topic = 🗨️ To begin with: **{ $topic }**
partner-rules = -# Only the two of you are here, and moderators who may see every thread. `/partner skip` sits the next week out.
partner-button-block = Block…
partner-met = 🤝 A week is over. Did you two talk? Only Qiao learns what you answer. You can go on here as long as you like.
partner-met-yes = Yes
partner-met-no = Not this time
partner-thanks = 🙏 Good to hear! Next week brings somebody new.
partner-thanks-unmet = 🙏 Thank you. It happens; next week brings somebody new.
partner-over = 🍂 This conversation is over: what is written here does not cross any more. On Monday there are new partners.
partner-forbidden = ⚠️ Language partners of “{ $bridge }” could not have their threads: in each of its channels Qiao needs the rights *Create Private Threads* and *Send Messages in Threads*. It tries again next Monday.
