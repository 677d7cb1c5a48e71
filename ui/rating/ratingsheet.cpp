#include "ui/rating/ratingsheet.h"

#include <QCoreApplication>

namespace antiphon {

namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("QuestionPage", text);
}

} // namespace

DialogueDocument documentOf(const QList<PacketTurn>& turns)
{
    DialogueDocument document;
    for (const PacketTurn& turn : turns) {
        DialogueTurn shown;
        shown.speaker = turn.role == Role::User ? Speaker::User : Speaker::System;
        shown.text = turn.text;
        shown.tracks = turn.tracks;
        if (turn.showsTracks && turn.tracks.isEmpty())
            shown.note = say("Tracks were shown here.");
        document.turns << shown;
    }
    return document;
}

RatingSheet sheetOf(const RaterPass& pass)
{
    RatingSheet sheet;
    sheet.dialogue = documentOf(pass.item().dialogues.constFirst());
    sheet.number = pass.itemNumber();
    sheet.count = pass.itemCount();
    sheet.done = pass.itemsDone();
    sheet.criterion = pass.questionIndex();
    for (qsizetype i = 0; i < pass.questions().size(); ++i)
        sheet.values << pass.value(i);
    return sheet;
}

QString answersText(const RaterPass& pass)
{
    QStringList parts;
    for (qsizetype i = 0; i < pass.questions().size(); ++i) {
        if (pass.value(i) != 0)
            parts << QStringLiteral("%1 %2")
                         .arg(criterionOf(pass.packet().criteria, pass.questions()[i].criterion)->name)
                         .arg(pass.value(i));
    }
    return parts.join(QStringLiteral(", "));
}

QString spokenText(const DialogueDocument& dialogue)
{
    QStringList lines;
    for (const DialogueTurn& turn : dialogue.turns) {
        QString line = (turn.speaker == Speaker::User ? say("User: %1") : say("System: %1")).arg(turn.text);
        if (!turn.tracks.isEmpty())
            line += QStringLiteral(" (") + turn.tracks.join(QStringLiteral("; ")) + QStringLiteral(")");
        if (!turn.note.isEmpty())
            line += QStringLiteral(" (") + turn.note + QStringLiteral(")");
        lines << line;
    }
    return lines.join(u'\n');
}

} // namespace antiphon
