#include "ui/cascade/plandocument.h"

#include "ui/widgets/numbers.h"

#include <QCoreApplication>

namespace antiphon {

namespace {

const QString continueValue = QStringLiteral("continue:continue");
constexpr int valueColour = 4; // of the code colours

QString say(const char* text)
{
    return QCoreApplication::translate("PlanDocument", text);
}

QString valueWords(const QString& text)
{
    const auto filter = filterFromText(text);
    if (!filter)
        return text;
    const QString words = filter->type + QLatin1Char(' ') + filter->value;
    return filter->sense == Sense::Exclude ? say("not %1").arg(words) : words;
}

QString listWords(const QStringList& texts)
{
    QStringList words;
    for (const QString& text : texts)
        words << valueWords(text);
    return words.join(QStringLiteral(", "));
}

QString userWords(const PlanTurn& turn)
{
    QStringList added = turn.attributes;
    for (const QString& removed : turn.removed)
        added.removeOne(removed);
    const bool continues = added.removeAll(continueValue) > 0;
    QStringList parts;
    if (turn.intents.contains(QStringLiteral("reject_response")))
        parts << say("turns the list down");
    if (!turn.removed.isEmpty())
        parts << say("drops %1").arg(listWords(turn.removed));
    QStringList excluded;
    for (const QString& text : std::as_const(added))
        if (text.startsWith(QLatin1Char('!')))
            excluded << text.mid(1);
    added.removeIf([](const QString& text) { return text.startsWith(QLatin1Char('!')); });
    if (!added.isEmpty())
        parts << say("asks for %1").arg(listWords(added));
    if (!excluded.isEmpty())
        parts << say("wants no %1").arg(listWords(excluded));
    if (continues)
        parts << say("asks for more of the same");
    if (turn.intents.contains(QStringLiteral("item_attribute_question")))
        parts << say("asks about a track");
    if (parts.isEmpty())
        parts << (turn.intents.contains(QStringLiteral("initial_query")) ? say("asks for music")
                                                                         : say("accepts the list"));
    return parts.join(QStringLiteral(", "));
}

QString systemWords(const PlanTurn& turn)
{
    QStringList parts;
    if (!turn.proposed.isEmpty())
        parts << say("proposes %1").arg(listWords(turn.proposed));
    if (!turn.askedType.isEmpty())
        parts << say("asks which %1").arg(turn.askedType);
    if (parts.isEmpty())
        parts << say("hands over what was asked for");
    return parts.join(QStringLiteral(", "));
}

} // namespace

int planColour(const QString& label)
{
    static const QStringList order{QStringLiteral("initial_query"),   QStringLiteral("add_filter"),
                                   QStringLiteral("accept_response"), QStringLiteral("continue"),
                                   QStringLiteral("reject_response"), QStringLiteral("remove_filter"),
                                   QStringLiteral("greeting")};
    static const QStringList actions{
        QStringLiteral("passive_recommend"),    QStringLiteral("detail_attribute_request"),
        QStringLiteral("active_recommend"),     QStringLiteral("feedback_request"),
        QStringLiteral("sympathetic_response"), QStringLiteral("parroting_response")};
    if (const auto place = order.indexOf(label); place >= 0)
        return static_cast<int>(place);
    if (const auto place = actions.indexOf(label); place >= 0)
        return static_cast<int>((place + 6) % codeColourCount);
    return codeColourCount - 1;
}

QString turnWords(const PlanTurn& turn)
{
    QString words = turn.role == Role::User ? userWords(turn) : systemWords(turn);
    words[0] = words[0].toUpper();
    return words;
}

DialogueDocument planDocument(const CatalogueIndex& index, const Plan& plan, PlanDetail detail)
{
    DialogueDocument document;
    for (const PlanTurn& turn : plan.turns) {
        DialogueTurn shown;
        shown.speaker = turn.role == Role::User ? Speaker::User : Speaker::System;
        shown.text = turnWords(turn);
        for (const QString& label : turn.intents)
            shown.chips << DialogueChip{label, planColour(label)};
        for (const QString& value : turn.attributes)
            if (value != continueValue && !turn.removed.contains(value))
                shown.chips << DialogueChip{valueWords(value), valueColour};
        if (detail == PlanDetail::Whole) {
            for (const quint32 track : turn.tracks)
                if (track < index.trackCount())
                    shown.tracks << trackLabel(index.track(track));
            if (turn.role == Role::User)
                shown.note = say("%1: %2 tracks").arg(stateSentence(turn.state), countText(turn.pool));
        }
        document.turns << shown;
    }
    return document;
}

} // namespace antiphon
