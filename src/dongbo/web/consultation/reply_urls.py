"""Addresses of the side that is asked, and of the letters that both sides bring."""

from dongbo.organisation.states import Permission
from dongbo.planning.rules.consultation import ASKED, ASKING, RECEIVES
from dongbo.web.consultation.views import letters, replies, replies_answer, replies_remarks, reply_forms
from dongbo.web.routes import route

RAISE, SEND, LEAD = Permission.OPINION_RAISE, Permission.OPINION_SEND, Permission.CONSULTATION_LEAD
BOTH = (*ASKED, *ASKING)

reply_patterns = [
    route("replies/", replies.replies, name="replies", needs=ASKED),
    route("replies/<int:pk>/", replies.reply, name="reply", needs=ASKED),
    route("replies/<int:pk>/read/", replies.reply_read, name="reply-read", needs=ASKED),
    route("replies/<int:pk>/sent/", replies.reply_sent, name="reply-sent", needs=ASKED),
    route("replies/<int:pk>/answer/", replies_answer.reply_answer, name="reply-answer", needs=ASKED),
    route("replies/<int:pk>/send/", replies_answer.reply_send, name="reply-send", needs=SEND),
    route("replies/<int:pk>/agree/", replies_answer.reply_agree, name="reply-agree", needs=SEND),
    route("replies/<int:pk>/give-back/", replies_answer.answer_give_back, name="answer-give-back", needs=LEAD),
    route("replies/<int:pk>/form.<str:ending>", reply_forms.reply_form_blank, name="reply-form-blank", needs=ASKED),
    route("replies/<int:pk>/forms/new/", reply_forms.reply_form_new, name="reply-form-new", needs=ASKED),
    route("replies/<int:pk>/letters/new/", letters.letter_new, name="letter-new", needs=(*ASKED, *RECEIVES)),
    route("replies/<int:pk>/remarks/new/", replies_remarks.remark_new, name="remark-new", needs=RAISE),
    route("opinion-forms/<int:pk>/", reply_forms.reply_form, name="reply-form", needs=ASKED),
    route("opinion-forms/<int:pk>/file/", reply_forms.reply_form_file, name="reply-form-file", needs=ASKED),
    route("opinion-forms/<int:pk>/marked/", reply_forms.reply_form_marked, name="reply-form-marked", needs=ASKED),
    route("opinion-letters/<int:pk>/", letters.letter, name="letter", needs=BOTH),
    route("opinion-letters/<int:pk>/file/", letters.letter_file, name="letter-file", needs=BOTH),
    route("opinion-letters/<int:pk>/answer/", letters.letter_answer, name="letter-answer", needs=RECEIVES),
    route("opinion-letters/<int:pk>/split/", letters.letter_split, name="letter-split", needs=RECEIVES),
    route("remarks/<uuid:pk>/edit/", replies_remarks.remark_edit, name="remark-edit", needs=ASKED),
    route("remarks/<uuid:pk>/withdraw/", replies_remarks.remark_withdraw, name="remark-withdraw", needs=ASKED),
    route("remarks/<uuid:pk>/choose/", replies_remarks.remark_choose, name="remark-choose", needs=SEND),
    route("remarks/<uuid:pk>/leave/", replies_remarks.remark_leave, name="remark-leave", needs=SEND),
]
