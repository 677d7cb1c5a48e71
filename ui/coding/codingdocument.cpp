#include "ui/coding/codingdocument.h"

#include <QCoreApplication>

namespace antiphon {

namespace {

QList<Role> rolesOf(const Dialogue& dialogue)
{
    QList<Role> roles;
    for (const Turn& turn : dialogue.turns)
        roles << turn.role;
    return roles;
}

bool spanBefore(const Coding& left, const Coding& right)
{
    const TextSpan a = left.target.span.value_or(TextSpan());
    const TextSpan b = right.target.span.value_or(TextSpan());
    return std::pair(a.begin, -a.end) < std::pair(b.begin, -b.end);
}

QString trackTitle(const TrackReference& track, const SourceTrack& facts)
{
    if (facts.title.isEmpty())
        return track.externalId;
    return facts.artist.isEmpty() ? facts.title
                                  : QStringLiteral("%1 \u2013 %2").arg(facts.title, facts.artist);
}

DialogueTurn plainTurn(const CodedDialogue& coded, const Turn& turn)
{
    DialogueTurn out;
    out.speaker = turn.role == Role::User ? Speaker::User : Speaker::System;
    out.text = turn.text;
    for (const TrackReference& track : turn.tracks)
        out.tracks << trackTitle(track, coded.tracks.value(track.externalId));
    for (const TextSpan& span : coded.hits.value(turn.id))
        out.marks << DialogueMark{span, MarkKind::Hit};
    if (const int memos = coded.memos(turn.id); memos > 0)
        out.note = memos == 1 ? QCoreApplication::translate("antiphon::CodingDesk", "1 memo")
                              : QCoreApplication::translate("antiphon::CodingDesk", "%1 memos").arg(memos);
    return out;
}

DialogueStripe stripeOf(const Coding& coding, const Code& code, bool current)
{
    return {coding.target.span, code.name,          code.colour, ChipStyle::Solid,
            code.definition,    coding.id.toText(), current};
}

DialogueChip chipOf(const Code& code, const QString& key, bool current)
{
    return {code.name, code.colour, ChipStyle::Solid, code.definition, key, current};
}

// Puts one coding where it is to be seen; `places` tells the turns' places.
void showCoding(DialogueDocument& document, const Coding& coding, const Code& code, bool current,
                const QHash<TurnId, int>& places, const QList<Role>& roles)
{
    const auto at = coding.target.turn ? places.value(*coding.target.turn, -1) : -1;
    switch (coding.target.kind()) {
    case TargetKind::Dialogue:
        document.chips << chipOf(code, coding.id.toText(), current);
        return;
    case TargetKind::Turn:
        if (at >= 0)
            document.turns[at].chips << chipOf(code, code.id.toText(), current);
        return;
    case TargetKind::Span:
        if (at >= 0)
            document.turns[at].stripes << stripeOf(coding, code, current);
        return;
    case TargetKind::Exchange:
        if (at < 0)
            return;
        const ExchangeRange range = exchangeAround(roles, at);
        for (int i = range.first; i <= range.last; ++i)
            document.turns[i].stripes << stripeOf(coding, code, current);
    }
}

} // namespace

DialogueDocument codingDocument(const CodedDialogue& coded)
{
    DialogueDocument document;
    QHash<TurnId, int> places;
    for (const Turn& turn : coded.dialogue.turns) {
        places.insert(turn.id, static_cast<int>(document.turns.size()));
        document.turns << plainTurn(coded, turn);
    }
    const QList<Role> roles = rolesOf(coded.dialogue);
    QList<Coding> codings = coded.codings;
    std::stable_sort(codings.begin(), codings.end(), spanBefore);
    for (const Coding& coding : std::as_const(codings)) {
        if (const Code* code = coded.codeById(coding.code))
            showCoding(document, coding, *code, coding.id == coded.current, places, roles);
    }
    return document;
}

QList<Coding> codingsAround(const Dialogue& dialogue, const QList<Coding>& codings, int turn)
{
    if (turn < 0 || turn >= dialogue.turns.size())
        return {};
    const ExchangeRange range = exchangeAround(rolesOf(dialogue), turn);
    const TurnId here = dialogue.turns[turn].id;
    const TurnId opening = dialogue.turns[range.first].id;
    QList<Coding> around;
    for (const TargetKind kind :
         {TargetKind::Turn, TargetKind::Span, TargetKind::Exchange, TargetKind::Dialogue}) {
        const qsizetype from = around.size();
        const auto wanted = kind == TargetKind::Dialogue   ? std::optional<TurnId>()
                            : kind == TargetKind::Exchange ? std::optional(opening)
                                                           : std::optional(here);
        std::copy_if(codings.begin(), codings.end(), std::back_inserter(around), [&](const Coding& coding) {
            return coding.target.kind() == kind && coding.target.turn == wanted;
        });
        if (kind == TargetKind::Span)
            std::stable_sort(around.begin() + from, around.end(), spanBefore);
    }
    return around;
}

} // namespace antiphon
