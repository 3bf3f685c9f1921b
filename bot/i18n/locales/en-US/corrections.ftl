# Somebody mends a learner's sentence (message menu: Fix), in a form and then below it in the channel.

# The form. Nobody sees it but whoever mends.
correction-title = Mend a sentence
correction-text = As you would say it
    .note = Change only what needs it. What you changed is shown below the message, under your name
correction-why = Why (if you like)
    .note = A word about the rule or the feeling; it helps more than the red pen
correction-posted = ✏️ Your suggestion stands [below the message](<{ $link }>). Only you, whoever wrote it, and moderators can take it away.
correction-given-back = What you wrote, so that it is not lost: { $text }

# Below the message, for everybody in that channel. $mender and $learner are mentions.
correction-by = ✏️ { $mender } would say:
correction-accepted = 💛 { $learner } says thank you.
correction-do-thank = Thank you
correction-do-away = Take away
