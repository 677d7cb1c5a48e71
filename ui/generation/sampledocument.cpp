#include "ui/generation/sampledocument.h"

#include <QCoreApplication>

namespace antiphon {

namespace {

// Colours of the code palette by what a chip says.
enum ChipColour { IntentColour = 0, ActionColour = 1, AttributeColour = 3, RemovedColour = 7 };

QString tr(const char* text)
{
    return QCoreApplication::translate("SampleDocument", text);
}

QString spoken(const QString& attribute)
{
    QString text = attribute.startsWith(QLatin1Char('!')) ? tr("not ") + attribute.mid(1) : attribute;
    return text.replace(QLatin1Char(':'), QLatin1String(": "));
}

QList<DialogueChip> chipsOf(const PlanTurn& turn)
{
    QList<DialogueChip> chips;
    const bool isUser = turn.role == Role::User;
    for (const QString& intent : turn.intents)
        chips << DialogueChip{intent, isUser ? IntentColour : ActionColour, ChipStyle::Solid,
                              isUser ? tr("Intent of the plan") : tr("Action of the plan")};
    for (const QString& attribute : turn.attributes) {
        if (turn.removed.contains(attribute))
            chips << DialogueChip{tr("drops %1").arg(spoken(attribute)), RemovedColour, ChipStyle::Solid,
                                  tr("A filter that the user gives up")};
        else if (isNameable(attribute))
            chips << DialogueChip{spoken(attribute), AttributeColour, ChipStyle::Solid,
                                  tr("A value that this turn names")};
    }
    if (!turn.askedType.isEmpty())
        chips << DialogueChip{tr("asks for %1").arg(turn.askedType), AttributeColour, ChipStyle::Ghost};
    for (const QString& attribute : turn.proposed)
        chips << DialogueChip{tr("proposes %1").arg(spoken(attribute)), AttributeColour, ChipStyle::Ghost};
    return chips;
}

void addMarks(DialogueTurn& shown, const QString& attribute, MarkKind kind, MentionFinder& finder)
{
    for (const TextRange& range : finder.ranges(shown.text, attribute))
        shown.marks << DialogueMark{
            {codePointsBefore(shown.text, range.begin), codePointsBefore(shown.text, range.end)}, kind};
}

QString trackText(const SourceTrack& track)
{
    const QString title = track.title.isEmpty() ? track.externalId : track.title;
    return track.artist.isEmpty() ? title : QStringLiteral("%1 – %2").arg(title, track.artist);
}

DialogueTurn plannedTurn(const PlanTurn& planned, const PlanTurn* before)
{
    DialogueTurn shown;
    shown.speaker = planned.role == Role::User ? Speaker::User : Speaker::System;
    shown.chips = chipsOf(planned);
    const bool changed = !before || planned.state != before->state;
    if (planned.role == Role::User && changed)
        shown.note = stateLine(planned);
    return shown;
}

} // namespace

DialogueDocument sampleDocument(const Sample& sample)
{
    MentionFinder finder(sample.phrases ? *sample.phrases : shippedPhraseBook());
    DialogueDocument document;
    for (int i = 0; i < sample.dialogue.turns.size(); ++i) {
        const Turn& turn = sample.dialogue.turns[i];
        const bool isPlanned = i < sample.plan.turns.size();
        DialogueTurn shown =
            isPlanned ? plannedTurn(sample.plan.turns[i], i > 0 ? &sample.plan.turns[i - 1] : nullptr)
                      : DialogueTurn{};
        shown.speaker = turn.role == Role::User ? Speaker::User : Speaker::System;
        shown.text = turn.text;
        for (const TrackReference& reference : turn.tracks)
            shown.tracks << trackText(
                sample.tracks.value(reference.externalId, {reference.externalId, {}, {}, {}}));
        for (const QString& attribute : turn.attributes) {
            if (isNameable(attribute))
                addMarks(shown, attribute, MarkKind::Mention, finder);
        }
        QStringList faults;
        for (const Finding& finding : sample.checks.findings) {
            if (finding.turn != i)
                continue;
            faults << findingSentence(finding);
            if (finding.kind == CheckKind::FutureLeak || finding.kind == CheckKind::Contradiction)
                addMarks(shown, finding.value, MarkKind::Leak, finder);
        }
        if (!faults.isEmpty()) {
            shown.note = faults.join(QStringLiteral("; "));
            shown.noteTone = Tone::Danger;
        }
        document.turns << shown;
    }
    return document;
}

DialogueDocument planDocument(const Plan& plan)
{
    DialogueDocument document;
    for (int i = 0; i < plan.turns.size(); ++i)
        document.turns << plannedTurn(plan.turns[i], i > 0 ? &plan.turns[i - 1] : nullptr);
    return document;
}

} // namespace antiphon
