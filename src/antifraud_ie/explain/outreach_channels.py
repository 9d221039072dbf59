"""Why a phrase is no outreach channel."""

from __future__ import annotations

from collections.abc import Mapping

from ..extractors.outreach_channels import rule_against
from ..extractors.outreach_channels.finding.names import find_mentions
from ..lexicon import Lexicon
from .reasons import Failure, Query, dropped, unlisted

_WAYS = "反诈 or 防骗 before a common noun, a name in quotation marks before 活动, 热线 with a number"
LACKED: Mapping[str, str] = {
    "about_safety": "the text is not about public safety: no word of fraud, crime or police",
    "zone": "it stands in a byline or in boilerplate, where channels are the page's own",
    "topic": "the words around it are not about fraud, police or their warnings",
    "other_word": "it is part of a longer word or number",
    "compound": "the words next to it make another thing of it",
    "police_work": "police work on a case through it, with no word to the public",
    "swindlers": "it is the swindlers' own, or what the public is warned of",
    "swindlers_again": "it names again what was the swindlers' own just before",
    "carrier": "it only carries the channel that is named after it",
    "evidence": "it is an everyday word: it counts where its clause reaches out (发放, 张贴, 通过) and its sentence "
    "warns (反诈, 宣传, 提醒), where it is counted, or next to a channel in a list",
}


def failure(query: Query) -> Failure:
    """Return the nearest rule that a phrase failed.

    >>> from antifraud_ie.article import Article
    >>> from antifraud_ie.extractors.outreach_channels import default_lexicon
    >>> failure(Query(Article("骗子在街头散发传单，警方提醒市民。"), 7, 9, default_lexicon())).rule
    'swindlers'
    """
    article, lexicon = query.article, query.lexicon or Lexicon(())
    mentions = find_mentions(article.text, article.view.gaps, lexicon)
    candidates = [mention for mention in mentions if query.shares(mention.start, mention.end) > 0]
    if not candidates:
        return unlisted(query, _WAYS)
    best = max(candidates, key=lambda mention: query.shares(mention.start, mention.end))
    rule = rule_against(article, best, lexicon)
    return dropped(query, best.start, best.end, rule, LACKED[rule])
