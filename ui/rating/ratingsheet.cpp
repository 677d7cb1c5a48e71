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

namespace {

bool belongTogether(const RaterPass& pass, const Question& one, const Question& other)
{
    const QList<Criterion>& criteria = pass.packet().criteria;
    const QuestionKind kind = criterionOf(criteria, one.criterion)->kind;
    return kind == criterionOf(criteria, other.criterion)->kind &&
           (kind != QuestionKind::Turn || one.part == other.part);
}

QStringList wordsOf(const Criterion& criterion, const PacketItem& item, qsizetype buttons)
{
    switch (criterion.kind) {
    case QuestionKind::Pair:
        return {say("Left"), say("Right"), say("No difference")};
    case QuestionKind::BestWorst:
        return QStringList(item.dialogues.size(), QString());
    default:
        break;
    }
    QStringList words = criterion.anchors;
    words.resize(buttons);
    return words;
}

AskedRow rowOf(const RaterPass& pass, const Question& question)
{
    const Packet& packet = pass.packet();
    const Criterion& criterion = *criterionOf(packet.criteria, question.criterion);
    AskedRow row{criterion.name, criterion.question, criterion.definition};
    row.words = wordsOf(criterion, pass.item(), packet.points);
    row.keys = answerKeys(packet, pass.item(), criterion.kind);
    if (criterion.kind == QuestionKind::BestWorst)
        row.title = (question.part == 1 ? say("%1: the best") : say("%1: the worst")).arg(criterion.name);
    return row;
}

QList<ReadDialogue> dialoguesOf(const PacketItem& item)
{
    QList<ReadDialogue> dialogues;
    for (const QList<PacketTurn>& turns : item.dialogues)
        dialogues << ReadDialogue{documentOf(turns)};
    if (item.kind == QuestionKind::Pair && dialogues.size() == 2) {
        dialogues[0].title = say("Left");
        dialogues[1].title = say("Right");
    } else if (dialogues.size() > 1) {
        for (qsizetype i = 0; i < dialogues.size(); ++i)
            dialogues[i].title = QString::number(i + 1);
    }
    return dialogues;
}

// What the best and the worst are stands at the dialogues; one cannot be the other. Best and worst of a
// criterion stand in rows below each other.
void showChoice(RatingSheet& sheet, const QList<Question>& questions)
{
    for (qsizetype row = 0; row < sheet.rows.size(); ++row) {
        const Question& question = questions[sheet.firstRow + row];
        const int value = sheet.values.value(row);
        if (value > 0 && value <= sheet.dialogues.size()) {
            QString& remark = sheet.dialogues[value - 1].remark;
            const QString word = question.part == 1 ? say("best") : say("worst");
            remark = remark.isEmpty() || remark == word ? word : remark + QStringLiteral(", ") + word;
        }
        const qsizetype other = row + (question.part == 2 ? -1 : 1);
        if (other >= 0 && other < sheet.rows.size())
            sheet.rows[row].closed = sheet.values.value(other);
    }
}

void addPlace(RatingSheet& sheet, const RaterPass& pass)
{
    sheet.practice = pass.isPractice();
    const qsizetype before = sheet.practice ? 0 : pass.practiceCount();
    sheet.number = pass.itemNumber() - before;
    sheet.count = sheet.practice ? pass.practiceCount() : pass.itemCount() - before;
    sheet.done = sheet.practice ? pass.practiceRead() : pass.itemsDone() - before;
}

void addNotes(RatingSheet& sheet, const RaterPass& pass)
{
    sheet.allowsComments = pass.packet().comments;
    sheet.allowsSkip = pass.packet().allowsSkip && !pass.isPractice();
    sheet.flagged = pass.note(NoteKind::Flag).has_value();
    if (const auto comment = pass.note(NoteKind::Comment))
        sheet.comment = comment->text;
    if (const auto skipped = pass.note(NoteKind::Skip))
        sheet.skipped = skipped->text;
}

} // namespace

RatingSheet sheetOf(const RaterPass& pass)
{
    RatingSheet sheet;
    const QList<Question>& questions = pass.questions();
    const Question& asked = pass.question();
    sheet.kind = criterionOf(pass.packet().criteria, asked.criterion)->kind;
    sheet.dialogues = dialoguesOf(pass.item());
    addPlace(sheet, pass);
    sheet.questions = questions.size();
    sheet.turn = sheet.kind == QuestionKind::Turn ? asked.part - 1 : -1;
    sheet.firstRow = pass.questionIndex();
    while (sheet.firstRow > 0 && belongTogether(pass, asked, questions[sheet.firstRow - 1]))
        --sheet.firstRow;
    sheet.criterion = pass.questionIndex() - sheet.firstRow;
    for (qsizetype i = sheet.firstRow; i < questions.size() && belongTogether(pass, asked, questions[i]);
         ++i) {
        sheet.rows << rowOf(pass, questions[i]);
        sheet.values << pass.value(i);
    }
    if (sheet.kind == QuestionKind::BestWorst)
        showChoice(sheet, questions);
    addNotes(sheet, pass);
    return sheet;
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
