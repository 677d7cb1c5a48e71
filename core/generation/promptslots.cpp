#include "core/generation/promptslots.h"

#include <QRegularExpression>

namespace antiphon {

QList<PromptSlot> promptSlots(PromptForm form, PromptPart part, bool intents)
{
    const PromptSlot count{QStringLiteral("count"), QStringLiteral("how many turns the plan has")};
    const PromptSlot error{QStringLiteral("error"), QStringLiteral("what was wrong with the reply")};
    if (part == PromptPart::Repair)
        return {error, count};
    const bool whole = form == PromptForm::Whole;
    QList<PromptSlot> list;
    if (whole)
        list << PromptSlot{QStringLiteral("plan"), QStringLiteral("the whole plan, a line a turn")}
             << PromptSlot{QStringLiteral("turns"), QStringLiteral("number and role of every turn")};
    else
        list << PromptSlot{QStringLiteral("turn"), QStringLiteral("the plan of this turn")}
             << PromptSlot{QStringLiteral("so_far"), QStringLiteral("the turns written so far")}
             << PromptSlot{QStringLiteral("role"), QStringLiteral("who speaks now: user or system")};
    list << count;
    if (intents)
        list << PromptSlot{QStringLiteral("intents"), QStringLiteral("the user's intents")}
             << PromptSlot{QStringLiteral("actions"), QStringLiteral("the system's actions")};
    list << PromptSlot{QStringLiteral("attributes"), QStringLiteral("the values named, dropped and proposed")}
         << PromptSlot{QStringLiteral("tracks"), QStringLiteral("the first tracks that are shown")}
         << PromptSlot{QStringLiteral("examples"), QStringLiteral("so many dialogues of the corpus"), true}
         << PromptSlot{QStringLiteral("taxonomy"), QStringLiteral("definitions of the labels in use")};
    return list;
}

QList<SlotPlace> slotsIn(const QString& text)
{
    static const QRegularExpression slot(QStringLiteral("\\{([a-z_]+)(?: (\\d{1,4}))?\\}"));
    QList<SlotPlace> places;
    for (auto it = slot.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch found = it.next();
        places << SlotPlace{found.captured(1), found.captured(2).toInt(), found.capturedStart(),
                            found.capturedEnd()};
    }
    return places;
}

QString filledSlots(const QString& text, const std::function<QString(const SlotPlace&)>& value)
{
    QString filled;
    qsizetype from = 0;
    const QList<SlotPlace> places = slotsIn(text);
    for (const SlotPlace& place : places) {
        filled += QStringView(text).mid(from, place.begin - from);
        filled += value(place);
        from = place.end;
    }
    filled += QStringView(text).mid(from);
    return filled;
}

int examplesAsked(const PromptVersion& prompt)
{
    int asked = 0;
    for (const QString& part : {prompt.system, prompt.user}) {
        const QList<SlotPlace> places = slotsIn(part);
        for (const SlotPlace& place : places) {
            if (place.name == QLatin1String("examples"))
                asked = std::max(asked, std::max(1, place.number));
        }
    }
    return asked;
}

} // namespace antiphon
